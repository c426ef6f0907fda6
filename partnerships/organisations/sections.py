"""What other subjects show on an organisation's page: each declares a section in its `sections.py`.

    sections.add(Section("Visits", 40, lines=lines, some=some, whole="visits"))

`lines` gets the keys of the organisation and of all that it came from, so that what a predecessor did shows under its
successor. It gives at most MOST + 1 lines: the last tells that there are more. It is asked only where `some(*keys)`
has a row, of whoever: most organisations have none, and that statement is built once (ADR 24).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from core.acts import Actor
from core.pages.addresses import fixed
from core.prepared import Statement

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
    lines: Callable[[Actor, frozenset[int]], list[Line]]
    some: Callable[..., QuerySet]
    whole: str
    """The name of the address of the list that holds them all."""


SECTIONS: list[Section] = []


def add(section: Section) -> Section:
    """Declare a section of the page."""
    if any(each.title == section.title for each in SECTIONS):
        raise ValueError(f"Two sections are called {section.title}.")
    SECTIONS.append(section)
    SECTIONS.sort(key=lambda each: each.place)
    return section


def sections_for(actor: Actor, keys: frozenset[int]) -> list[dict[str, Any]]:
    """The sections that have something to show to this person, of these organisations."""
    found = []
    for each in SECTIONS:
        lines = each.lines(actor, keys) if some_of(each, len(keys)).rows(*keys) else []
        if lines:
            whole = fixed(each.whole) if len(lines) > MOST else ""
            found.append({"title": each.title, "lines": lines[:MOST], "whole": whole})
    return found


@lru_cache(maxsize=200)
def some_of(section: Section, keys: int) -> Statement[Any]:
    """The statement that finds whether a section has anything of so many organisations."""
    return Statement.of(section.some, keys)
