"""The home page: subjects add what waits for a person, what is due, and what is open to them.

    home.add("waiting", 20, lambda actor: [Line("The answer to 'Market days'", url, "Send it", "Written by Jo Price")])

A function gives at most MOST lines, each with its one next step, and costs the same number of queries whatever it
finds. `due` is also filled from the declared deadlines (core.deadlines). What waits and is due stands once, under what
waits, with its day.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.acts import Actor
from core.deadlines.registry import Item, for_actor
from core.pages import words

MOST = 10
SECTIONS = {"waiting": "Waiting for me", "due": "Due", "open": "Open to me"}


class Line(NamedTuple):
    """One line of the home page: what it is, where it leads, the one next step, and more if it helps.

    `due` and `apart` are filled in here: the day of what waits, and what tells the link from another that reads alike.
    """

    text: str
    link: str
    next_step: str
    hint: str = ""
    due: str = ""
    apart: str = ""


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
    for section, _, lines in _sources:
        found[section] += lines(actor)[:MOST]
    if actor.may("core.view_due"):
        waiting = found["waiting"]
        items = for_actor(actor, most=MOST + len(waiting))
        found["due"] = due_apart_from(waiting, items) + found["due"]
        found["waiting"] = with_days(waiting, items)
    names = Counter((line.text, line.next_step) for lines in found.values() for line in lines)
    return [Section(name, title, told_apart(found[name], names)) for name, title in SECTIONS.items()]


def due_apart_from(waiting: Sequence[Line], items: Sequence[Item]) -> list[Line]:
    """The first due dates whose work does not wait above already."""
    links = {line.link for line in waiting}
    return [line_of(item) for item in items if item.link not in links][:MOST]


def with_days(waiting: Sequence[Line], items: Sequence[Item]) -> list[Line]:
    """What waits, each with the soonest day on which it is due."""
    days = {item.link: due_in_words(item) for item in reversed(items)}
    return [line._replace(due=days.get(line.link, "")) for line in waiting]


def told_apart(lines: Sequence[Line], names: Counter[tuple[str, str]]) -> list[Line]:
    """The lines, with the hint as part of the link where another link of the page has the same words."""
    return [line._replace(apart=line.hint) if names[line.text, line.next_step] > 1 else line for line in lines]


def line_of(item: Item) -> Line:
    """A due date as a line."""
    return Line(item.sentence, item.link, item.deadline.next_step, due=due_in_words(item))


def due_in_words(item: Item) -> str:
    """'Due in 3 days, 20 November 2003'."""
    return f"Due {item.in_words()}, {words.date(item.due)}"
