"""The secretariat's desk: keying in what came on paper, matching who sent it, declaring void, deciding on late answers.

Source: Making Partnership Work, DH 2003, Appendix 2 (S0-49: late responses are taken and marked; S0-50: post and
e-mail, on the form or as a letter).
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from consultation.consultations.models import Consultation
from consultation.consultations.rules import refuse_sentence
from consultation.intake.letters import tell_of_decision
from consultation.intake.rules import (
    CHECK_THEM,
    MOST_SCANS,
    MOVED,
    SCANS_TAKEN,
    SIGNED,
    SOMEBODY_ELSE,
    TOO_MANY_SCANS,
    coming_of,
    mark_of_coming,
    problems_of_coming,
    problems_of_sender,
)
from consultation.intake.suggestions import what_they_share
from consultation.responses.actions import change_response, save_answers, start_response
from consultation.responses.counting import came_late, count_anew, hold, refuse_void, settle
from consultation.responses.drafts import latest_of
from consultation.responses.models import (
    Attachment,
    LateVerdict,
    Respondent,
    RespondentKind,
    Response,
    ResponseVersion,
)
from consultation.responses.rules import Given, mark_of
from core import clock
from core.acts import Actor, Conflict, NotVisible, Refused, again_if_overtaken, authorise, locked
from core.files.actions import store_sent
from core.trail.actions import record, save_changes
from partnerships.organisations.models import Organisation


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
    confirmed: bool = False,
) -> Response:
    """Begin to key in what a body sent by post, by e-mail, on the paper form or said by telephone.

    What it calls itself is kept beside the organisation chosen, so that a wrong choice can be put right. Where the two
    share neither a name nor a number it is `confirmed` that they are the same.
    """
    consultation = locked(Consultation, consultation.pk)
    authorise(by, "consultation.key_response", consultation)
    if sentence := refuse_sentence(consultation, clock.now()):
        raise Refused(sentence)
    problems = problems_of_coming(consultation, channel, received_on, clock.today())
    problems |= problems_of_sender(consultation, kind, name, in_register=organisation is not None)
    if problems:
        raise Refused(problems)
    respondent = Respondent(
        kind=kind,
        name=name.strip() or (organisation.name if organisation else ""),
        person=person.strip(),
        charity_number=charity_number.strip(),
        email=email.strip().lower(),
    )
    response = Response(
        consultation=consultation,
        organisation=organisation,
        respondent=respondent,
        channel=channel,
        is_letter=is_letter,
        entered_by_id=by.user_id,
        received_on=received_on,
    )
    refuse_behind_the_wall(by, "consultation.draft_response", response)
    checked = refuse_unlike(respondent, organisation, confirmed) if organisation else {}
    respondent.save(force_insert=True)
    response.respondent = respondent
    start_response(by, response, "began to key in", **checked)
    change_response(by=by, consultation=consultation, response=response)
    for scan in scans:
        attach(by, response, scan)
    return response


def refuse_unlike(respondent: Respondent, organisation: Organisation, confirmed: bool) -> dict[str, str]:
    """Nobody is taken for an organisation with which they share nothing, until somebody says that they have checked.
    What the trail keeps of that."""
    if what_they_share(respondent, organisation):
        return {}
    if not confirmed:
        raise Refused({"confirmed": CHECK_THEM})
    return {"checked": "the names share nothing, and it was confirmed that they are the same"}


def refuse_behind_the_wall(by: Actor, permission: str, response: Response) -> None:
    """Nobody keys in, or matches, what they may not read afterwards. Said beside the field, so that no word is lost."""
    verdict = by.may(permission, response)
    if not verdict:
        raise Refused({"organisation": SOMEBODY_ELSE.format(verdict.reason)})


def hold_keyed(by: Actor, response: Response) -> Response:
    """What was keyed in, held, for who may go on with it; anything else is not there."""
    response = hold(response)
    authorise(by, "consultation.draft_response", response)
    if not response.is_keyed:
        raise NotVisible
    return response


@transaction.atomic
def correct_keyed(
    *,
    by: Actor,
    response: Response,
    channel: str,
    received_on: datetime.date,
    person: str = "",
    charity_number: str = "",
    email: str = "",
    seen: int | None = None,
) -> Response:
    """Correct how and when something came, or who signed it. Once it is recorded it stays as late, or in time.

    `seen` is the mark of how it was said to have come when that was shown: two people do not overwrite each other.
    """
    response = hold_keyed(by, response)
    refuse_void(response)
    who = {"person": person.strip(), "charity_number": charity_number.strip(), "email": email.strip().lower()}
    came: dict[str, Any] = {"channel": channel, "received_on": received_on}
    stands = coming_of(response)
    if seen is not None and seen != mark_of_coming(stands) and stands != came | who:
        raise Conflict(response)
    if problems := problems_of_coming(response.consultation, channel, received_on, clock.today()):
        raise Refused(problems)
    refuse_other_time(response, received_on)
    sign_anew(by, response, who)
    save_changes(by, "corrected how it came", response, came)
    return response


def refuse_other_time(response: Response, received_on: datetime.date) -> None:
    """What is recorded as late stays late whatever its day, and what is recorded in time stays in time."""
    before = came_late(response, clock.now())
    response.received_on, kept = received_on, response.received_on
    after = came_late(response, clock.now())
    response.received_on = kept
    if response.submitted_at is not None and before != after:
        raise Refused({"received_on": MOVED.format("have come late" if after else "have come in time")})


def sign_anew(by: Actor, response: Response, who: dict[str, str]) -> None:
    """Put right what whoever sent it says of themselves."""
    respondent = response.respondent
    if respondent is None:
        return
    changed = [name for name in SIGNED if getattr(respondent, name) != who[name]]
    for name in changed:
        setattr(respondent, name, who[name])
    if changed:
        respondent.save(update_fields=changed)
        record(by, "corrected who signed it", response)


@transaction.atomic
def write_letter(
    *,
    by: Actor,
    response: Response,
    letter: str | None,
    seen: int | None = None,
    given: Sequence[Given] = (),
    draft: int | None = None,
) -> Response:
    """Write down what a letter says, and what it answers to questions, if anything.

    `seen` is the mark of the letter that stood there when it was shown, `draft` the one that the answers were written
    over: two people do not overwrite each other.
    """
    response = hold_keyed(by, response)
    latest = latest_of(response)
    stands = latest.letter if latest else ""
    if latest is not None and letter is not None and seen is not None and seen != mark_of(stands) and letter != stands:
        raise Conflict(latest)
    return save_answers(
        by=by, consultation=response.consultation, given=given, response=response, letter=letter, draft=draft
    )


@transaction.atomic
def attach_scan(*, by: Actor, response: Response, scan: Any) -> Attachment:
    """Keep the scan of a letter or of a paper form with what was keyed in."""
    response = hold_keyed(by, response)
    refuse_void(response)
    return attach(by, response, scan)


def attach(by: Actor, response: Response, scan: Any) -> Attachment:
    """Keep one file. Refused beside its field, in a sentence, where it is of a kind that is not taken."""
    if response.attachments.count() >= MOST_SCANS:
        raise Refused({"scan": TOO_MANY_SCANS})
    stored = store_sent("scan", scan, purpose="answer", by=by, allowed=SCANS_TAKEN)
    attachment = Attachment(response=response, file=stored, title=stored.original_name, added_at=clock.now())
    attachment.save(force_insert=True)
    record(by, "attached a scan", response)
    return attachment


@again_if_overtaken
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


@again_if_overtaken
@transaction.atomic
def restore_response(*, by: Actor, response: Response, reason: str) -> Response:
    """Take back that a response was declared void."""
    response = hold(response)
    authorise(by, "consultation.void_response", response)
    if response.voided_at is None:
        return response
    if not reason.strip():
        raise Refused({"reason": "Enter why it is not void after all. The reason is kept with it."})
    response.voided_at, response.void_reason = None, ""
    response.save(update_fields=["voided_at", "void_reason"])
    settle(response)
    record(by, "took back that it is void", response, reason=reason.strip())
    return response


@again_if_overtaken
@transaction.atomic
def match_response(*, by: Actor, response: Response, organisation: Organisation, confirmed: bool = False) -> Response:
    """Say which organisation of the register sent it. Of several of one organisation one counts, and all are shown.

    Where the two share neither a name nor a number it is `confirmed` that they are the same.
    """
    there = Q(consultation=response.consultation_id, organisation=organisation)
    response = hold(response, there)
    authorise(by, "consultation.match_response", response)
    if response.organisation_id == organisation.pk:
        return response
    respondent = response.respondent
    if respondent is not None and respondent.kind == RespondentKind.INDIVIDUAL:
        raise Refused("This is the answer of an individual. It is not matched with an organisation.")
    matched = Response(organisation=organisation, respondent=respondent, consultation=response.consultation)
    refuse_behind_the_wall(by, "consultation.match_response", matched)
    checked = refuse_unlike(respondent, organisation, confirmed) if respondent else {}
    move(by, response, organisation, "matched with the register", **checked)
    return response


@again_if_overtaken
@transaction.atomic
def unmatch_response(*, by: Actor, response: Response, reason: str) -> Response:
    """Take a match back: who sent it is not known any more."""
    response = hold(response)
    authorise(by, "consultation.match_response", response)
    if response.organisation_id is None:
        return response
    if not reason.strip():
        raise Refused({"reason": "Enter why the match was wrong. The reason is kept with it."})
    move(by, response, None, "took the match back", reason=reason.strip())
    return response


def move(by: Actor, response: Response, organisation: Organisation | None, verb: str, **detail: Any) -> None:
    """Give a held response to another organisation, or to none, and count anew on both sides."""
    left = Response.objects.filter(
        consultation=response.consultation_id, organisation=response.organisation_id
    ).exclude(pk=response.pk)
    remaining = left.first() if response.organisation_id else None
    response.organisation, response.counts = organisation, False
    response.matched_at = clock.now() if organisation else None
    response.unmatched_at = response.unmatched_at if organisation else clock.now()
    response.save(update_fields=["organisation", "counts", "matched_at", "unmatched_at"])
    settle(response)
    if remaining is not None:
        settle(remaining)
    record(by, verb, response, **detail, **({"organisation": organisation} if organisation else {}))


@again_if_overtaken
@transaction.atomic
def decide_late(*, by: Actor, version: ResponseVersion, verdict: str, reason: str) -> ResponseVersion:
    """Decide whether what was received late counts, with a reason. Whoever sent it is told, once for each decision."""
    response = hold(version.response)
    authorise(by, "consultation.decide_late", response)
    version = locked(ResponseVersion, version.pk)
    if not version.late or version.submitted_at is None:
        raise NotVisible
    refuse_void(response)
    problems = {}
    if verdict not in (LateVerdict.ACCEPTED, LateVerdict.REFUSED):
        problems["verdict"] = "Choose whether it counts."
    if not reason.strip():
        problems["reason"] = "Enter the reason. It is sent to whoever answered."
    if problems:
        raise Refused(problems)
    if (version.late_verdict, version.late_reason) == (verdict, reason.strip()):
        return version
    earlier = version.late_verdict
    version.late_verdict, version.late_reason = verdict, reason.strip()
    version.decided_at, version.decided_by_id = clock.now(), by.user_id
    version.save(update_fields=["late_verdict", "late_reason", "decided_at", "decided_by"])
    count_anew(response)
    record(by, "decided on a late answer", response, version=version.number, verdict=version.get_late_verdict_display())
    tell_of_decision(response, version, again=bool(earlier))
    return version
