"""Periods in words, and growth from one to the next."""

import datetime
from decimal import Decimal

import pytest

from compacts.measures.periods import Figure, financial_year, growth, growths, missing_between, percent, period_words

DAY = datetime.date


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (DAY(2012, 4, 1), DAY(2013, 3, 31), "2012-13"),
        (DAY(1999, 4, 1), DAY(2000, 3, 31), "1999-00"),
        (DAY(2005, 1, 1), DAY(2005, 12, 31), "2005"),
        (DAY(2004, 2, 1), DAY(2004, 2, 29), "February 2004"),
        (DAY(2004, 4, 1), DAY(2004, 6, 30), "1 April 2004 to 30 June 2004"),
        (DAY(2004, 4, 1), DAY(2004, 4, 1), "1 April 2004"),
    ],
)
def test_periods_in_words(starts, ends, said):
    assert period_words(starts, ends) == said


def year(first: int, value: str | None, whole: bool = True) -> Figure:
    return Figure(*financial_year(DAY(first, 4, 1)), None if value is None else Decimal(value), whole)


@pytest.mark.parametrize(
    ("earlier", "later", "grown"),
    [
        (year(2013, "136552.62"), year(2014, "99018.74"), "-27.5%"),
        (year(2003, "100"), year(2004, "105"), "+5.0%"),  # a leap year is as long as the others
        (year(2013, "100"), year(2013, "100"), None),
        (year(2014, "99018.74"), year(2016, "74455.51"), None),  # no year between them
        (year(2012, "20680.00", whole=False), year(2013, "136552.62"), None),  # a part-year
        (year(2019, "188948.83"), year(2020, "92856.09", whole=False), None),
        (year(2013, "0"), year(2014, "10"), None),
        (year(2013, "-5"), year(2014, "10"), None),
        (year(2013, None), year(2014, "10"), None),
        (None, year(2014, "10"), None),
        (Figure(DAY(2004, 1, 1), DAY(2004, 3, 31), Decimal(10)), year(2004, "50"), None),  # a quarter before a year
    ],
)
def test_growth_is_that_of_whole_periods_that_follow_each_other(earlier, later, grown):
    found = growth(earlier, later)
    assert (None if found is None else percent(found)) == grown


def test_a_series_has_its_growth_and_its_gaps():
    series = [year(2013, "136552.62"), year(2014, "99018.74"), year(2016, "74455.51"), year(2017, "59385.05")]
    assert [each and percent(each) for each in growths(series)] == [None, "-27.5%", None, "-20.2%"]
    assert [period_words(each.starts, each.ends) for each in missing_between(series)] == ["2015-16"]
    assert missing_between([]) == []
    assert missing_between([Figure(DAY(2004, 1, 1), DAY(2004, 3, 31), Decimal(1))]) == []


def test_nothing_grown_has_no_sign():
    assert percent(Decimal("0.0001")) == "0.0%"
