"""The report on monitoring: how the returns of each provider came, what they missed, and what reviews asked for."""

import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from commissioning.contract_reviews.models import FindingKind, ReviewFinding
from commissioning.monitoring.models import ReportingLine, ReportingPeriod, while_it_runs
from commissioning.performance.registers import MISSES, with_figure
from core.acts import Actor
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add

SENT = "monitoring_return__sent_on"


@add
class MonitoringReport(Report):
    """Every return that the person may see and that was due by a day, by provider."""

    name = "contract-monitoring"
    title = "Monitoring of contracts"
    audience = "core.view_reports"
    description = (
        "How many returns of each provider were due, came in time, came late or are missing, which measures missed "
        "what they were to reach, and what contract reviews found."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        awaited = while_it_runs() | Q(**{f"{SENT}__isnull": False})
        due = ReportingPeriod.objects.visible_to(actor).filter(awaited, due_on__lte=as_at, contract__voided_on=None)
        returns, missed, found = by_provider(due, as_at), by_measure(actor, as_at), by_kind(actor, as_at)
        totals = [sum(row[place] for row in returns.rows) for place in range(1, 5)]
        figures = Figures([(each.title, totals[place], "integer") for place, each in enumerate(returns.columns[1:])])
        drawn = [Chart.of_bars("Chart of what reviews found", found)] if found.rows else []
        return [figures, *([returns] if returns.rows else []), *([missed] if missed.rows else []), *drawn]


def by_provider(due: Any, on: datetime.date) -> Table:
    """The returns that were due by a day, by provider. One query."""
    in_time, came = Q(**{f"{SENT}__lte": F("due_on")}), Q(**{f"{SENT}__lte": on})
    late = Q(**{f"{SENT}__gt": F("due_on")}) & came
    rows = (
        due.order_by()
        .values_list("contract__provider__name", "contract__provider__code")
        .annotate(due=Count("pk"), in_time=Count("pk", filter=in_time), late=Count("pk", filter=late))
    )
    found = [
        [Linked(name, f"{reverse('returns')}?provider={code or name}"), due, in_time, late, due - in_time - late]
        for name, code, due, in_time, late in rows.order_by("contract__provider__sort_name")
    ]
    columns = [Column("Provider"), *[Column(each, "integer") for each in ("Due", "In time", "Late", "Missing")]]
    return Table("Returns by provider", columns, found, note="Due by the day; late is what came after its own day.")


def by_measure(actor: Actor, on: datetime.date) -> Table:
    """For each measure how many figures had something to reach, and how many missed it. One query."""
    rows = ReportingLine.objects.visible_to(actor).filter(
        period__ends__lte=on, period__contract__voided_on=None, requirement__target__isnull=False,
    )  # fmt: skip
    counted = (
        with_figure(rows)
        .filter(held__value__isnull=False)
        .order_by()
        .values_list("requirement__measure__title", "requirement__measure__code")
    )
    counted = counted.annotate(many=Count("pk"), missed=Count("pk", filter=MISSES))
    found = [
        [Linked(title, f"{reverse('exceptions')}?kind=missed&measure={code}"), many, missed]
        for title, code, many, missed in counted.order_by("requirement__measure__sort_name")
    ]
    return Table(
        "Targets by measure", [Column("Measure"), Column("Figures", "integer"), Column("Missed", "integer")], found
    )


def by_kind(actor: Actor, on: datetime.date) -> Table:
    """What reviews held by a day found, by kind. One query."""
    rows = ReviewFinding.objects.visible_to(actor).counting().filter(review__held_on__lte=on)  # type: ignore[attr-defined]
    many = dict(rows.order_by().values_list("kind").annotate(many=Count("pk")))
    found = [
        [Linked(kind.label, f"{reverse('findings')}?kind={kind.value}"), many[kind.value]]
        for kind in FindingKind
        if kind.value in many
    ]
    return Table("What reviews found", [Column("Kind"), Column("Findings", "integer")], found)
