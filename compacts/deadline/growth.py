"""How sign-up grew until a day, from the days of the sign-ups."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from compacts.deadline.models import SignupTarget
from compacts.deadline.statement import Span, spans_of
from core.charts import specs

MOST_POINTS = 13
STEPS = (1, 3, 12, 36, 120)
"""Months from one point to the next: as few as give no more points than that."""
SIGNED, WORKING = "Signed", "Actively working towards it"


@dataclass(frozen=True)
class Point:
    """On a day: how many of the counted bodies had signed, and how many others were working towards it."""

    on: datetime.date
    signed: int
    working: int


def growth(target: SignupTarget, on: datetime.date) -> list[Point]:
    """How the figures came about, at the end of months, quarters or years until the day. One statement.

    They are of the bodies that count on the judged day, whatever there was before them.
    """
    spans = spans_of(target.pk, on)
    if not spans:
        return []
    return [point(spans, each) for each in days_until(min(each.starts for each in spans), on)]


def point(spans: Iterable[Span], on: datetime.date) -> Point:
    """The figures of one day."""
    held = [each for each in spans if each.starts <= on and (each.until is None or each.until > on)]
    signed = {each.body for each in held if each.status == "signed"}
    return Point(on, len(signed), len({each.body for each in held} - signed))


def days_until(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The ends of months from one day to another, or of quarters or years where months would be many; and the last."""
    for step in STEPS:
        ends = [each for each in ends_of_months(first, last, step) if first <= each < last]
        if len(ends) < MOST_POINTS:
            break
    return [*ends, last]


def ends_of_months(first: datetime.date, last: datetime.date, step: int) -> list[datetime.date]:
    """The last day of every month, of every third, twelfth and so on, from the one to the other."""
    months = range(first.year * 12, last.year * 12 + 12)
    firsts = [datetime.date(each // 12, each % 12 + 1, 1) for each in months if (each + 1) % step == 0]
    return [after_month(each) - datetime.timedelta(days=1) for each in firsts]


def after_month(first: datetime.date) -> datetime.date:
    """The first day of the month after."""
    return (first + datetime.timedelta(days=31)).replace(day=1)


def chart_of(title: str, points: Iterable[Point]) -> dict:
    """The picture of it: a line of each, over time."""
    both = [(each.on, name, n) for each in points for name, n in ((SIGNED, each.signed), (WORKING, each.working))]
    return specs.line(title, both, y_title="Bodies that count")
