"""How a contract performs: each measure over its periods against what it was to reach, and what is out of order."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from commissioning.contracts.models import Contract
from commissioning.monitoring.models import MonitoringRequirement, ReportingLine
from commissioning.returns.rules import missed
from compacts.measures.periods import period_words
from core.pages import words
from core.pages.addresses import numbered
from core.prepared import prepared


class Period(NamedTuple):
    """The period of a figure, as far as its page and its line are concerned."""

    pk: int
    starts: datetime.date
    ends: datetime.date

    @property
    def words(self) -> str:
        """Its days as people say them."""
        return period_words(self.starts, self.ends)

    def get_absolute_url(self) -> str:
        return numbered("reporting_period", self.pk)


class Point(NamedTuple):
    """What was reported of a measure for one period, or that nothing was."""

    period: Period
    value: Decimal | None
    accepted: bool
    target: Decimal | None
    missed: bool


@dataclass
class Series:
    """A measure of a contract over its periods."""

    requirement: MonitoringRequirement
    points: list[Point] = field(default_factory=list)


_requirements = prepared(
    lambda contract: (
        MonitoringRequirement.objects.filter(contract=contract)
        .select_related("measure", "counts_from__contract")
        .order_by("measure__sort_name", "pk")
    )
)


def _figures(contract: int) -> QuerySet[Any, Any]:
    """Every figure that a contract's requirements ask for, or may use of another's: each once, with the one that counts
    and the day on which that was accepted."""
    read = MonitoringRequirement.objects.filter(Q(counts_from=None) | Q(reuse_allowed_on__isnull=False))
    sources = read.filter(contract=contract).values(source=Coalesce("counts_from_id", "pk"))
    rows = ReportingLine.objects.filter(requirement__in=sources).alias(
        held=FilteredRelation("values", condition=Q(values__current=True))
    )
    rows = rows.values_list("requirement", "period", "period__starts", "period__ends", "held__value",
                            "held__return_version__accepted_on")  # fmt: skip
    return rows.order_by("period__starts", "period__ends")


figures = prepared(_figures)


def series_of(contract: Contract) -> list[Series]:
    """Each measure of a contract over its periods, also those counted from the return to another funder. Two queries.

    Of a return to another funder only what was accepted is read, and nothing but the figure, once its
    provider allows that.
    """
    requirements: list[MonitoringRequirement] = _requirements(contract.pk)
    read = [each for each in requirements if each.counts_from_id is None or each.reuse_allowed_on is not None]
    sources = {each.counts_from_id or each.pk: each for each in read}
    found = {each.pk: Series(each) for each in requirements}
    for source, pk, starts, ends, value, accepted_on in figures(contract.pk) if sources else ():
        requirement, accepted = sources[source], accepted_on is not None
        if requirement.counts_from_id is not None and not accepted:
            continue
        below = missed(requirement.measure.better, value, requirement.target)
        found[requirement.pk].points.append(Point(Period(pk, starts, ends), value, accepted, requirement.target, below))
    return list(found.values())


def exceptions_of(
    periods: Iterable[Any], series: Iterable[Series], on: datetime.date
) -> list[tuple[datetime.date, Any, str, str]]:
    """(day, period, kind, sentence) of what is out of order, the latest first. Loaded periods are used."""
    found: list[tuple[datetime.date, Any, str, str]] = []
    for period in periods:
        made = getattr(period, "monitoring_return", None)
        if made is None or made.sent_on is None:
            if period.is_late_on(on):
                late = words.plural((on - period.due_on).days, "day")
                found.append((period.due_on, period, "Missing", f"It was due {late} ago, and was not submitted."))
            continue
        if made.days_late:
            late = words.plural(made.days_late, "day")
            found.append((made.sent_on, period, "Late", f"It was submitted {late} after it was due."))
        if made.queried_on is not None:
            found.append((made.queried_on, period, "Queried", f"To be answered by {words.date(made.answer_by)}."))
    for each in series:
        measure = each.requirement.measure
        for point in each.points:
            if point.missed:
                said = f"{measure.title}: {measure.amount(point.value)} against {measure.amount(point.target)}."
                found.append((point.period.ends, point.period, "Target missed", said))
    return sorted(found, key=lambda row: (row[0], row[2]), reverse=True)
