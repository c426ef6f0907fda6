"""Who can send an organisation's answer, who will read it, and whether it is paid by who asks."""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consultation.consultations.models import Consultation
from consultation.responses.models import RespondentKind, Response
from consultation.responses.rules import is_unverified
from core import clock
from partnerships.organisations.lineage import closes, funded_until
from partnerships.people.actors import Actor, holders_as_actors
from partnerships.people.models import RoleHeld, User
from partnerships.people.roles import STAFF, Role

READING = "consultation.view_response"
LOOKS_AFTER = frozenset({Role.COMMISSIONER, Role.SECRETARIAT})


def senders_for(organisation_id: int | None) -> list[User]:
    """The people who can send for an organisation today, by name."""
    held = RoleHeld.objects.active(clock.today()).filter(
        role=Role.APPROVER, membership__organisation_id=organisation_id
    )
    return list(User.objects.filter(pk__in=held.values("membership__user")).order_by("name", "pk"))


def approvers_of(organisation_id: int | None) -> list[str]:
    """Their names."""
    return [each.name for each in senders_for(organisation_id)]


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
    return listed(each for each in outsiders(response) if each.may(READING, as_sent(response)))


def readers_once_matched(response: Response) -> list[Readers]:
    """Who reads it besides, once the register knows the organisation that answers without an account.

    Nobody can say yet who funds it; whoever does will not read it then.
    """
    if not is_unverified(response):
        return []
    known = as_sent(response)
    known.respondent = copy.copy(response.respondent)
    known.respondent.kind = RespondentKind.INDIVIDUAL
    unknown = as_sent(response)
    return listed(each for each in outsiders(response) if each.may(READING, known) and not each.may(READING, unknown))


def as_sent(response: Response) -> Response:
    """A copy of it as it will be once it is sent. It is not saved."""
    sent = copy.copy(response)
    sent.submitted_at = sent.submitted_at or clock.now()
    return sent


def outsiders(response: Response) -> Iterator[Actor]:
    """Everybody who holds a role with which answers of others are read, in each capacity outside the organisation."""
    for actor in holders_as_actors(*STAFF):
        if response.organisation_id is None or actor.organisation_id != response.organisation_id:
            yield actor


def keepers_of(response: Response) -> list[User]:
    """Who looks after the consultation, as who asks or as the secretariat, and may read this answer to it.

    The rule that decides who reads it decides this: nobody who acts for who funds the organisation is told.
    """
    found = {
        actor.user
        for actor in outsiders(response)
        if actor.user and actor.roles & LOOKS_AFTER and actor.may(READING, response)
    }
    return sorted(found, key=lambda each: (each.name, each.pk))


def listed(actors: Iterable[Actor]) -> list[Readers]:
    """People by the capacity in which they read."""
    found: dict[str, set[str]] = {}
    for actor in actors:
        found.setdefault(actor.label, set()).add(str(actor.user))
    return [Readers(capacity, tuple(sorted(names))) for capacity, names in sorted(found.items())]
