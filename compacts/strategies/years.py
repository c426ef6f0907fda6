"""Financial years by the calendar year in which they begin, as forms and lists of them need it."""

import datetime

from compacts.measures.periods import financial_year

FIRST_YEAR, LAST_YEAR = 2000, 2098
YEARS = {year: f"{year}-{(year + 1) % 100:02}" for year in range(FIRST_YEAR, LAST_YEAR + 1)}
"""2008 is 2008-09."""


def year_of(day: datetime.date) -> int:
    """The calendar year in which the financial year of a day began.

    >>> year_of(datetime.date(2009, 3, 31))
    2008
    """
    return financial_year(day)[0].year
