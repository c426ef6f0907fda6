"""What else is known of how far the outcomes of contracts were reached: subjects above this one say it.

    measured.add(said_in_returns)

`said_in_returns(actor, keys, on)` gives, by the key of a contract, sentences with the page on which each can be read;
it costs the same number of statements however many contracts are asked for.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import NamedTuple

from core.acts import Actor


class Measured(NamedTuple):
    """What was measured of an outcome of a contract, and where it can be read."""

    text: str
    href: str = ""


Source = Callable[[Actor, Collection[int], datetime.date], dict[int, list[Measured]]]
SOURCES: list[Source] = []


def add(source: Source) -> Source:
    """Declare something that measures outcomes of contracts."""
    SOURCES.append(source)
    return source


def of_contracts(actor: Actor, keys: Collection[int], on: datetime.date) -> dict[int, list[Measured]]:
    """All that was measured of these contracts by a day."""
    found: dict[int, list[Measured]] = defaultdict(list)
    for source in SOURCES:
        for key, lines in source(actor, keys, on).items():
            found[key] += lines
    return found
