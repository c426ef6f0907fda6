"""Telling everybody concerned that the closing day was moved, or that the consultation was withdrawn."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from consultation.consultations.models import Consultation, Extension
from consultation.coverage import letters
from consultation.coverage.actions import BATCH, write
from consultation.coverage.letters import Stands
from consultation.coverage.reading import standing
from consultation.coverage.recipients import address_of, mark_of, recipients_of
from consultation.responses.models import Channel, Response
from core.mail.letters import Letter
from core.mail.models import Mail

Told = dict[str, tuple[Any, str, dict[str, None]]]
"""By address: the recipient, where the mail leads, and a line for each for whom they write."""
Lines = Mapping[Stands, str]
"""What is said to each, by how they stand; '{}' is for whom they write."""


def tell_of_extension(extension: Extension) -> Iterator[Mail]:
    """Write to everybody concerned: who was invited, holds a draft or has sent, with an account or without one.

    One mail to each address, whoever it stands for; its key keeps it from being written twice. Of a consultation that
    was withdrawn or is a draft again nobody is told.
    """
    consultation = extension.consultation
    if consultation.withdrawn_at is None and consultation.published_at is not None:
        key = f"consultation-extension:{extension.pk}"
        yield from _tell(consultation, key, letters.MORE_TIME, lambda lines: letters.more_time(extension, lines))


def tell_of_withdrawal(consultation: Consultation) -> Iterator[Mail]:
    """Write to the same people that the consultation was withdrawn, and that they need do nothing."""
    key = f"consultation-withdrawal:{consultation.pk}"
    yield from _tell(consultation, key, letters.CALLED_OFF, lambda lines: letters.called_off(consultation, lines))


def _tell(
    consultation: Consultation, key: str, lines: Lines, letter: Callable[[Iterable[str]], Letter]
) -> Iterator[Mail]:
    told: Told = {}
    for recipient, link, stands, name in (*_of_organisations(consultation), *_of_guests(consultation)):
        told.setdefault(address_of(recipient), (recipient, link, {}))[2][lines[stands].format(name)] = None
    for recipient, link, said in told.values():
        yield write(letter(said), recipient, f"{key}:{mark_of(recipient)}", consultation, link)


def _of_organisations(consultation: Consultation) -> Iterator[tuple[Any, str, Stands, str]]:
    """Who writes for an organisation of the register that was invited, or that has begun or sent an answer: to whom,
    where the mail leads, how it stands and its name."""
    ours = Response.objects.filter(consultation=consultation, voided_at=None, organisation__isnull=False)
    began = _keys(ours.filter(channel=Channel.ACCOUNT))
    sent, ever_sent = _keys(standing().filter(consultation=consultation)), _keys(ours.sent())  # type: ignore[attr-defined]
    names = dict(consultation.invitees.values_list("organisation_id", "organisation__name"))
    names |= dict(ours.values_list("organisation_id", "organisation__name"))
    places = sorted(names)
    for start in range(0, len(places), BATCH):
        for place, people in recipients_of(places[start : start + BATCH]).items():
            stands = _stands(place in sent, place in ever_sent, place in began)
            for recipient in people:
                yield recipient, "consultation", stands, names[place]


def _of_guests(consultation: Consultation) -> Iterator[tuple[Any, str, Stands, str]]:
    """Who has confirmed an address and begun or sent an answer without an account; the same of each."""
    rows = Response.objects.filter(
        consultation=consultation, voided_at=None, channel=Channel.GUEST, respondent__confirmed_at__isnull=False
    )
    sent = set(standing().filter(consultation=consultation, channel=Channel.GUEST).values_list("pk", flat=True))
    for each in rows.select_related("respondent", "organisation").order_by("pk"):
        assert each.respondent is not None
        yield each.respondent.email, "guest_return", _stands(each.pk in sent, bool(each.submitted_at), True), each.name


def _stands(sent: bool, ever_sent: bool, began: bool) -> Stands:
    """How far an organisation or a person is with the answer."""
    if sent:
        return Stands.SENT
    if ever_sent:
        return Stands.WITHDRAWN
    return Stands.DRAFTED if began else Stands.ASKED


def _keys(rows: Any) -> Iterable[int]:
    return set(rows.values_list("organisation_id", flat=True))
