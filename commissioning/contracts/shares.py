"""Which contracts count on a day, and the parts of their value: of the sector, long, BME-led, by outcome."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from commissioning.contracts.as_at import end_on, value_on
from commissioning.contracts.days import length_in_months
from commissioning.contracts.kinds import State
from partnerships.organisations.models import Described, Sector

TENTH = Decimal("0.1")
LONG = 36
"""Months from which funding is long: three years."""
ROW = ("worth", "basis", "starts", "last", "vcs", "bme", "template")


def bme_led(on: datetime.date) -> Exists:
    """Whether the provider is described as led by black and minority ethnic people on a day."""
    said = Described.objects.filter(organisation=OuterRef("provider"), term__vocabulary="led_by", term__code="bme")
    return Exists(said.filter(Q(starts=None) | Q(starts__lte=on), Q(ends=None) | Q(ends__gte=on)))


def counted(rows: Any, on: datetime.date, what: str = "") -> QuerySet[Any, Any]:
    """The contracts that run on a day; of these those of three years or more, BME-led or made from a template."""
    found = rows.in_state(State.ACTIVE, on)
    if what == "bme":
        return found.filter(bme_led(on))  # type: ignore[no-any-return]
    if what == "template":
        return found.filter(template_version__isnull=False)  # type: ignore[no-any-return]
    if what == "long":
        rows_of = found.values_list("pk", "starts", last_day(found, on))
        keys = [pk for pk, *days in rows_of if is_long(*days)]
        return found.filter(pk__among=keys) if keys else found.none()  # type: ignore[no-any-return]
    return found  # type: ignore[no-any-return]


def last_day(rows: Any, on: datetime.date) -> Coalesce:
    """The last day of each by what had been agreed by a day."""
    return Coalesce("ended_early_on", end_on(rows, on))


def is_long(starts: datetime.date, ends: datetime.date | None) -> bool:
    """Whether something lasts three years or more. Without an end it goes on, which is longer."""
    months = length_in_months(starts, ends)
    return months is None or months >= LONG


@dataclass(frozen=True)
class Shares:
    """The value of the contracts that run on a day, and the parts of it, in pounds."""

    count: int
    value: Decimal
    vcs_count: int
    vcs: Decimal
    long: Decimal
    bme: Decimal
    by_outcome: Decimal
    median_months: Decimal | None
    from_template: int

    def part(self, amount: Decimal) -> Decimal | None:
        """A part of the value, 1 being all; None where nothing runs."""
        return (amount / self.value if amount else Decimal(0)) if self.value else None


def shares_on(rows: Any, on: datetime.date) -> Shares:
    """The parts of the value of these contracts, of those that run on a day. One query."""
    found: Sequence[tuple[Any, ...]] = list(
        counted(rows, on)
        .annotate(
            bme=bme_led(on), last=last_day(rows, on), worth=value_on(rows, on), vcs=F("provider__kind__sector"),
            template=F("template_version"),
        )
        .order_by()
        .values_list(*ROW)
    )  # fmt: skip
    total = Decimal(0)
    parts = dict.fromkeys(("vcs", "long", "bme", "by_outcome"), total)
    lengths, ours, made = [], 0, 0
    for value, basis, starts, last, sector, bme, template in found:
        total, vcs = total + value, sector == Sector.VOLUNTARY
        for name, true in (
            ("vcs", vcs),
            ("long", is_long(starts, last)),
            ("bme", bme),
            ("by_outcome", basis == "outcome"),
        ):
            parts[name] += value if true else 0
        if vcs:
            ours += 1
            months = length_in_months(starts, last)
            lengths += [months] if months is not None else []
        made += template is not None
    middle = median(lengths).quantize(TENTH) if lengths else None
    return Shares(
        count=len(found), value=total, vcs_count=ours, median_months=middle, from_template=made, **parts
    )  # fmt: skip


def orphans(rows: Any, on: datetime.date) -> QuerySet[Any, Any]:
    """Those that run on a day and serve neither a priority nor have an approved exception."""
    found = rows.in_state(State.ACTIVE, on).serving_nothing()
    return found.order_by("-value", "pk")  # type: ignore[no-any-return]
