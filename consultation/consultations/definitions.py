"""A consultation's document and questions as plain values, read once and kept for as long as nobody changes them."""

import datetime
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from consultation.consultations.models import Choice, Consultation, Question, QuestionKind, QuestionWording, Section


@dataclass(frozen=True)
class Option:
    """One of the answers offered."""

    pk: int
    key: str
    label: str


@dataclass(frozen=True)
class Wording:
    """A wording of a question that was replaced by a later one."""

    number: int
    text: str
    help_text: str
    replaced_at: datetime.datetime
    reason: str


@dataclass(frozen=True)
class Asked:
    """A question, or a part of one, as it is put to people. A heading is not answered itself: its parts are."""

    pk: int
    key: str
    number: str
    kind: str
    text: str
    help_text: str = ""
    section: int | None = None
    options: tuple[Option, ...] = ()
    parts: tuple["Asked", ...] = ()
    wording: int = 1
    withdrawn: str = ""
    """Why it is not asked any more; empty while it is."""
    earlier: tuple["Wording", ...] = ()

    @property
    def takes_answer(self) -> bool:
        return self.kind != QuestionKind.HEADING

    @property
    def every_answer(self) -> tuple["Asked", ...]:
        """What is or was answered here: the question itself, or its parts, withdrawn ones too."""
        return (self,) if self.takes_answer else self.parts

    @property
    def answerable(self) -> tuple["Asked", ...]:
        """What is answered here: the question itself, or its parts."""
        return tuple(each for each in self.every_answer if not each.withdrawn)

    def worded(self, wording: int) -> str:
        """The question as it was put in one of its wordings."""
        return next((each.text for each in self.earlier if each.number == wording), self.text)

    @cached_property
    def option_by_pk(self) -> dict[int, Option]:
        return {each.pk: each for each in self.options}

    @cached_property
    def option_by_key(self) -> dict[str, Option]:
        return {each.key: each for each in self.options}


@dataclass(frozen=True)
class Part:
    """A numbered section of the document."""

    pk: int
    number: int
    title: str
    text: str


@dataclass(frozen=True)
class Definition:
    """The document and the questions, in order. `everything` holds the withdrawn questions too."""

    sections: tuple[Part, ...]
    everything: tuple[Asked, ...]

    @cached_property
    def questions(self) -> tuple[Asked, ...]:
        """The numbered questions that are asked."""
        return tuple(each for each in self.everything if not each.withdrawn)

    @cached_property
    def answerable(self) -> tuple[Asked, ...]:
        """Everything that takes an answer, in order."""
        return tuple(each for question in self.questions for each in question.answerable)

    @cached_property
    def every_answer(self) -> tuple[Asked, ...]:
        """Everything that takes or took an answer, in order: the columns of exports, which stay."""
        return tuple(each for question in self.everything for each in question.every_answer)

    @cached_property
    def by_pk(self) -> dict[int, Asked]:
        """Everything that takes or took an answer, by its number in the database."""
        return {each.pk: each for each in self.every_answer}

    @cached_property
    def by_key(self) -> dict[str, Asked]:
        """Everything that takes or took an answer, by its stable key."""
        return {each.key: each for each in self.every_answer}

    def question(self, key: str) -> Asked | None:
        """The numbered question with this key, withdrawn or not."""
        return next((each for each in self.everything if each.key == key), None)


def definition_of(consultation: Consultation) -> Definition:
    """The document and questions of a consultation. Four statements the first time, none until they change."""
    return _read(consultation.pk, consultation.text_key)


@lru_cache(maxsize=256)
def _read(pk: int, text_key: UUID) -> Definition:
    sections = Section.objects.filter(consultation_id=pk).values_list("pk", "number", "title", "text")
    options: dict[int, list[Option]] = {}
    for question, *rest in Choice.objects.filter(question__consultation_id=pk).values_list(
        "question_id", "pk", "key", "label"
    ):
        options.setdefault(question, []).append(Option(*rest))
    earlier: dict[int, list[Wording]] = {}
    for question, *rest in QuestionWording.objects.filter(question__consultation_id=pk).values_list(
        "question_id", "number", "text", "help_text", "replaced_at", "reason"
    ):
        earlier.setdefault(question, []).append(Wording(*rest))
    rows = list(
        Question.objects.filter(consultation_id=pk).values(
            "pk",
            "parent_id",
            "key",
            "number",
            "kind",
            "text",
            "help_text",
            "section__number",
            "wording",
            "withdrawn_at",
            "withdrawal_reason",
        )
    )
    for row in rows:
        row["options"], row["earlier"] = tuple(options.get(row["pk"], ())), tuple(earlier.get(row["pk"], ()))
    return Definition(tuple(Part(*each) for each in sections), _tree(rows, None))


def _tree(rows: list[dict[str, Any]], parent: int | None) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            pk=row["pk"],
            key=row["key"],
            number=row["number"],
            kind=row["kind"],
            text=row["text"],
            help_text=row["help_text"],
            section=row["section__number"],
            options=row["options"],
            parts=_tree(rows, row["pk"]) if parent is None else (),
            wording=row["wording"],
            withdrawn=row["withdrawal_reason"] if row["withdrawn_at"] else "",
            earlier=row["earlier"],
        )
        for row in rows
        if row["parent_id"] == parent
    )
