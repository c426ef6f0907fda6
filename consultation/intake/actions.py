"""The secretariat's desk: keying in what came on paper, matching who sent it, declaring void, deciding on late answers.

Source: Making Partnership Work, DH 2003, Appendix 2 (S0-49: late responses are taken and marked; S0-50: post and
e-mail, on the form or as a letter).
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.rules import refuse_sentence
from consultation.responses.actions import hold, settle, start_response
from consultation.responses.models import (
    KEYED,
    Attachment,
    LateVerdict,
    Respondent,
    RespondentKind,
    Response,
    ResponseVersion,
)
from core import clock
from core.acts import Actor, NotVisible, Refused, authorise, locked
from core.files.actions import store
from core.mail.actions import write_mail
from core.trail.actions import record
from partnerships.organisations.models import Organisation

SCANS_TAKEN = ("pdf", "docx", "png", "jpg", "jpeg", "txt")
NOT_YET = "Enter a day that is not after today, {}."
WHO = "Choose the organisation from the register, or write down what it calls itself."


@transaction.atomic
def key_response(
    *,
    by: Actor,
    consultation: Consultation,
    channel: str,
    received_on: datetime.date,
    is_letter: bool = False,
    organisation: Organisation | None = None,
    kind: str = RespondentKind.ORGANISATION,
    name: str = "",
    person: str = "",
    charity_number: str = "",
    email: str = "",
    scans: Sequence[Any] = (),
) -> Response:
    """Begin to key in what a body sent by post, by e-mail, on the paper form or said by telephone."""
    consultation = locked(Consultation, consultation.pk)
    authorise(by, "consultation.key_response", consultation)
    if sentence := refuse_sentence(consultation, clock.now()):
        raise Refused(sentence)
    if channel not in KEYED:
        raise Refused({"channel": "Choose how it came."})
    if received_on > clock.today():
        today = clock.today()
        raise Refused({"received_on": NOT_YET.format(f"{today.day} {today:%B %Y}")})
    if organisation is None and not name.strip():
        raise Refused({"name": WHO})
    respondent = None
    if name.strip():
        respondent = Respondent(
            kind=kind, name=name.strip(), person=person, charity_number=charity_number, email=email.strip().lower()
        )
        respondent.save(force_insert=True)
    response = Response(
        consultation=consultation,
        organisation=organisation,
        respondent=respondent,
        channel=channel,
        is_letter=is_letter,
        entered_by_id=by.user_id,
        received_on=received_on,
    )
    authorise(by, "consultation.draft_response", response)  # nobody keys in what they may not read
    start_response(by, response)
    for scan in scans:
        attach(by, response, scan)
    return response


@transaction.atomic
def attach_scan(*, by: Actor, response: Response, scan: Any) -> Attachment:
    """Keep the scan of a letter or of a paper form with what was keyed in."""
    response = hold(response)
    authorise(by, "consultation.draft_response", response)
    if not response.is_keyed:
        raise Refused("Scans belong to answers that came on paper or by mail.")
    return attach(by, response, scan)


def attach(by: Actor, response: Response, scan: Any) -> Attachment:
    """Keep one file. Refused, in a sentence, where it is of a kind that is not taken."""
    stored = store(scan, name=scan.name, purpose="answer", by=by, allowed=SCANS_TAKEN)
    attachment = Attachment(response=response, file=stored, title=stored.original_name, added_at=clock.now())
    attachment.save(force_insert=True)
    record(by, "attached a scan", response)
    return attachment


@transaction.atomic
def void_response(*, by: Actor, response: Response, reason: str) -> Response:
    """Declare void what was keyed in wrongly, or sent without an account in somebody's name. It is kept."""
    response = hold(response)
    authorise(by, "consultation.void_response", response)
    if response.voided_at:
        return response
    if not reason.strip():
        raise Refused({"reason": "Enter why it is void. The reason is kept with it."})
    response.voided_at, response.void_reason, response.counts = clock.now(), reason.strip(), False
    response.save(update_fields=["voided_at", "void_reason", "counts"])
    settle(response)
    record(by, "declared void", response)
    return response


@transaction.atomic
def restore_response(*, by: Actor, response: Response, reason: str) -> Response:
    """Take back that a response was declared void."""
    response = hold(response)
    authorise(by, "consultation.void_response", response)
    if response.voided_at is None:
        return response
    if not reason.strip():
        raise Refused({"reason": "Enter why it is not void after all."})
    response.voided_at, response.void_reason = None, ""
    response.save(update_fields=["voided_at", "void_reason"])
    settle(response)
    record(by, "took back that it is void", response)
    return response


