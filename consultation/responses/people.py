"""Who can send an organisation's answer, and whether it is paid by who asks."""

from consultation.consultations.models import Consultation
from core import clock
from partnerships.organisations.lineage import closes, funded_until
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role


def approvers_of(organisation_id: int | None) -> list[str]:
    """The names of the people who can send for an organisation today."""
    held = RoleHeld.objects.active(clock.today()).filter(
        role=Role.APPROVER, membership__organisation_id=organisation_id
    )
    return sorted(set(held.values_list("membership__user__name", flat=True)))


def host_is_behind_the_wall(consultation: Consultation, organisation_id: int | None) -> bool:
    """Whether who asks stands before the wall: it has funded the organisation since the opening, funds it or is to."""
    last = funded_until([consultation.host_id], clock.today()).get(organisation_id or 0)
    return closes(last, consultation.opens_on)
