"""Periods made from a frequency. Pure arithmetic: it knows no rows."""

import datetime

from django.db import models

from commissioning.bands.models import Monitoring
from commissioning.contracts.days import ONE, months_after
from commissioning.monitoring.models import Risk

TIERS = (Monitoring.LIGHT, Monitoring.STANDARD, Monitoring.CLOSE)
STEP = {Risk.LOW: -1, Risk.MEDIUM: 0, Risk.HIGH: 1}
MOST = 200
"""Periods of one schedule: sixteen years by the month."""


class Frequency(models.TextChoices):
    """How often a return is sent."""

    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    HALF_YEARLY = "half_yearly", "Every half-year"
    YEARLY = "yearly", "Every year"


MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
AT_MOST = {Monitoring.LIGHT: 12, Monitoring.STANDARD: 6, Monitoring.CLOSE: 3}
"""How many months lie at least between two returns, by how closely a contract is followed."""


def proposed(band: str, risk: str) -> Monitoring:
    """How closely a contract is followed by its value band, a step more or less by its risk.

    >>> proposed("standard", "high").value, proposed("light", "low").value
    ('close', 'light')
    """
    place = TIERS.index(Monitoring(band)) + STEP[Risk(risk)]
    return TIERS[min(max(place, 0), len(TIERS) - 1)]


def periods(first: datetime.date, last: datetime.date, months: int) -> list[tuple[datetime.date, datetime.date]]:
    """The periods of so many months from a first day; the last one ends with the last day, however short it is.

    Each is counted from the first day, so that a month end, or 29 February, comes back where there is one.

    >>> [str(each) for _, each in periods(datetime.date(2007, 12, 1), datetime.date(2008, 4, 14), 1)]
    ['2007-12-31', '2008-01-31', '2008-02-29', '2008-03-31', '2008-04-14']
    """
    found, start, number = [], first, 0
    while start <= last and len(found) <= MOST:
        number += 1
        after = months_after(first, months * number)
        found.append((start, min(after - ONE, last)))
        start = after
    return found
