"""Who can send an organisation's answer, and whether it is paid by who asks."""

from core import clock
from partnerships.organisations.lineage import funded_by
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role


def approvers_of(organisation_id: int | None) -> list[str]:
    """The names of the people who can send for an organisation today."""
    held = RoleHeld.objects.active(clock.today()).filter(
        role=Role.APPROVER, membership__organisation_id=organisation_id
    )
    return sorted(set(held.values_list("membership__user__name", flat=True)))


def funds(funder_id: int, funded_id: int | None) -> bool:
    """Whether one organisation funds the other today, as the wall between them knows it."""
    return funded_id in funded_by([funder_id], clock.today())
