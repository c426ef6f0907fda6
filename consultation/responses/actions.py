"""What people do to answer a consultation: draft together, send, change until it closes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum

from consultation.consultations.models import Consultation
from consultation.consultations.rules import refuse_sentence
from consultation.responses.models import Answer, Response, ResponseVersion, says_something
from consultation.responses.rules import Given, Value, problem_of
from core import clock
from core.acts import Actor, Conflict, Refused, authorise
from core.references import new_reference
from core.trail.actions import record
from core.work.actions import ask

NO_ORGANISATION = "Choose the organisation you answer for: an answer is given by an organisation."
NOTHING_DRAFTED = "There is nothing to send. Answer a question first."
NOTHING_ANSWERED = "Not one question is answered. Answer a question first."
CHANGED_MEANWHILE = (
    "Somebody in your organisation changed an answer after you opened this page. Nothing has been sent. "
    "Read the answers below once more, and send them if you agree."
)
TWICE = "Question {} is answered twice. Give one answer to it."


class AnswersConflict(Conflict):
    """Somebody in the organisation changed some of the same answers. `answers` are these, by question, as they are."""

    def __init__(self, version: ResponseVersion, answers: Mapping[int, Answer]) -> None:
        super().__init__(version)
        self.answers = answers


@transaction.atomic
def save_answers(*, by: Actor, consultation: Consultation, given: Sequence[Given]) -> Response:
    """Keep answers as the organisation's draft; the first word makes the response."""
    response = _held(by, consultation) or _started(by, consultation)
    authorise(by, "consultation.draft_response", response)
    _refuse_unless_open(response.consultation)
    _refuse_impossible(given)
    draft = _draft_of(response, by)
    kept = {each.question_id: each for each in draft.answers.filter(question__in=[each.question.pk for each in given])}
    changed = [each for each in given if each.value != value_of(kept.get(each.question.pk))]
    overtaken = {
        each.question.pk: kept[each.question.pk]
        for each in changed
        if each.question.pk in kept and each.edition != kept[each.question.pk].edition
    }
    if overtaken:
        raise AnswersConflict(draft, overtaken)
    if changed:
        _write(by, draft, changed, kept)
        record(by, "answered", response, questions=[each.question.number for each in changed])
    return response


@transaction.atomic
def submit_response(*, by: Actor, consultation: Consultation, seen: int | None = None) -> ResponseVersion:
    """Send the organisation's draft: from now on it is what counts.

    `seen` is the mark of the answers the person read before sending (the sum of their editions). Sent twice, the second
    time finds no draft, and gives what was sent.
    """
    response = _held(by, consultation)
    if response is None:
        authorise(by, "consultation.submit_response")
        raise Refused(NOTHING_DRAFTED)
    authorise(by, "consultation.submit_response", response)
    moment = _refuse_unless_open(response.consultation)
    drafts = response.versions.filter(submitted_at=None)
    answered = Count("answers", filter=says_something("answers__"))
    draft = drafts.annotate(mark=Sum("answers__edition"), answered=answered).first()
    if draft is None:
        return _sent_before(response)
    if not draft.answered:
        raise Refused(NOTHING_ANSWERED)
    if seen is not None and seen != draft.mark:
        raise Refused(CHANGED_MEANWHILE)
    draft.submitted_at, draft.submitted_by_id, draft.capacity = moment, by.user_id, by.label[:300]
    draft.save(update_fields=["submitted_at", "submitted_by", "capacity"])
    response.submitted_at, response.counted_version = moment, draft
    response.save(update_fields=["submitted_at", "counted_version"])
    record(by, "sent", response, version=draft.number, host_id=consultation.host_id)
    ask(None, "receipt", version=draft.pk)
    return draft


@transaction.atomic
def change_response(*, by: Actor, consultation: Consultation) -> ResponseVersion:
    """Begin to change what was sent: a new draft with the same answers. What was sent counts until it is sent again."""
    response = _held(by, consultation)
    if response is None:
        raise Refused(NOTHING_DRAFTED)
    authorise(by, "consultation.draft_response", response)
    _refuse_unless_open(response.consultation)
    return _draft_of(response, by)


