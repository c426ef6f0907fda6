"""How dates, times, money and numbers read on a page, in a mail and in a report."""

import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any

from core import clock

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Looked up, because `strftime` takes five times as long, and a list has a hundred dates."""


def date(value: datetime.date | None, nothing: str = "") -> str:
    """A day as people write it.

    >>> date(datetime.date(2003, 11, 20))
    '20 November 2003'
    """
    if not value:
        return nothing
    if isinstance(value, datetime.datetime):
        value = in_london(value).date()
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime.datetime | None, nothing: str = "") -> str:
    """A moment in London. Midnight reads as 11:59pm of the day before, so that nobody takes it for the day after.

    >>> moment(datetime.datetime(2003, 11, 21, tzinfo=clock.LONDON))
    '11:59pm on 20 November 2003'
    """
    if not value:
        return nothing
    local = in_london(value)
    if local.time() == datetime.time(0):
        return f"11:59pm on {date(local.date() - datetime.timedelta(days=1))}"
    return f"{clock_time(local)} on {date(local.date())}"


def clock_time(local: datetime.datetime) -> str:
    """The time of day: '9am', '5:30pm', 'midday'."""
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    half = "am" if local.hour < 12 else "pm"
    hour = local.hour % 12 or 12
    past_midnight = local.hour == 0
    return f"{hour}:{local.minute:02}{half}" if local.minute or past_midnight else f"{hour}{half}"


def in_london(value: datetime.datetime) -> datetime.datetime:
    """The same moment by a clock in London; a moment without a zone is one already."""
    return clock.london(value) if value.tzinfo else value.replace(tzinfo=clock.LONDON)


def cut(share: float | Decimal) -> Decimal:
    """A share as reports give it, to a thousandth of a per cent: cut and never rounded up, in every form alike."""
    return Decimal(str(share)).quantize(Decimal("0.00001"), ROUND_DOWN)


def number(value: Any, nothing: str = "") -> str:
    """A number with commas between thousands: '1,234', '0.125'; of decimals none that say nothing.

    >>> number(Decimal("20680.5000"))
    '20,680.5'
    """
    if value is None or value == "":
        return nothing
    text = f"{value:,}"
    return text.rstrip("0").rstrip(".") if isinstance(value, Decimal) and "." in text else text


def money(value: Any, nothing: str = "") -> str:
    """Pounds and, unless they are nought, pence: '£1,200', '£1,200.50', '-£40'.

    >>> money(Decimal("1200.5"))
    '£1,200.50'
    """
    if value is None or value == "":
        return nothing
    amount = Decimal(value).quantize(Decimal("0.01"))
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}".removesuffix(".00")


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: '1 answer', '2 answers', '1,200 bodies'.

    >>> plural(2, "body", "bodies")
    '2 bodies'
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"
