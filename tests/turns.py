"""What is asked of which database where both are asked together (ADR 30)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from zlib import crc32

from tests.environment import IN_TURN, SERVED

T = TypeVar("T")
EVERY = 3
"""Of so many questions that either database could be asked, PostgreSQL is asked one."""
AGAIN = 5
"""Of so many tests that PostgreSQL runs, SQLite runs one too."""
ELSEWHERE = ("served", "embedded", "browser", "asks_in_turn")
"""Marks of tests that are not shared out by their place in the file."""
DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def in_turn(all_of_them: Sequence[T], name: str) -> list[T]:
    """All of them. Where both databases are asked together, every third on PostgreSQL, beginning with another for
    another name, and the others on SQLite."""
    if not IN_TURN:
        return list(all_of_them)
    return [each for place, each in enumerate(all_of_them) if is_turn(place, name) == SERVED]


def is_turn(place: int, name: str, every: int = EVERY) -> bool:
    """Whether it is one of the every third, or so, that this name begins with."""
    return place % every == crc32(name.encode()) % every


def belongs_elsewhere(item: Any) -> bool:
    """Whether a test is of the other form of running, whatever its place."""
    marked = item.get_closest_marker
    if not SERVED:
        return bool(marked("served"))
    once = (marked("browser") and not marked("at_once")) or asks_none(item) or is_of_the_story(item)
    return bool(marked("embedded") or (IN_TURN and once))


def is_of_the_story(item: Any) -> bool:
    """Whether a test looks at the demonstration, which people keep in SQLite, and which takes long to tell."""
    return "the_story" in item.fixturenames


def asks_none(item: Any) -> bool:
    """Whether a test asks nothing of any database, so that once is enough."""
    return not (
        item.get_closest_marker("django_db") or item.get_closest_marker("served") or DATABASE & {*item.fixturenames}
    )


def left_out(items: Iterable[Any]) -> set[str]:
    """The tests that are not run here. Where both databases are asked together, SQLite runs every fifth of what both
    could, by its place in its file, beginning with another in another file."""
    out = {item.nodeid for item in items if belongs_elsewhere(item)}
    if not IN_TURN or SERVED:
        return out
    shared = defaultdict(list)
    for item in items:
        if not (asks_none(item) or is_of_the_story(item) or any(map(item.get_closest_marker, ELSEWHERE))):
            shared[item.nodeid.partition("::")[0]].append(item.nodeid)
    for file, tests in shared.items():
        out |= {each for place, each in enumerate(sorted(tests)) if not is_turn(place, file, AGAIN)}
    return out
