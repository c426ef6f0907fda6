"""Accepted figures become readings: of the measure, for the provider and the period (ADR 23, ADR 36).

A provider may report the same measure for the same period under several contracts: the reading is their sum. Of a share
there is no sum, so a second one becomes none. A figure that somebody else recorded is not touched.
"""

from decimal import Decimal

from django.db.models import QuerySet

from commissioning.returns.models import ReturnValue, ReturnVersion
from compacts.measures import following
from compacts.measures.actions import put, stop
from compacts.measures.models import Measure, Reading
from compacts.measures.rules import TO_RECORD
from core import clock
from core.acts import Actor, locked
from core.gates import checklist

SHARE = "A share is reported under another contract for the same period, and shares do not add up."
ANOTHER = "A figure for the period was recorded otherwise, and stays."
SUPERSEDED = "A later return, or a later version of it, gives another figure."


def push_readings(by: Actor, accepted: ReturnVersion) -> None:
    """Let each figure of an accepted version become a reading, or a part of one."""
    for value in accepted.values.select_related("line__requirement__measure", "line__period__contract__provider"):
        push(by, value)


def push(by: Actor, value: ReturnValue) -> None:
    """Record, or correct, the reading to which a figure belongs; where there can be none, say why."""
    line = value.line
    measure = locked(Measure, line.requirement.measure_id)
    together = counted_with(value)
    held = held_reading(measure, value)
    if held is not None and held.return_values.exists() and not together:
        stop(by, "withdrawn", held, SUPERSEDED)
        following.tell(measure.pk)
    if value.value is None:
        return
    if measure.is_share and together.exclude(line=line).exists():
        leave(value, SHARE)
        return
    if held is not None and not held.return_values.exists():
        leave(value, ANOTHER)
        return
    figures = [(each.value, each.note, each.line.period.contract.title) for each in together]
    total = sum((each for each, _, _ in figures if each is not None), Decimal(0))
    given = {
        "value": total,
        "source": source_of(value, [title for _, _, title in figures]),
        "nothing_reason": "" if total else (value.note or "The return reports none.")[:300],
        "verified_on": clock.today(),
    }
    if held is not None and all(getattr(held, name) == given[name] for name in ("value", "source")):
        keep(together, held)
        return
    reading = new_reading(measure, value, given)
    reading.corrects = held
    if refusal := next((each.obstacle for each in checklist(TO_RECORD, reading) if each.obstacle), None):
        leave(value, refusal.message)
        return
    if held is not None:
        stop(by, "corrected", held, SUPERSEDED)
    keep(together, put(by, "recorded", reading))


def counted_with(value: ReturnValue) -> QuerySet[ReturnValue]:
    """The accepted figures of the same measure, provider and period, this one among them."""
    line = value.line
    rows = ReturnValue.objects.filter(
        current=True, value__isnull=False, return_version__accepted_on__isnull=False,
        line__requirement__measure=line.requirement.measure_id,
        line__period__starts=line.period.starts, line__period__ends=line.period.ends,
        line__period__contract__provider=line.period.contract.provider_id, line__period__contract__voided_on=None,
    )  # fmt: skip
    return rows.select_related("line__period__contract").order_by("pk")


def held_reading(measure: Measure, value: ReturnValue) -> Reading | None:
    """The figure that counts for the provider and the period now."""
    period = value.line.period
    rows = Reading.objects.counting().filter(measure=measure, organisation=period.contract.provider_id)
    return rows.filter(starts=period.starts, ends=period.ends).first()


def new_reading(measure: Measure, value: ReturnValue, given: dict) -> Reading:
    """The reading as it would be, not saved yet."""
    period = value.line.period
    return Reading(
        measure=measure, organisation=period.contract.provider, starts=period.starts, ends=period.ends,
        covers_from=period.starts, covers_to=period.ends, **given,
    )  # fmt: skip


def source_of(value: ReturnValue, titles: list[str]) -> str:
    """'Return of Malvern Carers for 2005-06'; of several contracts, how many."""
    period = value.line.period
    several = f", {len(titles)} contracts together" if len(titles) > 1 else f": {titles[0]}"
    return f"Return of {period.contract.provider.name} for {period.words}{several}"[:300]


def keep(values: QuerySet[ReturnValue], reading: Reading) -> None:
    """Note of figures which reading they make up."""
    ReturnValue.objects.filter(pk__in=[each.pk for each in values]).update(reading=reading, no_reading="")


def leave(value: ReturnValue, reason: str) -> None:
    """Note why a figure became no reading."""
    value.no_reading = reason[:300]
    value.save(update_fields=["no_reading"])
