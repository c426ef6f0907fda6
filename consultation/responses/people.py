"""Who can send an organisation's answer, who will read it, and whether it is paid by who asks."""

import copy
from dataclasses import dataclass

from consultation.consultations.models import Consultation
from consultation.responses.models import Response
from core import clock
from partnerships.organisations.lineage import closes, funded_until
from partnerships.people.actors import holders_as_actors
from partnerships.people.models import RoleHeld
from partnerships.people.roles import STAFF, Role


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


@dataclass(frozen=True)
class Readers:
    """People who will be able to read an answer, and in which capacity."""

    capacity: str
    names: tuple[str, ...]


def readers_of(response: Response) -> list[Readers]:
    """Exactly who, outside the own organisation, reads the response once it is sent: by the rule that decides it."""
    sent = copy.copy(response)
    sent.submitted_at = sent.submitted_at or clock.now()
    found: dict[str, set[str]] = {}
    for actor in holders_as_actors(*STAFF):
        outside = response.organisation_id is None or actor.organisation_id != response.organisation_id
        if outside and actor.may("consultation.view_response", sent):
            found.setdefault(actor.label, set()).add(str(actor.user))
    return [Readers(capacity, tuple(sorted(names))) for capacity, names in sorted(found.items())]
