"""What was judged by a Code, as subjects above know it: each says in its `gates.py` on which day it was last."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compacts.codes.models import CompactCode

Judged = Callable[["CompactCode"], datetime.date | None]
_judged: list[Judged] = []


def add(last: Judged) -> Judged:
    """Declare what gives the last day on which something of a subject was judged by a Code; None where nothing was."""
    _judged.append(last)
    return last


def last_judged(code: "CompactCode") -> datetime.date | None:
    """The last day on which anything was judged by a Code."""
    return max((day for day in (last(code) for last in _judged) if day is not None), default=None)
