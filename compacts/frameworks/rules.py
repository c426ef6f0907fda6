"""Whether a framework can be signed as it stands, and whether any day lies between it and what takes its place.

Sources: the Worcestershire Concordat (2008): agreements under section 31 from 2003 on, which expire in March 2008 and
are replaced by two frameworks; "the quality of a framework agreement reflects what was put into it" in our words.
"""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.measures.periods import financial_year
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.standards.rules import CANNOT_TELL, end_of_month

if TYPE_CHECKING:
    from compacts.frameworks.models import Framework

SOURCE = "the Worcestershire Concordat, 2008"
ONE = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A day that is known, or a month one day of which it is."""

    earliest: datetime.date
    latest: datetime.date


@dataclass(frozen=True)
class Coverage:
    """Whether every day is covered between a last day and a first day; None where that cannot be determined."""

    covered: bool | None
    sentence: str


def year_until(year: int, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the financial year that begins in April of `year`, until a day.

    >>> year_until(2008, datetime.date(2009, 1, 31))
    (datetime.date(2008, 4, 1), datetime.date(2009, 1, 31))
    """
    first, last = financial_year(datetime.date(year, 4, 1))
    return first, min(last, on)


def beginning(framework: "Framework") -> Span | None:
    """When it begins; None where that is only planned."""
    if framework.starts is None:
        return None
    return Span(framework.starts, end_of_month(framework.starts) if framework.starts_month_only else framework.starts)


def ending(framework: "Framework") -> Span | None:
    """When it ends; None where it has no last day."""
    if framework.ends is None:
        return None
    return Span(framework.ends.replace(day=1) if framework.ends_month_only else framework.ends, framework.ends)


def coverage(last: Span | None, first: Span | None) -> Coverage:
    """Whether a day lies between the last day of one and the first of the next.

    >>> known = lambda day: Span(day, day)
    >>> coverage(known(datetime.date(2008, 2, 29)), known(datetime.date(2008, 3, 1))).covered
    True
    """
    if last is None:
        return Coverage(True, "it has no last day, so every day is covered")
    if first is None:
        return Coverage(None, f"it is only planned, so whether every day is covered {CANNOT_TELL}")
    fewest, most = (first.earliest - last.latest - ONE).days, (first.latest - last.earliest - ONE).days
    if most <= 0:
        return Coverage(True, "every day is covered")
    if fewest > 0:
        days = words.plural(fewest, "day") if fewest == most else f"between {fewest} and {most} days"
        return Coverage(False, f"{days} not covered by either")
    return Coverage(None, f"whether every day is covered {CANNOT_TELL}: enter the days where only the month is known")


def term(framework: "Framework") -> str:
    """'1 April 2003 to March 2008', as far as it is known; 'due between ...' where it is planned."""
    if framework.starts is None:
        return f"due between {words.date(framework.due_from)} and {words.date(framework.due_until)}"
    starts = in_words(framework.starts, framework.starts_month_only)
    return f"{starts} to {in_words(framework.ends, framework.ends_month_only)}" if framework.ends else f"from {starts}"


def in_words(day: datetime.date | None, month_only: bool) -> str:
    """'31 March 2008', or 'March 2008'."""
    return words.date(day).partition(" ")[2] if month_only else words.date(day)


@gate("It says what the partners do together", source=SOURCE)
def it_has_a_flexibility(framework: "Framework", on: datetime.date) -> Obstacle | None:
    """The law allows three things; a framework uses one of them or more."""
    if framework.flexibilities:
        return None
    sentence = "Tick what it allows: a pooled budget, lead or joint commissioning, integrated provision."
    return Obstacle(sentence, where=reverse("framework_edit", args=[framework.pk]))


@gate("Its first and last day are known")
def its_days_are_known(framework: "Framework", on: datetime.date) -> Obstacle | None:
    """Whoever signs knows for how long."""
    whole = framework.starts and framework.ends and not framework.starts_month_only and not framework.ends_month_only
    where = reverse("framework_edit", args=[framework.pk])
    return None if whole else Obstacle("Enter its first and its last day.", where=where, binding=False)


@gate("No day lies between it and what it takes the place of", source=SOURCE)
def no_day_is_uncovered(framework: "Framework", on: datetime.date) -> Obstacle | None:
    """People are served on every day."""
    for other in framework.earlier:  # type: ignore[attr-defined]
        found = coverage(ending(other), beginning(framework))
        if not found.covered:
            sentence = f"{other.agreement.title}: {found.sentence}."
            return Obstacle(sentence, where=reverse("framework_edit", args=[framework.pk]), binding=False)
    return None


REVIEW = (it_has_a_flexibility, its_days_are_known, no_day_is_uncovered)
"""What is looked through before it is signed. The page shows it; `earlier` holds what it takes the place of."""
