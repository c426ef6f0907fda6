"""Days and financial years, as plans count them."""

import datetime


def came(day: datetime.date | None, on: datetime.date) -> bool:
    """Whether a day is known and has come."""
    return day is not None and day <= on


def financial_year(day: datetime.date) -> int:
    """The year in which the financial year of a day begins: it runs from April to March."""
    return day.year if day.month >= 4 else day.year - 1


def year_words(year: int) -> str:
    """'2005-06'."""
    return f"{year}-{(year + 1) % 100:02}"
