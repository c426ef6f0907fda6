"""What other subjects put into the board paper of a cycle, and how long a list in it may be.

    paper.add(20, priorities_and_money)

Declared in a subject's `sections.py`. A section is asked with the person, the cycle and the day, and gives short
tables: the paper is two pages. What does not fit is counted, and stands on the page of the cycle.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from commissioning.cycles.models import CommissioningCycle
from core.acts import Actor
from core.reports.declaration import Column, Linked, Table

MOST, LONGEST = 4, 160
"""So many rows of a table stand in the paper, and so many letters in a cell."""
Section = Callable[[Actor, CommissioningCycle, datetime.date], list[Table]]
SECTIONS: list[tuple[int, Section]] = []


def add(place: int, section: Section) -> Section:
    """Declare a section, at a place in the order of the paper."""
    SECTIONS.append((place, section))
    SECTIONS.sort(key=lambda each: each[0])
    return section


def added(actor: Actor, cycle: CommissioningCycle, on: datetime.date) -> list[Table]:
    """Those that have something to say."""
    return [table for _, section in SECTIONS for table in section(actor, cycle, on) if table.rows]


def cut(cell: Any) -> Any:
    """A cell, a long text of it up to the last word that fits."""
    if isinstance(cell, Linked):
        return Linked(cut(cell.value), cell.href)
    if not isinstance(cell, str) or len(cell) <= LONGEST:
        return cell
    return f"{cell[:LONGEST].rsplit(' ', 1)[0].rstrip('.,;:')} ..."


def short(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], note: str = "") -> Table:
    """A table cut to what fits, with how many rows are left out."""
    left = len(rows) - MOST
    more = f"{left} more on the page of the cycle." if left > 0 else ""
    shown = [[cut(cell) for cell in row] for row in rows[:MOST]]
    return Table(title, columns, shown, note=" ".join(filter(None, (note, more))))