def value_of(answer: Answer | None) -> Value:
    """What an answer says."""
    return Value(answer.yes, answer.choice_id, answer.text) if answer else Value()


def _held(by: Actor, consultation: Consultation) -> Response | None:
    """The organisation's response, held until the transaction ends, with the consultation as it is now."""
    if by.organisation_id is None:
        authorise(by, "consultation.answer_consultation", consultation)
        raise Refused(NO_ORGANISATION)
    rows = Response.objects.select_for_update(of=("self",)).select_related("consultation")
    return rows.filter(consultation=consultation, organisation_id=by.organisation_id).first()


def _started(by: Actor, consultation: Consultation) -> Response:
    """The organisation's response, made now; or the one that a colleague made a moment ago."""
    consultation = Consultation.objects.get(pk=consultation.pk)
    authorise(by, "consultation.answer_consultation", consultation)
    _refuse_unless_open(consultation)
    response = Response(
        consultation=consultation,
        organisation_id=by.organisation_id,  # type: ignore[misc]
        reference=new_reference("RES"),
        started_at=clock.now(),
    )
    try:
        with transaction.atomic():
            response.save(force_insert=True)
    except IntegrityError:
        held = _held(by, consultation)
        if held is None:
            raise
        return held
    record(by, "began to answer", response, consultation=consultation.reference)
    return response


def _draft_of(response: Response, by: Actor) -> ResponseVersion:
    """The draft being written; where everything is sent, a new one with the answers that count."""
    latest: ResponseVersion | None = response.versions.order_by("-number").first()
    if latest is not None and latest.submitted_at is None:
        return latest
    number = latest.number + 1 if latest else 1
    draft = ResponseVersion(response=response, number=number, started_at=clock.now())
    draft.save(force_insert=True)
    if response.counted_version_id:
        _copy(response.counted_version_id, draft)
        record(by, "began to change the answers", response, version=number)
    return draft


def _copy(version_id: int, draft: ResponseVersion) -> None:
    answers = list(Answer.objects.filter(version_id=version_id))
    for each in answers:
        each.pk, each.version = None, draft
        each._state.adding = True
    Answer.objects.bulk_create(answers)


def _write(by: Actor, draft: ResponseVersion, changed: Sequence[Given], kept: Mapping[int, Answer]) -> None:
    """Write the answers that changed, new ones in one statement and others in another."""
    moment = clock.now()
    new: list[Answer] = []
    old: list[Answer] = []
    for each in changed:
        answer = kept.get(each.question.pk) or Answer(version=draft, question_id=each.question.pk, edition=0)
        answer.yes, answer.choice_id, answer.text = each.value.yes, each.value.choice, each.value.text
        answer.edition, answer.edited_by_id, answer.edited_at = answer.edition + 1, by.user_id, moment
        (old if answer.pk else new).append(answer)
    Answer.objects.bulk_create(new)
    if old:
        Answer.objects.bulk_update(old, ["yes", "choice", "text", "edition", "edited_by", "edited_at"])


def _refuse_unless_open(consultation: Consultation) -> Any:
    """The moment by the database's clock, if the consultation takes answers at it."""
    moment = clock.database_now()
    if sentence := refuse_sentence(consultation, moment):
        raise Refused(sentence)
    return moment


def _refuse_impossible(given: Sequence[Given]) -> None:
    asked = [each.question for each in given]
    if twice := {each.key: TWICE.format(each.number) for each in asked if asked.count(each) > 1}:
        raise Refused(twice)
    problems = {each.question.key: problem_of(each.question, each.value) for each in given}
    if found := {key: sentence for key, sentence in problems.items() if sentence}:
        raise Refused(found)


def _sent_before(response: Response) -> ResponseVersion:
    if response.counted_version is None:
        raise Refused(NOTHING_DRAFTED)
    return response.counted_version
