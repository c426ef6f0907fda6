"""Answers as values: what counts as one, how it reads, whether two are the same; and which of several responses counts.

Source: Making Partnership Work, DH 2003, Appendix 2 (S0-49 to S0-51): late responses are taken and marked, and a letter
is as good as the form.
"""

import datetime
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

from consultation.consultations.definitions import Asked, Definition
from consultation.consultations.models import QuestionKind
from consultation.responses.models import Channel, LateVerdict, RespondentKind
from core import clock
from core.pages import words

if TYPE_CHECKING:
    from consultation.responses.models import Answer, Response, ResponseVersion

LONGEST = 100_000
"""Characters of one answer: far more than anybody writes, far less than what would hurt."""
LONGEST_LETTER = 400_000
"""Characters of a letter as a whole."""
TOO_LONG = (
    "This answer is {count:,} characters long; at most {most:,} can be kept. Shorten it, or send part of it apart."
)
YES, NO = "Yes", "No"
UNANSWERED = "Not answered"
HALF = "you say why, and tick neither yes nor no"
MOST_DIGITS, DECIMALS = 15, 4
LARGEST = Decimal(10) ** (MOST_DIGITS - DECIMALS)
"""Numbers are kept below this, with four decimals: as many digits as every database keeps exactly."""
DAYS = "The date of question {} must lie between {} and {}."
NOT_ASKED = "Question {} is not asked any more: {}"


@dataclass(frozen=True)
class Value:
    """What is answered to one question. Which of it can be filled depends on the question's kind.

    `choice` and `several` hold the numbers of choices in the database, `file` that of a stored file.
    """

    yes: bool | None = None
    choice: int | None = None
    text: str = ""
    several: tuple[int, ...] = ()
    number: Decimal | None = None
    day: datetime.date | None = None
    file: int | None = None

    def __bool__(self) -> bool:
        known = (self.yes, self.choice, self.number, self.day, self.file)
        return any(each is not None for each in known) or bool(self.several) or bool(self.text.strip())

    @property
    def digest(self) -> str:
        """A short mark of the value, by which a form knows whether its person changed it."""
        number = None if self.number is None else f"{self.number.normalize():f}"
        day = self.day.isoformat() if self.day else None
        held = [self.yes, self.choice, self.text, list(self.several), number, day, self.file]
        return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Given:
    """A value for one question, and the edition of the answer it was written over (0: there was none).

    `wording` is the one that was read when it was answered; 0 for the one of today. `over` is the mark of what a page
    showed before (`Value.digest`); empty where nobody says. A draft that was begun anew has the same editions.
    """

    question: Asked
    value: Value
    edition: int = 0
    wording: int = 0
    over: str = ""


@dataclass(frozen=True)
class Line:
    """One question with its answer, as it is read. `wording` is the one that was answered, `answer` its number."""

    question: Asked
    value: Value
    wording: int = 0
    file_name: str = ""
    answer: int = 0

    @property
    def answered(self) -> bool:
        return bool(self.value)

    @property
    def half(self) -> bool:
        """Whether it says why, and ticks neither yes nor no."""
        return self.question.kind == QuestionKind.YES_NO and self.value.yes is None and self.answered

    @property
    def half_in_words(self) -> str:
        """What to add to the question where it is half answered."""
        return f" ({HALF})" if self.half else ""

    @property
    def whole(self) -> bool:
        """Whether it is answered, and not by half: what is left is 'not answered' on pages and in mails."""
        return self.answered and not self.half

    @property
    def asked(self) -> str:
        """The question as it was put when it was answered."""
        return self.question.worded(self.wording) if self.wording else self.question.text

    @property
    def short(self) -> str:
        """The tick: 'Yes', 'No', the choices, the number, the date, the file's name. Empty for an answer in words."""
        value = self.value
        if value.yes is not None:
            return YES if value.yes else NO
        if value.number is not None:
            return words.number(value.number)
        if value.day is not None:
            return words.date(value.day)
        if value.file is not None:
            return self.file_name or "A file"
        chosen = (value.choice,) if value.choice else value.several
        return "; ".join(each.label for each in self.question.options if each.pk in chosen)


TAKES = {
    QuestionKind.YES_NO: {"yes", "text"},
    QuestionKind.CHOOSE_ONE: {"choice"},
    QuestionKind.CHOOSE_MANY: {"several"},
    QuestionKind.LONG_TEXT: {"text"},
    QuestionKind.NUMBER: {"number"},
    QuestionKind.DATE: {"day"},
    QuestionKind.FILE: {"file"},
}
"""Which parts of a value each kind of question takes."""
EMPTY = Value()


def problem_of(question: Asked, value: Value) -> str:
    """Why a value is no answer to the question; empty where it is one, or none at all."""
    if question.withdrawn:
        return NOT_ASKED.format(question.number, question.withdrawn)
    if len(value.text) > LONGEST:
        return TOO_LONG.format(count=len(value.text), most=LONGEST)
    chosen = {value.choice, *value.several} - {None}
    if chosen - set(question.option_by_pk) or len(set(value.several)) < len(value.several):
        return f"Choose from the answers offered for question {question.number}."
    if value.day is not None and not clock.EARLIEST <= value.day <= clock.LATEST:
        return DAYS.format(question.number, words.date(clock.EARLIEST), words.date(clock.LATEST))
    if value.number is not None and (not value.number.is_finite() or abs(value.number) >= LARGEST):
        return f"The number of question {question.number} is too large."
    filled = {name for name in vars(EMPTY) if getattr(value, name) != getattr(EMPTY, name)}
    takes = TAKES.get(QuestionKind(question.kind), set())
    return "" if filled <= takes else f"Question {question.number} is answered otherwise."


