"""When a figure may be recorded: of whom, for which days, and beside which other figures.

Source: Making Partnership Work (2003), section 7: progress is assessed by figures whose source is known.
"""

import datetime
from typing import TYPE_CHECKING

from compacts.measures.periods import period_words
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.measures.models import Reading
    from partnerships.organisations.models import Area, Organisation

STILL_TO_COME = "The figure covers days that are still to come. Say until which day it covers its period."


@gate("The days it covers have come")
def its_days_have_come(reading: "Reading", on: datetime.date) -> Obstacle | None:
    """A figure is a fact; what is hoped for is a target."""
    return Obstacle(STILL_TO_COME) if reading.covers_to > on else None


@gate("The organisation or the area was there")
def the_body_was_there(reading: "Reading", on: datetime.date) -> Obstacle | None:
    """Nothing was counted of a body after its end or before its beginning."""
    body = reading.organisation or reading.area
    if body is None:
        return None
    opened, closed = life_of(body)
    where = reading.organisation.get_absolute_url() if reading.organisation is not None else ""
    if closed is not None and reading.covers_to > closed:
        return Obstacle(
            f"{body.name} closed on {words.date(closed)}. Enter that the figure covers days up to then, or record it "
            "for the organisation that took over.",
            where=where,
        )
    if opened is not None and reading.covers_from < opened:
        return Obstacle(
            f"{body.name} was not there before {words.date(opened)}. Enter that the figure covers days from then on, "
            "or record it for the organisation that came before.",
            where=where,
        )
    return None


def life_of(body: "Organisation | Area") -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of an organisation or an area, as far as they are known."""
    named = ("opened", "last_day") if hasattr(body, "opened") else ("starts", "ends")
    first, last = (getattr(body, each) for each in named)
    return first, last


@gate("No other figure is there for some of its days")
def no_other_covers_its_period(reading: "Reading", on: datetime.date) -> Obstacle | None:
    """Of overlapping periods some days would count twice."""
    others = (
        type(reading)
        .objects.counting()
        .filter(measure=reading.measure, organisation=reading.organisation, area=reading.area)
    )
    other = others.filter(starts__lte=reading.ends, ends__gte=reading.starts).exclude(pk=reading.corrects_id).first()
    if other is None:
        return None
    period = period_words(other.starts, other.ends)
    if (other.starts, other.ends) == (reading.starts, reading.ends):
        said = f"There is a figure for {period} already. Correct that one instead."
    else:
        said = f"The period overlaps {period}, for which there is a figure. Enter other days, or correct that one."
    return Obstacle(said, where=other.get_absolute_url())


TO_RECORD = (its_days_have_come, the_body_was_there, no_other_covers_its_period)
