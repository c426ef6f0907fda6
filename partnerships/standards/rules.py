"""What a standard asks of two dates. Pure arithmetic.

Source: the Compact code of good practice on consultation and policy appraisal, 11.1 and 11.2.
"""

import calendar
import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from core.gates import Obstacle, gate
from partnerships.standards.models import Unit

if TYPE_CHECKING:
    from partnerships.standards.models import Standard

CANNOT_TELL = "cannot be determined"
RELIED_ON = (
    "Something was judged by this rule already, so what it asks, where and from when stays as it was. Enter its last "
    "day, and add the new rule from the day after."
)


@gate("Nothing was judged by it yet")
def nothing_was_judged_by_it(standard: "Standard", on: datetime.date) -> Obstacle | None:
    """A verdict that people were shown stays what it was."""
    if not standard.is_relied_on:
        return None
    where = reverse("standard_end", args=[standard.pk]) if standard.ends is None else ""
    return Obstacle(RELIED_ON, where=where)


TO_CHANGE_WHAT_IT_ASKS = (nothing_was_judged_by_it,)


def later(day: datetime.date, amount: int, unit: str) -> datetime.date:
    """The day so much later; the last of a month where the month has no such day.

    >>> later(datetime.date(2003, 8, 28), 12, "weeks"), later(datetime.date(2003, 11, 30), 3, "months")
    (datetime.date(2003, 11, 20), datetime.date(2004, 2, 29))
    """
    if unit != Unit.MONTHS:
        return day + datetime.timedelta(days=amount * 7 if unit == Unit.WEEKS else amount)
    years, month = divmod(day.month - 1 + amount, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(day: datetime.date) -> datetime.date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def weeks(first: datetime.date, last: datetime.date) -> Decimal:
    """Weeks from one day to another, to one decimal: 28 August to 20 November is 12.0."""
    return (Decimal((last - first).days) / 7).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Length:
    """The time from a first day to a last day, judged by a standard. The first day may be known to its month only.

    `earliest` and `latest` are the ends between which it lies; the same day where it is known. `shut` counts days in
    between that were no time to answer: a consultation that closed and was opened again later.
    """

    earliest: datetime.date
    latest: datetime.date
    last: datetime.date
    standard: "Standard | None"
    shut: int = 0

    @property
    def end(self) -> datetime.date:
        """The last day, as if the days that do not count had not been."""
        return self.last - datetime.timedelta(days=self.shut)

    @property
    def keeps(self) -> bool | None:
        """Whether it is long enough; None where it is at one end and not at the other, or there is no rule."""
        if self.standard is None:
            return None
        ends = {
            later(first, self.standard.amount, self.standard.unit) <= self.end for first in (self.earliest, self.latest)
        }
        return ends.pop() if len(ends) == 1 else None

    @property
    def in_weeks(self) -> str:
        """'12 weeks', '11.4 weeks', or 'between 11.6 and 15.9 weeks'."""
        shortest, longest = weeks(self.latest, self.end), weeks(self.earliest, self.end)
        if shortest == longest:
            return f"{plain(shortest)} {'week' if shortest == 1 else 'weeks'}"
        return f"between {plain(shortest)} and {plain(longest)} weeks"

    @property
    def verdict(self) -> str:
        """What to say of it, as the end of a sentence."""
        if self.standard is None:
            return "no rule is known for its length"
        if self.keeps is None:
            return f"whether that keeps the rule of {self.standard.length} {CANNOT_TELL}"
        return f"{'as long as' if self.keeps else 'shorter than'} the rule of {self.standard.length}"

    @property
    def sentence(self) -> str:
        """All of it: '12 weeks, as long as the rule of 12 weeks'."""
        between = "; " if self.standard is not None and self.keeps is None else ", "
        return f"{self.in_weeks}{between}{self.verdict}"


def plain(number: Decimal) -> str:
    """A number without a needless '.0'."""
    return f"{number:f}".removesuffix(".0")