def lines(definition: Definition, values: Mapping[int, Value]) -> list[Line]:
    """Every question that takes an answer, with its answer, in order."""
    return [Line(each, values.get(each.pk, EMPTY)) for each in definition.answerable]


def grouped(
    definition: Definition, values: Mapping[int, Any], *, withdrawn: bool = False
) -> list[tuple[Asked, list[Line]]]:
    """The numbered questions, each with its lines: for pages that show a question with its parts.

    `values` are Values or whole Lines. With `withdrawn`, also questions not asked any more that were answered.
    """
    found = []
    for question in definition.everything:
        asked = [
            each
            for each in question.every_answer
            if not (each.withdrawn or question.withdrawn) or (withdrawn and values.get(each.pk))
        ]
        if asked:
            found.append((question, [line_of(each, values.get(each.pk, EMPTY)) for each in asked]))
    return found


def line_of(question: Asked, value: Any) -> Line:
    """A line of a value, or the line itself."""
    return value if isinstance(value, Line) else Line(question, value)


def in_plain_text(groups: Iterable[tuple[Asked, list[Line]]]) -> str:
    """All the questions with all the answers, for a mail."""
    return "\n\n".join(_block(question, found) for question, found in groups)


def _block(question: Asked, found: Iterable[Line]) -> str:
    head = [] if question.takes_answer else [f"{question.number}. {question.text}"]
    return "\n\n".join([*head, *(_plain(line) for line in found)])


@overload
def plain_number(number: Decimal) -> Decimal: ...
@overload
def plain_number(number: None) -> None: ...
def plain_number(number: Decimal | None) -> Decimal | None:
    """A number as it was typed, without the noughts that the database adds: 12.5 for 12.5000, and 1200 for 1200."""
    if number is None or not number.is_finite():
        return number
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def value_of(answer: "Answer | None") -> Value:
    """What an answer says."""
    if answer is None:
        return EMPTY
    several = tuple(answer.several or ())
    number = plain_number(answer.number)
    return Value(answer.yes, answer.choice_id, answer.text, several, number, answer.day, answer.file_id)


def _plain(line: Line) -> str:
    answer = [each for each in (line.short, line.value.text.strip()) if each] or [UNANSWERED]
    return "\n".join([f"{line.question.number}. {line.asked}", "", *answer])


def seen_mark(draft: int, editions: Iterable[int], letter: str = "") -> int:
    """What a check page remembers of what it showed: another with every change of an answer or of the letter, and with
    every draft (`draft` is its number in the database)."""
    return sum(editions) + mark_of(f"{draft} {letter}")


def mark_of(letter: str) -> int:
    """A number by which a form knows whether a letter is still as it was shown; 0 where there is none."""
    return zlib.crc32(letter.encode())


RANK = {Channel.ACCOUNT: 0, Channel.GUEST: 2}
"""Of several responses of one organisation its own goes first, then what it sent on paper, then anything else."""


def rank(response: "Response") -> int:
    """How a response stands among those of the same organisation: the lowest counts."""
    return RANK.get(Channel(response.channel), 1)


def the_one_that_counts(responses: Sequence["Response"]) -> "Response | None":
    """Which of the responses of one organisation counts: its own, else the latest on paper, else the latest other.

    Only what was sent in time, or accepted late, and is not void. A response that was withdrawn stands in the way of
    others: what an organisation took back is not said in its name by a lesser one.
    """
    standing = [each for each in responses if in_the_running(each)]
    if not standing:
        return None
    best = min(standing, key=lambda each: (rank(each), -each.submitted_at.timestamp(), -each.pk))  # type: ignore[union-attr]
    return None if best.withdrawn_at else best


def in_the_running(response: "Response") -> bool:
    """Whether it was sent in time, or accepted late, and is not void: it counts, or stands in the way of others."""
    return bool(response.counted_version_id and not response.voided_at and response.submitted_at)


def stands_behind(response: "Response", responses: Iterable["Response"]) -> bool:
    """Whether another of the same organisation goes before it, so that it does not count, whatever is sent of it."""
    return any(in_the_running(each) and rank(each) < rank(response) for each in responses)


def standing(response: "Response") -> tuple[str, str]:
    """How a response stands, as (words, colour)."""
    if response.voided_at:
        return "Void", "red"
    if response.withdrawn_at:
        return "Withdrawn", "red"
    if response.counts:
        return ("Counts, unverified", "yellow") if is_unverified(response) else ("Counts", "green")
    if response.submitted_at is None:
        return "Draft", "grey"
    if response.counted_version_id is None:
        return "Received late", "orange"
    return "Another answer counts", "grey"


def standing_of(version: "ResponseVersion", response: "Response") -> tuple[str, str]:
    """How one version that was sent stands, as (words, colour)."""
    if version.late and version.late_verdict != LateVerdict.ACCEPTED:
        refused = version.late_verdict == LateVerdict.REFUSED
        return ("Received late, does not count", "red") if refused else ("Received late, not decided yet", "orange")
    if version.pk != response.counted_version_id:
        return "Replaced by a later version", "grey"
    if response.counts:
        return "Counts", "green"
    return standing(response)


def finished_in_words(draft: "ResponseVersion") -> str:
    """Who said that a draft is finished, and when."""
    return f"Said to be finished by {draft.finished_by} at {words.moment(draft.finished_at)}."


def is_unverified(response: "Response") -> bool:
    """Whether it speaks for an organisation that nobody has matched with the register."""
    return (
        response.organisation_id is None
        and response.respondent is not None
        and response.respondent.kind == RespondentKind.ORGANISATION
    )
