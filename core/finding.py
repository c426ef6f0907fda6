"""The one search box: subjects add what can be found by name, reference or identifier.

    finding.add("Partners", 10, lambda actor, text: [Hit(...) for each in rows.visible_to(actor).matching(text)])

A function gives at most MOST hits, in one or two queries; what the person may not see is not found.
"""

from collections.abc import Callable
from typing import NamedTuple

from core.acts import Actor

MOST = 10
SHORTEST = 2


class Hit(NamedTuple):
    """One thing found: its name, its page, and a word on what it is."""

    title: str
    link: str
    hint: str = ""


class Group(NamedTuple):
    """What was found of one kind; `more` is the address of the whole list, searched for the same words."""

    title: str
    hits: list[Hit]
    more: str = ""


Finder = Callable[[Actor, str], list[Hit]]
_finders: list[tuple[int, str, Finder, Callable[[str], str] | None]] = []


def add(title: str, order: int, find: Finder, *, more: Callable[[str], str] | None = None) -> None:
    """Add a kind of thing that can be found. `more(text)` is the address of the register with the same words."""
    _finders.append((order, title, find, more))
    _finders.sort(key=lambda each: each[:2])


def find_all(actor: Actor, text: str) -> list[Group]:
    """What the person may see of everything that matches, kind by kind, without the kinds that have nothing."""
    found = []
    for _, title, find, more in _finders:
        hits = find(actor, text)
        if hits:
            full = len(hits) > MOST
            found.append(Group(title, hits[:MOST], more(text) if more and full else ""))
    return found
