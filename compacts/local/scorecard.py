"""The public scorecard of a locality: how its Compact is kept, in figures that everybody may read.

    scorecard.add(Part("Disputes", 50, figures=disputes_of))

Each subject declares its part in its `sections.py`. `figures` gets the locality and a day, and gives its lines; without
a line the part is not shown. No line names a person, or who has a dispute with whom.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from partnerships.organisations.models import Area


class Figure(NamedTuple):
    """One line: what it tells, its value (a number or words), and where it leads, if anywhere."""

    text: str
    value: int | str
    href: str = ""


@dataclass(frozen=True)
class Part:
    """A heading of the scorecard with its lines."""

    title: str
    place: int
    figures: Callable[[Area, datetime.date], Sequence[Figure]]


PARTS: list[Part] = []


def add(part: Part) -> Part:
    """Declare a part of the scorecard."""
    if any(each.title == part.title for each in PARTS):
        raise ValueError(f"Two parts of the scorecard are called {part.title}.")
    PARTS.append(part)
    PARTS.sort(key=lambda each: each.place)
    return part


def scorecard_of(area: Area, on: datetime.date) -> list[tuple[str, list[Figure]]]:
    """The parts that have something to tell of a locality on a day, by what is known now."""
    found = [(each.title, list(each.figures(area, on))) for each in PARTS]
    return [(title, figures) for title, figures in found if figures]
