"""A consultation's document and questions as plain values, read once and kept for as long as nobody changes them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from consultation.consultations.models import Choice, Consultation, Question, QuestionKind, Section


@dataclass(frozen=True)
class Option:
    """One of the answers offered."""

    pk: int
    key: str
    label: str


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

    @property
    def takes_answer(self) -> bool:
        return self.kind != QuestionKind.HEADING

    @property
    def answerable(self) -> tuple["Asked", ...]:
        """What is answered here: the question itself, or its parts."""
        return (self,) if self.takes_answer else self.parts

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
    """The document and the questions, in order."""

    sections: tuple[Part, ...]
    questions: tuple[Asked, ...]

    @cached_property
    def answerable(self) -> tuple[Asked, ...]:
        """Everything that takes an answer, in order."""
        return tuple(each for question in self.questions for each in question.answerable)

    @cached_property
    def by_pk(self) -> dict[int, Asked]:
        """Everything that takes an answer, by its number in the database."""
        return {each.pk: each for each in self.answerable}

    @cached_property
    def by_key(self) -> dict[str, Asked]:
        """Everything that takes an answer, by its stable key."""
        return {each.key: each for each in self.answerable}

    def question(self, key: str) -> Asked | None:
        """The numbered question with this key."""
        return next((each for each in self.questions if each.key == key), None)


def definition_of(consultation: Consultation) -> Definition:
    """The document and questions of a consultation. Three statements the first time, none until they change."""
    return _read(consultation.pk, consultation.text_key)


@lru_cache(maxsize=256)
def _read(pk: int, text_key: UUID) -> Definition:
    sections = Section.objects.filter(consultation_id=pk).values_list("pk", "number", "title", "text")
    options: dict[int, list[Option]] = {}
    for question, *rest in Choice.objects.filter(question__consultation_id=pk).values_list(
        "question_id", "pk", "key", "label"
    ):
        options.setdefault(question, []).append(Option(*rest))
    rows = list(
        Question.objects.filter(consultation_id=pk).values(
            "pk", "parent_id", "key", "number", "kind", "text", "help_text", "section__number"
        )
    )
    return Definition(tuple(Part(*each) for each in sections), _tree(rows, options, None))


def _tree(rows: list[dict[str, Any]], options: dict[int, list[Option]], parent: int | None) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            pk=row["pk"],
            key=row["key"],
            number=row["number"],
            kind=row["kind"],
            text=row["text"],
            help_text=row["help_text"],
            section=row["section__number"],
            options=tuple(options.get(row["pk"], ())),
            parts=_tree(rows, options, row["pk"]) if parent is None else (),
        )
        for row in rows
        if row["parent_id"] == parent
    )
