"""The days and the money of a contract: when notice is due, which years it runs in, what held on a day. Arithmetic.

A contract as at a day is what had been agreed by that day: options that were taken and variations both sides agreed.
"""

import calendar
import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from compacts.measures.periods import financial_year, period_words
from partnerships.standards.rules import later

if TYPE_CHECKING:
    from commissioning.contracts.models import Contract

ONE = datetime.timedelta(days=1)
MONTHS = "months"


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The day so many months later or, with a minus, earlier; the last of a month from the last of a month.

    >>> months_later(datetime.date(2008, 2, 29), 12), months_later(datetime.date(2007, 2, 28), 12)
    (datetime.date(2009, 2, 28), datetime.date(2008, 2, 29))
    """
    found = later(day, months, MONTHS)
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return found.replace(day=calendar.monthrange(found.year, found.month)[1])
    return found


def starts_later(day: datetime.date, months: int) -> datetime.date:
    """A first day so many months later: the one after the last day of what went before, moved with it.

    >>> starts_later(datetime.date(2007, 2, 28), 12), starts_later(datetime.date(2008, 2, 29), 12)
    (datetime.date(2008, 2, 28), datetime.date(2009, 3, 1))
    """
    return months_later(day - ONE, months) + ONE


def latest_notice(ends: datetime.date, months: int) -> datetime.date:
    """The last day on which notice can be given for a contract to end on a day: the other way round of `earliest_end`.

    >>> latest_notice(datetime.date(2008, 3, 31), 3), latest_notice(datetime.date(2008, 5, 31), 3)
    (datetime.date(2007, 12, 31), datetime.date(2008, 2, 29))
    """
    found = later(ends, -months, MONTHS)
    while earliest_end(found + ONE, months) <= ends:
        found += ONE
    return found


def earliest_end(given: datetime.date, months: int) -> datetime.date:
    """The first day on which a contract can end once notice was given on a day: the corresponding day of the month in
    which the period is over, or the last of that month where it has no such day.

    >>> earliest_end(datetime.date(2007, 12, 31), 3), earliest_end(datetime.date(2008, 2, 29), 3)
    (datetime.date(2008, 3, 31), datetime.date(2008, 5, 29))
    """
    return later(given, months, MONTHS)


def years_between(starts: datetime.date, ends: datetime.date | None) -> list[int]:
    """The financial years in which something runs, each by the calendar year in which it begins.

    >>> years_between(datetime.date(2005, 3, 31), datetime.date(2006, 4, 1))
    [2004, 2005, 2006]
    """
    first, last = financial_year(starts)[0].year, financial_year(ends or starts)[0].year
    return list(range(first, last + 1))


def year_words(year: int) -> str:
    """'2005-06'."""
    return period_words(*financial_year(datetime.date(year, 4, 1)))


def length_in_months(starts: datetime.date, ends: datetime.date | None) -> Decimal | None:
    """How many months something lasts, the last by its part of that month; None without an end.

    >>> length_in_months(datetime.date(2005, 4, 1), datetime.date(2008, 3, 31))
    Decimal('36')
    """
    if ends is None:
        return None
    after, months = ends + ONE, 0
    while months_after(starts, months + 1) <= after:
        months += 1
    begun, over = (months_after(starts, months + each) for each in (0, 1))
    return months + Decimal((after - begun).days) / (over - begun).days


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later, or its last."""
    return later(day, months, MONTHS)


def short_by(value: Decimal, amounts: Iterable[Decimal]) -> Decimal:
    """By how much the years fall short of the value; below nought where they exceed it."""
    return value - sum(amounts, Decimal(0))


def end_as_at(contract: "Contract", on: datetime.date) -> datetime.date | None:
    """The last day of a contract by what had been agreed by a day. Loaded options and variations are used.

    A register need not say with which end one began: then it is what the first variation replaced, or what it is now.
    """
    varied = [
        each
        for each in contract.variations.all()  # type: ignore[attr-defined]
        if each.agreed_on is not None and each.ends is not None
    ]
    changes = [(each.taken_on, 0, each.until) for each in contract.extensions.all() if each.taken_on is not None]
    changes += [(each.agreed_on, each.number, each.ends) for each in varied]
    if not changes:
        return contract.current_end
    first = min(varied, key=lambda each: each.number, default=None)
    found = contract.initial_end or (first.ends_before if first is not None else None)
    for day, _, ends in sorted(changes):
        found = ends if day <= on else found
    return found


def years_as_at(contract: "Contract", on: datetime.date) -> Mapping[int, Decimal]:
    """What a contract was worth in each year by what had been agreed by a day: later variations are taken back."""
    found = {each.year: each.amount for each in contract.years.all()}
    variations = [each for each in contract.variations.all() if each.agreed_on is not None]  # type: ignore[attr-defined]
    for variation in sorted(variations, key=lambda each: each.number, reverse=True):
        if variation.agreed_on > on:
            for each in variation.years.all():
                found[each.year] = each.before or Decimal(0)
    return dict(sorted(found.items()))


def value_as_at(contract: "Contract", on: datetime.date) -> Decimal:
    """What a contract was worth in all by what had been agreed by a day."""
    variations = [each for each in contract.variations.all() if each.value is not None]  # type: ignore[attr-defined]
    after = [each for each in variations if each.agreed_on is not None and each.agreed_on > on]
    first = min(after, key=lambda each: each.number, default=None)
    return contract.value if first is None else first.value_before
