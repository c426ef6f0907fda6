"""What is done with measures and their readings: recorded, corrected, verified, withdrawn."""

from typing import Any

from django.db import transaction

from compacts.measures import following
from compacts.measures.models import Measure, PriceBasis, Reading
from compacts.measures.rules import TO_RECORD
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import sort_name
from core.gates import check
from core.pages import words
from core.trail.actions import save_changes, save_new

MEASURE = ("title", "code", "counts", "unit", "source", "price_basis", "price_year", "is_share", "better")
FIXED_BY_READINGS = ("unit", "price_basis", "price_year", "is_share")
"""What figures are figures of: it cannot change under them."""
WHAT = ("measure", "organisation", "area", "starts", "ends")
FIGURE = ("value", "source", "covers_from", "covers_to", "nothing_reason")
RECORD, CORRECT = "compacts.record_reading", "compacts.correct_reading"


@transaction.atomic
def add_measure(*, by: Actor, **details: Any) -> Measure:
    """Add a measure: what counts, in which unit, by whose count."""
    measure = Measure(**{name: details[name] for name in MEASURE if name in details})
    authorise(by, "compacts.add_measure", measure)
    measure.sort_name = sort_name(measure.title)
    refuse_a_year_of_no_prices(measure)
    save_new(by, "added", measure, title=measure.title, unit=measure.unit)
    return measure


@transaction.atomic
def edit_measure(*, by: Actor, measure: Measure, version: int | None, **details: Any) -> Measure:
    """Change what is said of a measure. What its figures are figures of stays, once there are any."""
    measure = locked(Measure, measure.pk, version=version)
    authorise(by, "compacts.edit_measure", measure)
    fields = {name: details[name] for name in MEASURE if name in details}
    other = [name for name in FIXED_BY_READINGS if name in fields and fields[name] != getattr(measure, name)]
    if other and measure.readings.exists():
        said = "There are figures of this measure already, so this stays as it is. Add another measure for the others."
        raise Refused(dict.fromkeys(other, said))
    measure.sort_name = sort_name(fields.get("title") or measure.title)
    refuse_a_year_of_no_prices(Measure(**({name: getattr(measure, name) for name in FIXED_BY_READINGS} | fields)))
    if save_changes(by, "changed", measure, fields, repeats=("sort_name",)):
        following.tell(measure.pk)
    return measure


@transaction.atomic
def record_reading(*, by: Actor, measure: Measure, **details: Any) -> Reading:
    """Record what a measure came to over a period. Without days of coverage it covers all of it."""
    measure = locked(Measure, measure.pk)  # one at a time, so that no two overlap unseen
    given = {name: details[name] for name in (*WHAT, *FIGURE) if details.get(name) is not None}
    reading = Reading(measure=measure, **given)
    authorise(by, RECORD, reading)
    return put(by, "recorded", reading)


@transaction.atomic
def correct_reading(*, by: Actor, reading: Reading, reason: str, version: int | None = None, **details: Any) -> Reading:
    """Put another figure in the place of one, and say why. What was reported before is kept."""
    locked(Measure, reading.measure_id)
    reading = locked(Reading, reading.pk, version=version)
    authorise(by, CORRECT, reading)
    refuse_replaced(reading)
    given = {name: value for name in FIGURE if (value := details.get(name, getattr(reading, name))) is not None}
    if all(given.get(name) == getattr(reading, name) for name in FIGURE):
        return reading
    stop(by, "corrected", reading, reason)
    return put(by, "recorded", Reading(**{name: getattr(reading, name) for name in WHAT}, **given, corrects=reading))


@transaction.atomic
def withdraw_reading(*, by: Actor, reading: Reading, reason: str) -> Reading:
    """Say that a figure was recorded by mistake. It is kept with the reason, and no longer counts."""
    reading = locked(Reading, reading.pk)
    authorise(by, CORRECT, reading)
    refuse_replaced(reading)
    stop(by, "withdrawn", reading, reason)
    following.tell(reading.measure_id)
    return reading


@transaction.atomic
def verify_reading(*, by: Actor, reading: Reading) -> Reading:
    """Say that the figure was compared with its source, today."""
    reading = locked(Reading, reading.pk)
    authorise(by, "compacts.verify_reading", reading)
    refuse_replaced(reading)
    if reading.verified_on is None:
        save_changes(by, "verified", reading, {"verified_on": clock.today()})
    return reading


def put(by: Actor, verb: str, reading: Reading) -> Reading:
    """Write a reading that nothing stands in the way of."""
    reading.source, reading.nothing_reason = reading.source.strip(), reading.nothing_reason.strip()
    reading.covers_from = reading.covers_from or reading.starts
    reading.covers_to = reading.covers_to or reading.ends
    if reading.covers_to >= reading.covers_from:
        check(TO_RECORD, reading)
    save_new(
        by, verb, reading, measure=reading.measure.title, of=reading.of, period=reading.period, value=reading.value,
        covers_from=reading.covers_from, covers_to=reading.covers_to,
    )  # fmt: skip
    following.tell(reading.measure_id)
    return reading


def stop(by: Actor, verb: str, reading: Reading, reason: str) -> None:
    """Let a figure no longer count from today on."""
    save_changes(by, verb, reading, {"replaced_on": clock.today(), "replaced_reason": reason.strip()})


def refuse_replaced(reading: Reading) -> None:
    """Refuse to touch what no longer counts."""
    if reading.replaced_on is not None:
        raise Refused(
            f"This figure has not counted since {words.date(reading.replaced_on)}. Open the one that took its place."
        )


def refuse_a_year_of_no_prices(measure: Measure) -> None:
    """Refuse the year of prices for what is not stated in the prices of one."""
    if measure.price_year and measure.price_basis != PriceBasis.REAL:
        raise Refused({"price_year": "Only real terms are in the prices of a year. Leave this empty, or choose them."})
