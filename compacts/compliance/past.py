"""As at which day a piece of funding of the past is judged, where it is entered long after it was agreed (ADR 46).

    @past.add
    def as_at(scorecard):
        return datetime.date(2006, 3, 27)

A subject above declares so of the funding on a scorecard; None of what is of today. The scorecard is then checked and
agreed as at that day at the latest, by the Code as it stood then; its history says when that was entered.
"""

import datetime
from collections.abc import Callable

from compacts.compliance.models import Scorecard
from core import clock
from core.acts import Refused
from core.pages import words

Source = Callable[[Scorecard], datetime.date | None]
SOURCES: list[Source] = []


def add(source: Source) -> Source:
    """Declare what tells of funding of the past."""
    SOURCES.append(source)
    return source


def past_day_of(scorecard: Scorecard) -> datetime.date | None:
    """The day as at which a scorecard is judged that is of the past; None of what is of today.

    Looked up once for a scorecard as it was read, as is what its records show.
    """
    known: dict[str, datetime.date | None] = scorecard.__dict__
    if "past_day" not in known:
        known["past_day"] = next((day for source in SOURCES if (day := source(scorecard)) is not None), None)
    return known["past_day"]


def judged_on(scorecard: Scorecard) -> datetime.date:
    """The day as at which it is judged: today, where it is not of the past."""
    return past_day_of(scorecard) or clock.today()


def at_latest(scorecard: Scorecard, on: datetime.date) -> datetime.date:
    """A day, or the one as at which it is judged where that is before: terms that change after a later signature move
    it back."""
    return min(on, past_day_of(scorecard) or on)


def as_at(scorecard: Scorecard, on: datetime.date) -> datetime.date:
    """The day that is asked; the one as at which it is judged, where it is of the past."""
    return past_day_of(scorecard) or on


def refuse_after(scorecard: Scorecard, field: str, on: datetime.date) -> None:
    """Refuse a day after the one as at which funding of the past is judged."""
    day = past_day_of(scorecard)
    if day is not None and on > day:
        raise Refused({field: f"It was entered from paper as one of the past and is judged as at {words.date(day)}. "
                       "Leave the day empty, or enter an earlier one."})  # fmt: skip
