"""What people do to answer a consultation: draft together, send, change until it closes, withdraw.

The same acts serve an organisation's own answer, one that somebody writes without an account, and one that the
secretariat keys in: `response` names it where it is not the own one of the organisation acted for.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from consultation.consultations.models import Consultation
from consultation.consultations.rules import refuse_sentence
from consultation.responses.consents import CURRENT, EDITIONS
from consultation.responses.counting import (
    accepted_before,
    came_late,
    count_in_time,
    hold_all,
    hold_of,
    posted_at,
    receive_late,
    refuse_void,
    settle,
)
from consultation.responses.drafts import (
    draft_of,
    goes_on,
    is_overtaken,
    latest_of,
    marked_draft,
    refuse_impossible,
    write_answers,
)
from consultation.responses.models import Answer, Channel, Consent, ConsentChoice, Response, ResponseVersion
from consultation.responses.rules import Given, seen_mark, value_of
from consultation.responses.telling import tell_of_withdrawal
from core import clock
from core.acts import Actor, Conflict, Refused, again_if_overtaken, authorise
from core.fields import fold
from core.prepared import prepared
from core.references import new_reference
from core.trail.actions import record
from core.work.actions import ask
from core.written import insert, update

NOTHING_WRITTEN = "Nothing was written, so nothing is saved."
NO_ORGANISATION = "Choose the organisation you answer for: an answer is given by an organisation."
NOTHING_DRAFTED = "There is nothing to send. Answer a question first."
NEVER_SENT = "This answer was never sent, so there is nothing to go back to."
NOTHING_ANSWERED = "Not one question is answered. Answer a question first."
CHANGED_MEANWHILE = (
    "Somebody in your organisation changed an answer after you opened this page. Nothing has been sent. "
    "Read the answers below once more, and send them if you agree."
)
CHANGED_BY_ONESELF = (
    "An answer was changed in another window after you opened this page. Nothing has been sent. Read the answers below "
    "once more, and send them if you agree."
)
CHOOSE_CONSENT = "Choose whether your answer may be published."
CHOOSE_FOR_THEM = "Choose what it says about being published; if it says nothing, choose not to publish it."
REWORDED = "The sentences have changed since this page was opened. Read them and choose again."


class NothingWritten(Refused):
    """There is no draft, and what is to be saved says nothing new: no draft is begun for it."""

    def __init__(self) -> None:
        super().__init__(NOTHING_WRITTEN)


class AnswersConflict(Conflict):
    """Somebody in the organisation changed some of the same answers. `answers` are these, by question, as they are."""

    def __init__(self, version: ResponseVersion, answers: Mapping[int, Answer]) -> None:
        super().__init__(version)
        self.answers = answers


@again_if_overtaken
@transaction.atomic
def save_answers(
    *,
    by: Actor,
    consultation: Consultation,
    given: Sequence[Given],
    response: Response | None = None,
    letter: str | None = None,
    draft: int | None = None,
) -> Response:
    """Keep answers as a draft; the first word makes the organisation's response, and before it nothing is made.

    `draft` is the one they were written over, where a program says so: a draft begun anew may have the same editions.
    What is saved after closing is kept as well: it counts only if it is sent and then accepted as late.
    """
    held = hold_answer(by, consultation, response)
    response, begun = (held, False) if held else _started(by, consultation)
    authorise(by, "consultation.draft_response", response)
    if not begun:
        refuse_unless_opened(response)
    refuse_impossible(given, letter)
    latest = None if begun else latest_of(response)
    written = draft_of(response, by, latest)
    if draft not in (None, written.pk):
        raise Conflict(written)
    kept = {each.question_id: each for each in _answers(written.pk)} if latest else {}
    changed = [each for each in given if each.value != value_of(kept.get(each.question.pk))]
    overtaken = {
        each.question.pk: kept[each.question.pk]
        for each in changed
        if each.question.pk in kept and is_overtaken(each, kept[each.question.pk])
    }
    if overtaken:
        raise AnswersConflict(written, overtaken)
    relettered = letter is not None and letter != written.letter
    if written is not latest and not changed and not relettered:
        raise NothingWritten
    if changed:
        if not goes_on(by, changed, kept):
            record(by, "answered", response, questions=[each.question.number for each in changed])
        write_answers(by, written, changed, kept)
    if letter is not None and relettered:
        written.letter = letter
        written.save(update_fields=["letter"])
        record(by, "wrote down the letter", response)
    return response


@again_if_overtaken
@transaction.atomic
def submit_response(
    *,
    by: Actor,
    consultation: Consultation,
    consent: str,
    seen: int | None = None,
    wording: int = CURRENT,
    response: Response | None = None,
) -> ResponseVersion:
    """Send a draft: from now on it is what counts; after closing it is kept as received late, for a person to decide.

    `consent` is one of ConsentChoice, in the sentence of the edition `wording`: today's, or that of a paper form.
    `seen` is the mark of what the person read before sending (`seen_mark`).
    Sent twice, the second time finds no draft, and gives what was sent.
    """
    response, siblings = _held_with_others(by, consultation, response)
    if response is None:
        authorise(by, "consultation.submit_response")
        raise Refused(NOTHING_DRAFTED)
    authorise(by, "consultation.submit_response", response)
    draft = marked_draft(response)
    moment = posted_at(response)
    refuse_unless_opened(response, moment)
    if draft is None:
        return _sent_before(response)
    if not draft.answered and not draft.letter.strip():
        raise Refused(NOTHING_ANSWERED)
    if seen is not None and seen != seen_mark(draft.pk, [draft.mark or 0], draft.letter):
        raise Refused(CHANGED_BY_ONESELF if response.channel == Channel.GUEST else CHANGED_MEANWHILE)
    if consent not in ConsentChoice.values:
        raise Refused({"consent": CHOOSE_FOR_THEM if response.is_keyed else CHOOSE_CONSENT})
    if wording not in (EDITIONS if response.is_keyed else (CURRENT,)):
        raise Refused({"consent": REWORDED})
    draft.submitted_at, draft.submitted_by_id, draft.capacity = moment, by.user_id, by.label[:300]
    draft.late = came_late(response, moment)
    update(draft, "submitted_at", "submitted_by", "capacity", "late")
    _consent(by, draft, consent, wording, moment)
    if draft.late and not accepted_before(response, draft):
        receive_late(response, moment)
    else:
        count_in_time(response, draft, siblings)
    verb = "sent, received late" if draft.late else "sent"
    record(by, verb, response, version=draft.number, host_id=response.consultation.host_id)
    ask(None, "receipt", version=draft.pk)
    return draft


@again_if_overtaken
@transaction.atomic
def change_response(*, by: Actor, consultation: Consultation, response: Response | None = None) -> ResponseVersion:
    """Begin to change what was sent: a new draft with the same answers. What was sent counts until it is sent again."""
    response = hold_answer(by, consultation, response)
    if response is None:
        raise Refused(NOTHING_DRAFTED)
    authorise(by, "consultation.draft_response", response)
    refuse_unless_opened(response)
    return draft_of(response, by, latest_of(response))


@transaction.atomic
def discard_changes(*, by: Actor, consultation: Consultation, response: Response | None = None) -> Response:
    """Give up changes that were not sent, for everybody who drafts: what was sent stays as it is.

    A second time there is nothing to give up, and nothing happens.
    """
    response = hold_answer(by, consultation, response)
    if response is None:
        authorise(by, "consultation.answer_consultation", consultation)
        raise Refused(NEVER_SENT)
    authorise(by, "consultation.draft_response", response)
    refuse_void(response)
    if not response.versions.sent().exists():
        raise Refused(NEVER_SENT)
    draft = response.versions.filter(submitted_at=None).first()
    if draft is not None:
        number = draft.number
        draft.delete()
        record(by, "gave up the changes", response, version=number)
    return response


@again_if_overtaken
@transaction.atomic
def withdraw_response(*, by: Actor, response: Response, reason: str) -> Response:
    """Take back what was sent, with a reason. It is kept, and does not count; sending again makes it count again."""
    held = hold_answer(by, response.consultation, response)
    assert held is not None
    authorise(by, "consultation.withdraw_response", held)
    refuse_void(held)
    if held.submitted_at is None:
        raise Refused("Nothing has been sent, so there is nothing to withdraw.")
    if held.withdrawn_at:
        return held
    if not reason.strip():
        raise Refused({"reason": "Enter why you withdraw your answer."})
    held.withdrawn_at = held.taken_back_at = clock.now()
    held.withdrawal_reason, held.counts = reason.strip(), False
    held.save(update_fields=["withdrawn_at", "taken_back_at", "withdrawal_reason", "counts"])
    settle(held)
    record(by, "withdrew the answer", held, host_id=held.consultation.host_id)
    tell_of_withdrawal(by, held)
    return held


@transaction.atomic
def index_answers(version: ResponseVersion) -> None:
    """Make the words of a version that was sent ready to be searched. In the background, so that sending is quick."""
    rows = list(version.answers.filter(text__gt="", search_text=""))
    for each in rows:
        each.search_text = fold(each.text)
    Answer.objects.bulk_update(rows, ["search_text"], batch_size=200)
    if version.letter and not version.search_text:
        version.search_text = fold(version.letter)
        version.save(update_fields=["search_text"])


def start_response(by: Actor, response: Response, verb: str = "began to answer", **more: Any) -> Response:
    """Write a new response, which everybody who answers has one of; `more` is for its trail."""
    response.reference, response.started_at = new_reference("RES"), clock.now()
    insert(response)
    record(by, verb, response, consultation=response.consultation.reference, **more)
    return response


def hold_answer(by: Actor, consultation: Consultation, response: Response | None) -> Response | None:
    """The response, held with all others of its organisation, and the consultation as it is now."""
    return _held_with_others(by, consultation, response)[0]


def _held_with_others(
    by: Actor, consultation: Consultation, response: Response | None
) -> tuple[Response | None, list[Response]]:
    """The same, with all of them. Without a name the response is the own one of the organisation acted for."""
    if response is not None:
        return hold_all(response)
    authorise(by, "consultation.answer_consultation")
    if by.organisation_id is None:
        raise Refused(NO_ORGANISATION)
    rows = hold_of(consultation.pk, by.organisation_id)
    return next((each for each in rows if each.channel == Channel.ACCOUNT), None), rows


def _started(by: Actor, consultation: Consultation) -> tuple[Response, bool]:
    """The organisation's response, made now, so that there is nothing of it yet; or the one that a colleague made a
    moment ago, and that it is not new.

    The consultation is held, so that it is not taken back as a draft in the same moment.
    """
    [consultation] = _to_answer(consultation.pk)
    authorise(by, "consultation.answer_consultation", consultation)
    refuse_merged(getattr(by, "organisation", None))
    response = Response(consultation=consultation, organisation_id=by.organisation_id)
    refuse_unless_opened(response)
    try:
        with transaction.atomic():
            return start_response(by, response), True
    except IntegrityError:
        held = hold_answer(by, consultation, None)
        if held is None:
            raise
        return held, False


_to_answer = prepared(lambda key: Consultation.objects.select_for_update(of=("self",)).filter(pk=key))
_answers = prepared(lambda draft: Answer.objects.filter(version=draft))


def refuse_merged(entry: Any) -> None:
    """One body answers once: what was entered twice and merged answers as the entry that is kept."""
    kept = getattr(entry, "duplicate_of", None)
    if kept is not None:
        raise Refused(f"{entry} was entered twice. Change who you act as to {kept}, and answer for that.")


def refuse_unless_opened(response: Response, moment: datetime.datetime | None = None) -> None:
    """Refuse unless the consultation takes answers at the moment, be they late; by the database's clock, now."""
    refuse_void(response)
    if sentence := refuse_sentence(response.consultation, moment or clock.database_now()):
        raise Refused(sentence)


def _consent(by: Actor, draft: ResponseVersion, choice: str, wording: int, moment: datetime.datetime) -> None:
    words = EDITIONS[wording].sentences[choice]
    given = Consent(version=draft, choice=choice, wording=wording, words=words, given_at=moment, given_by_id=by.user_id)
    insert(given)


def _sent_before(response: Response) -> ResponseVersion:
    """What was sent last, in time or late."""
    latest: ResponseVersion | None = response.versions.sent().order_by("-number").first()
    if latest is None:
        raise Refused(NOTHING_DRAFTED)
    return latest
