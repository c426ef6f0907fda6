"""What the pages of initiatives and their part of the API both need."""

from compacts.initiatives.models import GoverningBody, Initiative
from compacts.targets.models import Target
from core.acts import Actor, NotVisible

LOADED = Initiative.objects.select_related("agreement__area", "lead", "body").prefetch_related("agreement__parties")


def governing_of(agreement, body: int) -> GoverningBody:
    """One of the boards and groups that govern it, by its number. Raises NotVisible where it does not."""
    found = agreement.governed_by.select_related("body", "agreement").filter(body__id=body).first()
    if found is None:
        raise NotVisible
    return found


def targets_for(initiative: Initiative, actor: Actor) -> list[Target]:
    """The targets that measure it, of those that this person may see."""
    return list(Target.objects.visible_to(actor).filter(initiatives=initiative).order_by("sort_name", "pk"))


def target_of(initiative: Initiative, actor: Actor, target: int) -> Target:
    """One of them. Raises NotVisible where it is none, or is not for this person."""
    found = next((each for each in targets_for(initiative, actor) if each.pk == target), None)
    if found is None:
        raise NotVisible
    return found
