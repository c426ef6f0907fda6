"""Telling everybody concerned that the closing day was moved."""

from collections.abc import Iterable, Iterator
from typing import Any

from consultation.consultations.models import Consultation, Extension
from consultation.coverage import letters
from consultation.coverage.actions import BATCH, write
from consultation.coverage.reading import standing
from consultation.coverage.recipients import address_of, mark_of, recipients_of
from consultation.responses.models import Channel, Response
from core.mail.models import Mail

Told = dict[str, tuple[Any, str, dict[str, None]]]
"""By address: the recipient, where the mail leads, and a line for each for whom they write."""


def tell_of_extension(extension: Extension) -> Iterator[Mail]:
    """Write to everybody concerned: who was invited, holds a draft or has sent, with an account or without one.

    One mail to each address, whoever it stands for; its key keeps it from being written twice. Of a consultation that
    was withdrawn or is a draft again nobody is told.
    """
    consultation = extension.consultation
    if consultation.withdrawn_at is not None or consultation.published_at is None:
        return
    told: Told = {}
    for recipient, link, line in (*_of_organisations(consultation), *_of_guests(consultation)):
        told.setdefault(address_of(recipient), (recipient, link, {}))[2][line] = None
    for recipient, link, lines in told.values():
        letter = letters.more_time(extension, lines)
        yield write(
            letter, recipient, f"consultation-extension:{extension.pk}:{mark_of(recipient)}", consultation, link
        )


def _of_organisations(consultation: Consultation) -> Iterator[tuple[Any, str, str]]:
    """Who writes for an organisation of the register that was invited, or that has begun or sent an answer."""
    ours = Response.objects.filter(consultation=consultation, voided_at=None, organisation__isnull=False)
    began = _keys(ours.filter(channel=Channel.ACCOUNT))
    sent, ever_sent = _keys(standing().filter(consultation=consultation)), _keys(ours.sent())  # type: ignore[attr-defined]
    names = dict(consultation.invitees.values_list("organisation_id", "organisation__name"))
    names |= dict(ours.values_list("organisation_id", "organisation__name"))
    places = sorted(names)
    for start in range(0, len(places), BATCH):
        for place, people in recipients_of(places[start : start + BATCH]).items():
            line = _line(place in sent, place in ever_sent, place in began).format(names[place])
            for recipient in people:
                yield recipient, "consultation", line


def _of_guests(consultation: Consultation) -> Iterator[tuple[Any, str, str]]:
    """Who has confirmed an address and begun or sent an answer without an account."""
    rows = Response.objects.filter(
        consultation=consultation, voided_at=None, channel=Channel.GUEST, respondent__confirmed_at__isnull=False
    )
    sent = set(standing().filter(consultation=consultation, channel=Channel.GUEST).values_list("pk", flat=True))
    for each in rows.select_related("respondent", "organisation").order_by("pk"):
        assert each.respondent is not None
        line = _line(each.pk in sent, each.submitted_at is not None, True)
        yield each.respondent.email, "guest_return", line.format(each.name)


def _line(sent: bool, ever_sent: bool, began: bool) -> str:
    """How an organisation or a person stands, and what happens if nothing is done."""
    if sent:
        return letters.SENT
    if ever_sent:
        return letters.WITHDRAWN
    return letters.DRAFTED if began else letters.ASKED


def _keys(rows: Any) -> Iterable[int]:
    return set(rows.values_list("organisation_id", flat=True))