@transaction.atomic
def match_response(*, by: Actor, response: Response, organisation: Organisation) -> Response:
    """Say which organisation of the register sent it. Of several of one organisation one counts, and all are shown."""
    there = Q(consultation=response.consultation_id, organisation=organisation)
    response = hold(response, there)
    authorise(by, "consultation.match_response", response)
    if response.organisation_id == organisation.pk:
        return response
    respondent = response.respondent
    if respondent is not None and respondent.kind == RespondentKind.INDIVIDUAL:
        raise Refused("This is the answer of an individual. It is not matched with an organisation.")
    matched = Response(organisation=organisation, respondent=respondent, consultation=response.consultation)
    authorise(by, "consultation.match_response", matched)  # what they match they must be allowed to read afterwards
    move(by, response, organisation, "matched")
    return response


@transaction.atomic
def unmatch_response(*, by: Actor, response: Response, reason: str) -> Response:
    """Take a match back: who sent it is not known any more."""
    response = hold(response)
    authorise(by, "consultation.match_response", response)
    if response.organisation_id is None:
        return response
    if not reason.strip():
        raise Refused({"reason": "Enter why the match was wrong."})
    move(by, response, None, "took the match back")
    return response


def move(by: Actor, response: Response, organisation: Organisation | None, verb: str) -> None:
    """Give a held response to another organisation, or to none, and count anew on both sides."""
    left = Response.objects.filter(
        consultation=response.consultation_id, organisation=response.organisation_id
    ).exclude(pk=response.pk)
    remaining = left.first() if response.organisation_id else None
    response.organisation, response.counts = organisation, False
    response.matched_at = clock.now() if organisation else None
    response.save(update_fields=["organisation", "counts", "matched_at"])
    settle(response)
    if remaining is not None:
        settle(remaining)
    record(by, verb, response, **({"organisation": organisation} if organisation else {}))


@transaction.atomic
def decide_late(*, by: Actor, version: ResponseVersion, verdict: str, reason: str) -> ResponseVersion:
    """Decide whether what was received late counts, with a reason. Whoever sent it is told."""
    response = hold(version.response)
    authorise(by, "consultation.decide_late", response)
    version = locked(ResponseVersion, version.pk)
    if not version.late or version.submitted_at is None:
        raise NotVisible
    if verdict not in (LateVerdict.ACCEPTED, LateVerdict.REFUSED):
        raise Refused({"verdict": "Choose whether it counts."})
    if not reason.strip():
        raise Refused({"reason": "Enter the reason. It is sent to whoever answered."})
    version.late_verdict, version.late_reason = verdict, reason.strip()
    version.decided_at, version.decided_by_id = clock.now(), by.user_id
    version.save(update_fields=["late_verdict", "late_reason", "decided_at", "decided_by"])
    count_anew(response)
    record(by, "decided on a late answer", response, version=version.number, verdict=version.get_late_verdict_display())
    tell_of_decision(response, version)
    return version


def count_anew(response: Response) -> None:
    """The last version that was sent in time, or late and accepted, counts."""
    good = response.versions.sent().filter(Q(late=False) | Q(late_verdict=LateVerdict.ACCEPTED))
    counting = good.order_by("-number").first()
    response.counted_version = counting
    if counting is not None:
        response.submitted_at = counting.submitted_at
        if response.withdrawn_at and counting.submitted_at and counting.submitted_at > response.withdrawn_at:
            response.withdrawn_at, response.withdrawal_reason = None, ""  # it was sent again after it was taken back
    response.counts = False
    response.save(update_fields=["counted_version", "submitted_at", "counts", "withdrawn_at", "withdrawal_reason"])
    settle(response)


def tell_of_decision(response: Response, version: ResponseVersion) -> None:
    """Write to whoever sent it, an account or a confirmed address; nobody where it came on paper."""
    respondent, consultation = response.respondent, response.consultation
    guest = respondent.email if respondent and respondent.confirmed_at else None
    to = None if response.is_keyed else (version.submitted_by or guest)
    if to is None:
        return
    counts = version.late_verdict == LateVerdict.ACCEPTED
    outcome = "Your late answer counts" if counts else "Your late answer does not count"
    title = " ".join(consultation.title.split())
    body = "\n\n".join(
        [
            f"The answer of {response.name} was received after the consultation had closed.",
            f"{'It counts all the same.' if counts else 'It does not count.'} The reason: {version.late_reason}",
            f"If you have a question, ring {consultation.contact_name} on {consultation.contact_telephone}, or answer "
            "this mail.",
            "Your answer on the site:",
        ]
    )
    write_mail(
        to=to,
        subject=f"{outcome}: {title[:120]} ({response.reference})",
        body=body,
        key=f"late-decision:{version.pk}:{version.decided_at.isoformat() if version.decided_at else ''}",
        reply_to=consultation.contact_email,
        link=reverse("response", args=[response.pk]),
    )
