"""Answers as values: what counts as one, how it reads, and whether two are the same."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from consultation.consultations.definitions import Asked, Definition
from consultation.consultations.models import QuestionKind

LONGEST = 100_000
"""Characters of one answer: far more than anybody writes, far less than what would hurt."""
TOO_LONG = (
    "This answer is {count:,} characters long; at most {most:,} can be kept. Shorten it, or send part of it apart."
)
YES, NO = "Yes", "No"
UNANSWERED = "Not answered"


@dataclass(frozen=True)
class Value:
    """What is answered to one question: yes or no, a choice (its number in the database), and words."""

    yes: bool | None = None
    choice: int | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self.yes is not None or self.choice is not None or bool(self.text.strip())

    @property
    def digest(self) -> str:
        """A short mark of the value, by which a form knows whether its person changed it."""
        return hashlib.sha256(json.dumps([self.yes, self.choice, self.text]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Given:
    """A value for one question, and the edition of the answer it was written over (0: there was none)."""

    question: Asked
    value: Value
    edition: int = 0


@dataclass(frozen=True)
class Line:
    """One question with its answer, as it is read."""

    question: Asked
    value: Value

    @property
    def answered(self) -> bool:
        return bool(self.value)

    @property
    def short(self) -> str:
        """The tick: 'Yes', 'No' or the choice. Empty for an answer in words."""
        if self.value.yes is not None:
            return YES if self.value.yes else NO
        option = self.question.option_by_pk.get(self.value.choice or 0)
        return option.label if option else ""


def problem_of(question: Asked, value: Value) -> str:
    """Why a value is no answer to the question; empty where it is one, or none at all."""
    if len(value.text) > LONGEST:
        return TOO_LONG.format(count=len(value.text), most=LONGEST)
    if value.choice is not None and value.choice not in question.option_by_pk:
        return f"Choose one of the answers offered for question {question.number}."
    takes = {
        QuestionKind.YES_NO: value.choice is None,
        QuestionKind.CHOOSE_ONE: value.yes is None and not value.text,
        QuestionKind.LONG_TEXT: value.yes is None and value.choice is None,
    }
    return "" if takes.get(QuestionKind(question.kind), False) else f"Question {question.number} is answered otherwise."


def lines(definition: Definition, values: Mapping[int, Value]) -> list[Line]:
    """Every question that takes an answer, with its answer, in order."""
    return [Line(each, values.get(each.pk, Value())) for each in definition.answerable]


def grouped(definition: Definition, values: Mapping[int, Value]) -> list[tuple[Asked, list[Line]]]:
    """The numbered questions, each with its lines: for pages that show a question with its parts."""
    return [
        (question, [Line(each, values.get(each.pk, Value())) for each in question.answerable])
        for question in definition.questions
    ]


def in_plain_text(definition: Definition, values: Mapping[int, Value]) -> str:
    """All the questions with all the answers, for a mail."""
    return "\n\n".join(_block(question, found) for question, found in grouped(definition, values))


def _block(question: Asked, found: Iterable[Line]) -> str:
    head = [] if question.takes_answer else [f"{question.number}. {question.text}"]
    return "\n\n".join([*head, *(_plain(line) for line in found)])


def _plain(line: Line) -> str:
    answer = [each for each in (line.short, line.value.text.strip()) if each] or [UNANSWERED]
    return "\n".join([f"{line.question.number}. {line.question.text}", "", *answer])


def seen_mark(editions: Any) -> int:
    """What a check page remembers of the answers it showed: grows with every change of any of them."""
    return sum(editions)
