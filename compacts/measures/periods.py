"""Periods, and growth from one to the next. Pure arithmetic: it knows no rows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from core.pages import words
from partnerships.standards.models import Unit
from partnerships.standards.rules import later

DAY = datetime.timedelta(days=1)


def financial_year(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the financial year in which a day lies.

    >>> financial_year(datetime.date(2013, 1, 18))
    (datetime.date(2012, 4, 1), datetime.date(2013, 3, 31))
    """
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31)


@lru_cache(maxsize=4096)
def period_words(starts: datetime.date, ends: datetime.date) -> str:
    """A period as people say it: a financial year, a calendar year, a month, or its two days.

    >>> period_words(datetime.date(2012, 4, 1), datetime.date(2013, 3, 31))
    '2012-13'
    """
    if (starts, ends) == financial_year(starts):
        return f"{starts.year}-{ends.year % 100:02}"
    if (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31) and starts.year == ends.year:
        return str(starts.year)
    if starts.day == 1 and (starts.year, starts.month) == (ends.year, ends.month) and (ends + DAY).day == 1:
        return words.date(starts).partition(" ")[2]
    return words.date(starts) if starts == ends else f"{words.date(starts)} to {words.date(ends)}"


def next_end(starts: datetime.date, ends: datetime.date) -> datetime.date:
    """The last day of the period that follows one and is as long: in months where it is of whole months, else in days.

    >>> next_end(datetime.date(2005, 10, 1), datetime.date(2005, 12, 31))
    datetime.date(2006, 3, 31)
    """
    first = ends + DAY
    months = 12 * (first.year - starts.year) + first.month - starts.month
    if first.day == starts.day:
        return later(first, months, Unit.MONTHS) - DAY
    return ends + (ends - starts) + DAY


@dataclass(frozen=True)
class Figure:
    """What a measure came to over a period; `whole` where it covers all of it. None stands for no figure."""

    starts: datetime.date
    ends: datetime.date
    value: Decimal | None
    whole: bool = True


def follows(earlier: Figure, later: Figure) -> bool:
    """Whether one period is the next after the other, and as long, give or take the days of a month."""
    lengths = [(each.ends - each.starts).days for each in (earlier, later)]
    return later.starts == earlier.ends + DAY and abs(lengths[0] - lengths[1]) <= 3


def growth(earlier: Figure | None, later: Figure) -> Decimal | None:
    """The growth from one period to the next as a ratio; None where the two cannot be compared.

    Only whole periods that follow each other are compared, and only with one that came to more than nothing.
    """
    if earlier is None or earlier.value is None or later.value is None or earlier.value <= 0:
        return None
    if not (earlier.whole and later.whole and follows(earlier, later)):
        return None
    return later.value / earlier.value - 1


def growths(figures: Sequence[Figure]) -> list[Decimal | None]:
    """For each figure of a series, in the order of time, its growth on the one before."""
    return [growth(before, each) for before, each in zip([None, *figures], figures, strict=False)]


def missing_between(figures: Sequence[Figure]) -> list[Figure]:
    """The financial years between the first and the last of a series of such years that have no figure."""
    there = {each.starts for each in figures}
    if not all((each.starts, each.ends) == financial_year(each.starts) for each in figures) or not there:
        return []
    years = range(min(there).year, max(there).year)
    days = [datetime.date(year, 4, 1) for year in years]
    return [Figure(*financial_year(day), None) for day in days if day not in there]


def percent(ratio: Decimal) -> str:
    """A growth with its sign and one decimal, for reading; what is decided on is never rounded.

    >>> percent(Decimal("-0.2749")), percent(Decimal("1.3035"))
    ('-27.5%', '+130.4%')
    """
    rounded = (ratio * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:+,f}%" if rounded else "0.0%"
