"""The draft of a response: which one it is, what it begins with, and what is written into it. Acts are made of this."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from consultation.consultations.models import Consultation
from consultation.consultations.rules import refuse_sentence
from consultation.responses.models import Answer, Channel, Response, ResponseVersion, says_something
from consultation.responses.rules import LONGEST_LETTER, TOO_LONG, Given, problem_of, value_of
from core import clock
from core.acts import Actor, Refused
from core.prepared import prepared
from core.trail.actions import record
from core.written import insert, insert_all

ONE_SITTING = datetime.timedelta(minutes=15)
TWICE = "Question {} is answered twice. Give one answer to it."
WRITTEN = (
    "yes", "choice", "text", "several", "number", "day", "file", "wording", "edition", "edited_by", "edited_at"
)  # fmt: skip


def latest_of(response: Response) -> ResponseVersion | None:
    """The draft being written, or what was sent last."""
    return next(iter(_latest(response.pk)), None)


_latest = prepared(lambda response: ResponseVersion.objects.filter(response=response).order_by("-number")[:1])


def letter_of(response: Response) -> str:
    """The letter as it stands: of the draft being written, or of what was sent last."""
    latest = latest_of(response)
    return latest.letter if latest else ""


def draft_of(response: Response, by: Actor, latest: ResponseVersion | None) -> ResponseVersion:
    """The draft being written; where everything is sent, a new one with the answers that were sent last."""
    if latest is not None and latest.submitted_at is None:
        return latest
    if latest is None and response.channel == Channel.GUEST:  # held, as in _started: an unproven address was nobody
        consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=response.consultation_id)
        if sentence := refuse_sentence(consultation, clock.database_now()):
            raise Refused(sentence)
    number = latest.number + 1 if latest else 1
    draft = ResponseVersion(response=response, number=number, started_at=clock.now())
    draft.letter = latest.letter if latest else ""
    insert(draft)
    if latest is not None:
        copy_answers(latest.pk, draft)
        record(by, "began to change the answers", response, version=number)
    return draft


def copy_answers(version_id: int, draft: ResponseVersion) -> None:
    """Begin a draft with the answers of what was sent last, but for questions that are not asked any more."""
    answers = list(Answer.objects.filter(version_id=version_id, question__withdrawn_at=None))
    for each in answers:
        each.pk, each.version, each.search_text = None, draft, ""
        each._state.adding = True
    insert_all(answers)


def goes_on(by: Actor, changed: Sequence[Given], kept: Mapping[int, Answer]) -> bool:
    """Whether a person goes on with what they saved a moment ago: the history says it once, though a page that saves
    by itself saves it every few seconds.
    """
    if by.user_id is None:
        return False
    since = clock.now() - ONE_SITTING
    mine = [kept.get(each.question.pk) for each in changed]
    return all(each is not None and each.edited_by_id == by.user_id and each.edited_at > since for each in mine)


def write_answers(by: Actor, draft: ResponseVersion, changed: Sequence[Given], kept: Mapping[int, Answer]) -> None:
    """Write the answers that changed, new ones in one statement and others in another."""
    moment = clock.now()
    new: list[Answer] = []
    old: list[Answer] = []
    for each in changed:
        value = each.value
        answer = kept.get(each.question.pk) or Answer(version=draft, question_id=each.question.pk, edition=0)
        answer.yes, answer.choice_id, answer.text = value.yes, value.choice, value.text
        answer.several, answer.number, answer.day = list(value.several) or None, value.number, value.day
        answer.file_id, answer.wording = value.file, each.wording or each.question.wording
        answer.edition, answer.edited_by_id, answer.edited_at = answer.edition + 1, by.user_id, moment
        (old if answer.pk else new).append(answer)
    insert_all(new)
    if old:
        Answer.objects.bulk_update(old, WRITTEN)


def is_overtaken(given: Given, kept: Answer) -> bool:
    """Whether what is kept is not what it was written over."""
    return given.edition != kept.edition or given.over not in ("", value_of(kept).digest)


def refuse_impossible(given: Sequence[Given], letter: str | None) -> None:
    """Refuse two answers to one question, an answer that its question does not take, and a letter without end."""
    asked = [each.question for each in given]
    if twice := {each.key: TWICE.format(each.number) for each in asked if asked.count(each) > 1}:
        raise Refused(twice)
    problems = {each.question.key: problem_of(each.question, each.value) for each in given}
    if found := {key: sentence for key, sentence in problems.items() if sentence}:
        raise Refused(found)
    if letter is not None and len(letter) > LONGEST_LETTER:
        raise Refused({"letter": TOO_LONG.format(count=len(letter), most=LONGEST_LETTER)})


def _marked(response: int) -> QuerySet[ResponseVersion]:
    drafts = ResponseVersion.objects.filter(response=response, submitted_at=None)
    answered = Count("answers", filter=says_something("answers__") & Q(answers__question__withdrawn_at=None))
    return drafts.annotate(mark=Sum("answers__edition"), answered=answered)


marked = prepared(_marked)


def marked_draft(response: Response) -> Any:
    """The draft of a response, None where there is none, with `mark`, the sum of its answers' editions, and `answered`,
    how many of them say something."""
    return next(iter(marked(response.pk)), None)
