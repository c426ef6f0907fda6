"""What other subjects show on an organisation's page: each declares a section in its `sections.py`.

    sections.add(Section("Visits", 40, lines=lines, some=some, whole="visits"))

`lines` gets the keys of the organisation and of all that it came from, so that what a predecessor did shows under its
successor. It gives at most MOST + 1 lines: the last tells that there are more. They are asked for only where
`some(*keys)` has a row, of whoever: one statement, built once, asks that of all sections (ADR 24), and most
organisations have nothing.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, QuerySet

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.prepared import Statement
from partnerships.organisations.models import Organisation

MOST = 20
"""So many lines stand on the page; the list has the rest."""


@dataclass(frozen=True)
class Line:
    """One line: a link, and a few words after it."""

    text: str
    href: str
    more: str = ""


@dataclass(frozen=True)
class Section:
    """A heading on the page with lines below it. Without a line it is not shown."""

    title: str
    place: int
    lines: Callable[..., list[Line]]
    some: Callable[..., QuerySet]
    whole: str
    """The name of the address of the list that holds them all."""
    of_a_day: bool = False
    """Whether the lines are of the day that the page is judged on, which they are then given."""


SECTIONS: list[Section] = []


def add(section: Section) -> Section:
    """Declare a section of the page."""
    if any(each.title == section.title for each in SECTIONS):
        raise ValueError(f"Two sections are called {section.title}.")
    SECTIONS.append(section)
    SECTIONS.sort(key=lambda each: each.place)
    return section


def sections_for(
    actor: Actor, keys: frozenset[int], on: datetime.date | None = None, but: Sequence[Section] = ()
) -> list[dict[str, Any]]:
    """The sections that have something to show to this person, of these organisations; on a day, by default today.
    Without those that the page itself is about."""
    found = []
    for each, any_at_all in zip(SECTIONS, which_have_any(*sorted(keys)), strict=True):
        asked = (actor, keys, on or clock.today()) if each.of_a_day else (actor, keys)
        lines = each.lines(*asked) if any_at_all and each not in but else []
        if lines:
            whole = fixed(each.whole) if len(lines) > MOST else ""
            found.append({"title": each.title, "lines": lines[:MOST], "whole": whole})
    return found


def which_have_any(*keys: int) -> tuple[bool, ...]:
    """Of each section, in their order, whether it has anything of these organisations."""
    [found] = asked_of_all(len(keys)).rows(*keys)
    return found


@lru_cache(maxsize=200)
def asked_of_all(keys: int) -> Statement[Any]:
    """The statement that asks all sections at once about so many organisations."""
    return Statement.of(
        lambda *marks: Organisation.objects.filter(pk=marks[0]).values_list(
            *(Exists(each.some(*marks)) for each in SECTIONS)
        ),
        keys,
    )
