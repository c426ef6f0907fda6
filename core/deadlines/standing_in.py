"""Who sees to the dates of others: whoever covers for somebody on leave, and whoever hears of what nobody is there for.

Which people these are the floors above say: `add` and `otherwise`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.acts import Actor
from core.deadlines.registry import Deadline

Notes = dict[Any, dict[int, str]]
"""For rows: the people to remind of each, and for whom that is; empty where it is for themselves."""


@dataclass(frozen=True)
class StandIn:
    """A way in which a person sees to what is due for others."""

    rows: Callable[[Actor], QuerySet[Any]]
    """What tells that they do, today: one statement asks for it with all kinds of due dates."""
    others: Callable[[Actor], Sequence[tuple[Actor, str, Callable[[Sequence[Any]], Sequence[Any]]]]]
    """For whom: as who acts, in words, and which of their dates the person may see."""
    reminded: Callable[[Deadline, Sequence[Any], Mapping[Any, Iterable[int]]], Notes]
    """For loaded rows, and whom each reminds: who is reminded beside them."""


@dataclass(frozen=True)
class Otherwise:
    """Who is reminded of what nobody is there for, and what is said to them."""

    holders: Callable[[Sequence[Any]], Mapping[Any, Iterable[int]]]
    note: str


STAND_INS: list[StandIn] = []
OTHERWISE: list[Otherwise] = []


def add(stand_in: StandIn) -> None:
    """Declare a way in which people see to the dates of others."""
    STAND_INS.append(stand_in)


def otherwise(holders: Callable[[Sequence[Any]], Mapping[Any, Iterable[int]]], note: str) -> None:
    """Declare who is reminded of what nobody is there for."""
    OTHERWISE.append(Otherwise(holders, note))


def reminded_of(deadline: Deadline, rows: Sequence[Any]) -> Notes:
    """Whom to remind of each of the rows, and for whom each does it."""
    holders = {pk: set(people) for pk, people in deadline.holders(rows).items()}
    found: Notes = {row.pk: dict.fromkeys(sorted(holders.get(row.pk, ())), "") for row in rows}
    for each in STAND_INS:
        for pk, people in each.reminded(deadline, rows, holders).items():
            found[pk] = {**people, **found[pk]}  # who is reminded anyway is so for themselves
    alone = [row for row in rows if not found[row.pk]] if deadline.told_otherwise else []
    for office in OTHERWISE if alone else []:
        for pk, others in office.holders(alone).items():
            found[pk] |= dict.fromkeys(sorted(others), office.note)
    return found
