"""Declarations of due dates, and the questions asked of them.

A due date D holds until 24:00 of D in London. An instant that closes something is half-open: one at midnight between
D and D+1 makes D the due date.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, methodcaller
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from core import clock
from core.acts import Actor
from core.mail.letters import Letter


@dataclass(frozen=True)
class Deadline:
    """One kind of due date: which rows have it, when, what there is to do, and whose it is."""

    name: str
    title: str
    queryset: Callable[[Actor | None], QuerySet[Any]]
    """The rows that are this actor's to see to; every row where it is None."""
    date_field: str
    """A path to a date, or to the instant at which it is over."""
    sentence: Callable[[Any], str]
    holders: Callable[[Sequence[Any]], Mapping[Any, Iterable[int]]]
    """For loaded rows: the numbers of the users to remind, by row number."""
    link: Callable[[Any], str] = methodcaller("get_absolute_url")
    next_step: str = "Open it"
    """What is done on that page, in a few words."""
    letter: Callable[[Any], Letter] | None = None
    """What a reminder of a row says, where the sentence and its date are not enough to act on."""
    reminders: tuple[int, ...] = (14, 7, 2)
    """How many days before it is due; a negative number is days after."""
    done: Q | None = None
    """Rows on which nothing is left to do."""
    told_otherwise: bool = True
    """Whether somebody else is reminded where `holders` knows nobody: not where another kind of due date does so."""

    own: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    """The rows that are one person's own, of these users: nobody else who holds their role is asked to see to them."""

    def __hash__(self) -> int:
        """By its name: it is asked of all kinds in every request."""
        return hash(self.name)

    def open(self, actor: Actor | None) -> QuerySet[Any]:
        """The rows on which something is left to do, with a date, soonest first."""
        return self.still_to_do(self.queryset(actor))

    def still_to_do(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the rows on which something is left to do, with a date, soonest first."""
        rows = rows.exclude(**{self.date_field: None})
        if self.done is not None:
            rows = rows.exclude(self.done)
        return rows.order_by(self.date_field, "pk")

    def between(self, rows: QuerySet[Any], first: datetime.date | None, last: datetime.date) -> QuerySet[Any]:
        """Those due from the first day to the last, both included."""
        if not self.is_instant(rows.model):
            rows = rows.filter(**{f"{self.date_field}__lte": last})
            return rows.filter(**{f"{self.date_field}__gte": first}) if first else rows
        rows = rows.filter(**{f"{self.date_field}__lte": clock.end_of(last)})
        return rows.filter(**{f"{self.date_field}__gt": clock.start_of(first)}) if first else rows

    def is_instant(self, model: type[models.Model]) -> bool:
        """Whether the path ends at a date with a time."""
        field: Any = None
        for name in self.date_field.split("__"):
            field = model._meta.get_field(name)
            model = field.related_model or model
        return isinstance(field, models.DateTimeField)

    def item(self, row: Any) -> "Item":
        """The row with its due date."""
        return Item(self, row, due_day(attrgetter(self.date_field.replace("__", "."))(row)))


@dataclass(frozen=True)
class Item:
    """One thing that is due."""

    deadline: Deadline
    row: Any
    due: datetime.date
    note: str = ""
    """For whom the person sees to it, where it is not for themselves."""

    @property
    def key(self) -> tuple[str, Any]:
        """What tells it from every other."""
        return self.deadline.name, self.row.pk

    @property
    def sentence(self) -> str:
        """What there is to do, and for whom."""
        said = self.deadline.sentence(self.row)
        return f"{said} ({self.note})" if self.note else said

    @property
    def link(self) -> str:
        """The page where it is done."""
        return self.deadline.link(self.row)

    @property
    def letter(self) -> Letter:
        """What a reminder of it says: what by when, and whatever else its subject declares."""
        if self.deadline.letter is not None:
            letter = self.deadline.letter(self.row)
            return replace(letter, body=f"{letter.body}\n({self.note})") if self.note else letter
        by = f"{self.due.day} {self.due:%B %Y}"
        sentence = " ".join(self.sentence.split())
        return Letter(f"By {by}: {sentence}"[:200], f"{sentence}\nDue on {by}")

    def days_left(self, on: datetime.date | None = None) -> int:
        """Whole days until it is due; negative when it is overdue."""
        return (self.due - (on or clock.today())).days

    def in_words(self, on: datetime.date | None = None) -> str:
        """'today', 'in 3 days', '2 days ago'."""
        return in_words(self.days_left(on))


DEADLINES: dict[str, Deadline] = {}


def add(deadline: Deadline) -> Deadline:
    """Declare a kind of due date."""
    if deadline.name in DEADLINES:
        raise ValueError(f"Two deadlines are called {deadline.name}.")
    DEADLINES[deadline.name] = deadline
    return deadline


@dataclass(frozen=True)
class Theirs:
    """The rows on which a person holds a permission; all of them where nobody is meant."""

    rows: Callable[[], QuerySet[Any]]
    permission: str

    def __call__(self, actor: Actor | None) -> QuerySet[Any]:
        return self.rows() if actor is None else self.rows().filter(actor.q(self.permission))


def theirs(rows: Callable[[], QuerySet[Any]], permission: str) -> Theirs:
    """The `queryset` of a deadline: those of the rows on which a person holds the permission."""
    return Theirs(rows, permission)


def due_day(value: datetime.date | datetime.datetime) -> datetime.date:
    """The day at whose 24:00 in London it is over."""
    if isinstance(value, datetime.datetime):
        return clock.london(value - datetime.timedelta(microseconds=1)).date()
    return value


def in_words(days: int) -> str:
    """How far away a day is."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"
