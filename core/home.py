"""The home page: subjects add what waits for a person, what is due, and what is open to them.

    home.add("waiting", 20, lambda actor: [Line("The answer to 'Market days'", url, "Send it", "Written by Jo Price")])

A function gives at most MOST lines, each with its one next step, and costs the same number of queries whatever it
finds. `due` is also filled from the declared deadlines (core.deadlines).
"""

from collections.abc import Callable
from typing import NamedTuple

from core import clock
from core.acts import Actor
from core.deadlines.registry import Item, for_actor

MOST = 10
SECTIONS = {"waiting": "Waiting for me", "due": "Due", "open": "Open to me"}


class Line(NamedTuple):
    """One line of the home page: what it is, where it leads, the one next step, and more if it helps."""

    text: str
    link: str
    next_step: str
    hint: str = ""


class Section(NamedTuple):
    """A heading of the home page with its lines."""

    name: str
    title: str
    lines: list[Line]


Source = Callable[[Actor], list[Line]]
_sources: list[tuple[str, int, Source]] = []


def add(section: str, order: int, lines: Source) -> None:
    """Add lines to a section, for whoever they concern: the function is asked for every actor, visitors too."""
    if section not in SECTIONS:
        raise ValueError(f"The home page has no section {section!r}: it has {', '.join(SECTIONS)}.")
    _sources.append((section, order, lines))
    _sources.sort(key=lambda each: each[1])


def sections_for(actor: Actor) -> list[Section]:
    """The home page of a person in the capacity they act in."""
    found: dict[str, list[Line]] = {name: [] for name in SECTIONS}
    found["due"] = [line_of(item) for item in for_actor(actor, most=MOST)] if actor.may("core.view_due") else []
    for section, _, lines in _sources:
        found[section] += lines(actor)[:MOST]
    return [Section(name, title, found[name]) for name, title in SECTIONS.items()]


def line_of(item: Item) -> Line:
    """A due date as a line."""
    when = item.in_words(clock.today())
    return Line(item.sentence, item.link, "Go to it", f"Due {when}, {item.due:%-d %B %Y}")
