"""One organisation with what its page and the API show of it, and what its duplicates are found by."""

from core.acts import Actor, the_one
from core.prepared import prepared
from partnerships.organisations.models import Identifier, Organisation, OrganisationName

LOADED = Organisation.objects.select_related("kind", "area", "size")
_of = prepared(lambda key: LOADED.filter(pk=key))


def the(actor: Actor, pk: int) -> Organisation:
    """The organisation with this key, for somebody who may see it. Raises NotVisible otherwise."""
    return the_one(actor, _of(pk))


def twin_words(pk: int) -> list[str]:
    """What the duplicates of an organisation are called and coded: it is found by that, and they are not."""
    twins = list(Organisation.objects.filter(duplicate_of=pk).order_by("pk").values_list("pk", "name"))
    if not twins:
        return []
    keys = [key for key, _ in twins]
    names = OrganisationName.objects.filter(organisation__in=keys).order_by("pk").values_list("name", flat=True)
    codes = Identifier.objects.filter(organisation__in=keys).order_by("pk").values_list("value", flat=True)
    return [*(name for _, name in twins), *names, *codes]
