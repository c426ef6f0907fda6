"""Which of the answers of an organisation counts, and holding all of them while that is decided (ADR 15, ADR 16).

Acts hold first, decide then, and write what changed: of one organisation the database lets one answer count.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from consultation.consultations.models import Consultation
from consultation.consultations.rules import is_late
from consultation.responses.models import LateVerdict, Response, ResponseVersion
from consultation.responses.rules import the_one_that_counts
from core import clock
from core.acts import NotVisible, Refused
from core.prepared import prepared
from core.written import update

VOID = "This answer was declared void, so it stays as it was: {}"
COUNTING = ("submitted_at", "counted_version", "withdrawn_at", "taken_back_at", "withdrawal_reason", "counts")
DECISION = ("late_verdict", "late_reason", "decided_at", "decided_by")


def hold(response: Response, *others: Q) -> Response:
    """The response, with all others of its organisation, held until the transaction ends; read again.

    They are taken in the order of their keys, so that two acts on two answers of one organisation wait for each other.
    """
    return hold_all(response, *others)[0]


def hold_all(response: Response, *others: Q) -> tuple[Response, list[Response]]:
    """The same, and all of them."""
    theirs = Q(pk=response.pk)
    if response.organisation_id is not None:
        theirs |= Q(consultation=response.consultation_id, organisation=response.organisation_id)
    for each in others:
        theirs |= each
    rows = hold_where(theirs)
    found = next((each for each in rows if each.pk == response.pk), None)
    if found is None:
        raise NotVisible
    if found.organisation_id != response.organisation_id:  # matched, or not any more, since it was read
        return hold_all(found, *others)
    return found, rows


def hold_where(theirs: Q) -> list[Response]:
    """Responses, held in the order of their keys, with their consultation and respondent as they are from then on."""
    return list(_held(theirs).prefetch_related("consultation", "respondent"))


def hold_of(consultation: int, organisation: int) -> list[Response]:
    """All that an organisation answers to a consultation, held likewise. Everybody who sends comes through here."""
    rows = _hold_of(consultation, organisation)
    for found in _consultation(consultation) if rows else ():
        for each in rows:
            each.consultation = found
    return rows


def _held(theirs: Q) -> QuerySet[Response]:
    rows = Response.objects.select_for_update(of=("self",)).filter(theirs).order_by("pk")
    return rows.annotate(posted_at=clock.database_moment())


_hold_of = prepared(lambda consultation, organisation: _held(Q(consultation=consultation, organisation=organisation)))
_consultation = prepared(lambda key: Consultation.objects.filter(pk=key))


def posted_at(held: Response) -> datetime.datetime:
    """When the act that holds a response was asked for, by the database's clock: who waits for another is not late."""
    return clock.moment_in(held.posted_at)  # type: ignore[attr-defined]


def refuse_void(response: Response) -> None:
    """What was declared void stays as it was."""
    if response.voided_at:
        raise Refused(VOID.format(response.void_reason))


def came_late(response: Response, moment: datetime.datetime) -> bool:
    """Whether what is sent now comes late: by the day a letter was received, by the moment for everything else."""
    if response.received_on is not None:
        return is_late(response.consultation, clock.start_of(response.received_on))
    return is_late(response.consultation, moment)


def count_in_time(response: Response, sent: ResponseVersion, siblings: Sequence[Response]) -> None:
    """What was sent in time counts, in place of what was sent before, and of any lesser answer of the organisation."""
    response.submitted_at, response.counted_version = sent.submitted_at, sent
    response.withdrawn_at, response.taken_back_at, response.withdrawal_reason = None, None, ""
    counting = the_one_that_counts(siblings)
    _give_way(siblings, counting)
    response.counts = response == counting
    update(response, *COUNTING)


def receive_late(response: Response, moment: datetime.datetime) -> None:
    """What was sent in time goes on to count. Where nothing was, the answer is there, and does not count."""
    if response.submitted_at is None:
        response.submitted_at = moment
        response.save(update_fields=["submitted_at"])


def accepted_before(response: Response, sent: ResponseVersion) -> bool:
    """Whether it corrects what was keyed in of a paper that came late and was accepted: the decision still holds."""
    if not response.is_keyed:
        return False
    earlier = response.versions.sent().exclude(pk=sent.pk).order_by("-number").first()
    if earlier is None or not earlier.late_verdict:
        return False
    for name in DECISION:
        setattr(sent, name, getattr(earlier, name))
    sent.save(update_fields=DECISION)
    return bool(sent.late_verdict == LateVerdict.ACCEPTED)


def count_anew(response: Response) -> None:
    """The last version that was sent in time, or late and accepted, counts; unless it was taken back afterwards."""
    good = response.versions.sent().filter(Q(late=False) | Q(late_verdict=LateVerdict.ACCEPTED))
    counting = good.order_by("-number").first()
    response.counted_version = counting
    if counting is not None:
        response.submitted_at = counting.submitted_at
    taken_back, sent = response.taken_back_at, counting.submitted_at if counting else None
    response.withdrawn_at = None if taken_back and sent and sent > taken_back else taken_back
    response.counts = False
    response.save(update_fields=["counted_version", "submitted_at", "withdrawn_at", "counts"])
    settle(response)


def settle(response: Response) -> None:
    """Say which of the responses of its organisation counts now, and write what changed. All of them are held."""
    siblings = list(siblings_of(response))
    counting = the_one_that_counts(siblings)
    _give_way(siblings, counting)
    if counting is not None and not counting.counts:
        Response.objects.filter(pk=counting.pk).update(counts=True)
    response.counts = response == counting


def siblings_of(response: Response) -> QuerySet[Response]:
    """All responses of the same organisation to the same consultation; of one that is not matched, itself alone."""
    if response.organisation_id is None:
        return Response.objects.filter(pk=response.pk)
    return Response.objects.filter(consultation=response.consultation_id, organisation=response.organisation_id)


def _give_way(siblings: Iterable[Response], counting: Response | None) -> None:
    """Let the others not count any more, first: the database lets only one of an organisation count."""
    if others := [each.pk for each in siblings if each.counts and each != counting]:
        Response.objects.filter(pk__in=others).update(counts=False)
