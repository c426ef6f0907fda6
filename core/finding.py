"""The one search box: subjects add what can be found by name, reference or identifier.

    finding.add("Partners", 10, lambda actor, text: [Hit(...) for each in rows.visible_to(actor).matching(text)])

A function gives at most MOST hits, in one or two queries; what the person may not see is not found. Of what declares
`some`, the rows that hold words, one statement tells first whether there are any, of whoever (ADR 24): most words are
in few lists.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from core.acts import Actor
from core.prepared import Statement, which_have_any
from core.search import words_asked

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


class Finder(NamedTuple):
    """A kind of thing that can be found."""

    order: int
    title: str
    find: Callable[[Actor, str], list[Hit]]
    more: Callable[[str], str] | None
    some: Callable[[str], QuerySet[Any, Any]] | None


_finders: list[Finder] = []


def add(
    title: str,
    order: int,
    find: Callable[[Actor, str], list[Hit]],
    *,
    more: Callable[[str], str] | None = None,
    some: Callable[[str], QuerySet[Any, Any]] | None = None,
) -> None:
    """Add a kind of thing that can be found. `more(text)` is the address of the register with the same words, and
    `some(words)` are its rows that hold the words, as `words_asked` (core/search.py) wrote them."""
    _finders.append(Finder(order, title, find, more, some))
    _finders.sort(key=lambda each: each[:2])
    asked_at_once.cache_clear()


def find_all(actor: Actor, text: str) -> list[Group]:
    """What the person may see of everything that matches, kind by kind, without the kinds that have nothing."""
    found = []
    for each in worth_asking(text):
        hits = each.find(actor, text)
        if hits:
            full = len(hits) > MOST
            found.append(Group(each.title, hits[:MOST], each.more(text) if each.more and full else ""))
    return found


def worth_asking(text: str) -> list[Finder]:
    """The kinds that may have something, of whoever."""
    words, lists = words_asked(text), [each for each in _finders if each.some]
    places = {place for (place,) in asked_at_once(connection.vendor).rows(words)} if words and lists else set()
    holding = [each for place, each in enumerate(lists) if place in places]
    return [each for each in _finders if each.some is None or each in holding]


@lru_cache(maxsize=4)
def asked_at_once(vendor: str) -> Statement[tuple[int]]:
    """The statement that asks all lists at once whether they hold some words."""
    return which_have_any([Statement.of(each.some, 1) for each in _finders if each.some])
