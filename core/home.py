"""The home page: subjects add what waits for a person, what is due, and what is open to them.

    home.add("waiting", 20, lines, rows=drafts)

`drafts(actor)` gives the rows that the lines are about, in their order, or None where there can be none for this
person. One statement tells of which sources there are any (ADR 24); of these `lines(actor, rows)` makes at most MOST
lines, each with its one next step, and costs the same number of queries whatever it finds. The first of its rows,
`rows[:10]`, and how many there are, `rows.count()`, are asked in the words of the last time (`core.asked_rows`).
Without `rows` it is asked as `lines(actor)`, always, so it asks no query. `due` is also filled from the declared
deadlines (core.deadlines). What waits and is due stands once, under what waits, with its day.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet

from core.acts import Actor
from core.asked import Question, holding, question_of
from core.asked_rows import RowsFor
from core.deadlines.pressing import for_actor
from core.deadlines.registry import Item
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


class Source(NamedTuple):
    """What adds lines to a section, and the rows that they are about."""

    section: str
    order: int
    lines: Callable[..., list[Line]]
    rows: Callable[[Any], QuerySet[Any, Any] | None] | None


_sources: list[Source] = []


def add(
    section: str,
    order: int,
    lines: Callable[..., list[Line]],
    *,
    rows: Callable[[Any], QuerySet[Any, Any] | None] | None = None,
) -> None:
    """Add lines to a section, for whoever they concern: the functions are asked for every actor, visitors too."""
    if section not in SECTIONS:
        raise ValueError(f"The home page has no section {section!r}: it has {', '.join(SECTIONS)}.")
    _sources.append(Source(section, order, lines, rows))
    _sources.sort(key=lambda each: each.order)


def lines_for(actor: Actor) -> Iterator[tuple[str, list[Line]]]:
    """The lines of every source that has any for the person, with the section in which they stand."""

    def any_of(source: Source) -> Question | None:
        rows = source.rows(actor) if source.rows else None
        return None if rows is None else question_of(rows)

    some = set(holding(_sources, actor, any_of))
    for place, each in enumerate(_sources):
        if each.rows is None:
            yield each.section, each.lines(actor)[:MOST]
        elif place in some:
            rows: Any = RowsFor(actor, each.rows, cast(Any, partial(each.rows, actor)))
            yield each.section, each.lines(actor, rows)[:MOST]


def sections_for(actor: Actor) -> list[Section]:
    """The home page of a person in the capacity they act in."""
    found: dict[str, list[Line]] = {name: [] for name in SECTIONS}
    for section, lines in lines_for(actor):
        found[section] += lines
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
