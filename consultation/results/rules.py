"""Arithmetic of results: shares and middles. Pure."""

import datetime
import statistics
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from consultation.responses.rules import plain_number

HUNDREDTH = Decimal("0.01")


def share(part: int, whole: int) -> float | str:
    """A part of a whole; of nothing there is no share.

    >>> share(1, 4), share(0, 0)
    (0.25, 'nobody answered')
    """
    return part / whole if whole else "nobody answered"


def middle(values: Sequence[Decimal]) -> Decimal:
    """The median, to two decimals."""
    return plain_number(statistics.median(values).quantize(HUNDREDTH, ROUND_HALF_UP))


def mean(values: Sequence[Decimal]) -> Decimal:
    """The average, to two decimals."""
    return plain_number((sum(values, Decimal(0)) / len(values)).quantize(HUNDREDTH, ROUND_HALF_UP))


def spread(values: Sequence[Any]) -> tuple[Any, ...]:
    """Of numbers: smallest, median, average, largest, sum. Of dates: earliest and latest."""
    if isinstance(values[0], datetime.date):
        return min(values), max(values)
    return min(values), middle(values), mean(values), max(values), plain_number(sum(values, Decimal(0)))
