"""The Forum's progress report: every target and each of its measures, as at a day, with the figures behind it."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from compacts.targets.kinds import Scope, Status
from compacts.targets.models import Target
from compacts.targets.page import Shown, shown
from compacts.targets.reading import LOADED, MEASURED, UNMEASURED, worst
from core import clock
from core.acts import Actor
from core.charts import specs
from core.reports import registry
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table

METHOD = (
    "Each measure is judged for itself, by the latest figure that covers the whole of its period, as the figures are "
    "known now; measures are never added together. Growth counts from the baseline and is not rounded: 4.995% is less "
    "than 5%. Without a baseline there is no percentage. An organisation is counted with those it came from, by the "
    "share of each that passed to it."
)
NONE = "none"
STANDING = (
    Column("Target"),
    Column("For"),
    Column("Due by", "date"),
    Column("Measure"),
    Column("Status"),
    Column("Why"),
)
FIGURES = (
    Column("Target"),
    Column("Measure"),
    Column("Baseline"),
    Column("Latest figure"),
    Column("On the baseline"),
    Column("Figures used", "integer"),
)


class ScopeForm(forms.Form):
    """Which targets to report."""

    scope = forms.ChoiceField(label="Scope", choices=[("", "All"), *Scope.choices], required=False)


class TargetProgress(Report):
    """How far the targets are."""

    name = "target-progress"
    title = "Progress to the targets"
    audience = "core.view_reports"
    seen_alike = True
    description = "How every target that goes on stands on a day, by each of its measures, and why."
    parameters = ScopeForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        asked = {"scope": params["scope"]} if params.get("scope") else {}
        targets = list(LOADED.visible_to(actor).going_on().filter(**asked).order_by("due", "sort_name", "pk"))
        measured = MEASURED.visible_to(actor).filter(target__in=targets)  # type: ignore[attr-defined]
        found: dict[int, list[Shown]] = {each.pk: [] for each in targets}
        for each in shown(list(measured.order_by("measure__sort_name", "pk")), as_at):
            found[each.contribution.target_id].append(each)
        counts = Counter(worst(each.judgement.status for each in measures) for measures in found.values())
        return [self.figures(counts, as_at, asked), self.chart(counts), *tables(targets, found)]

    def figures(self, counts: Counter[Status], as_at: datetime.date, asked: dict[str, str]) -> Figures:
        """How many targets, and how many stand how; those of today open to their list."""

        def linked(number: int, **query: str) -> Any:
            address = f"{reverse('targets')}?{urlencode(query | asked | {'state': 'on'})}"
            return Linked(number, address) if as_at == clock.today() else number

        lines = [(status.label, linked(counts[status], status=status.value)) for status in Status if counts[status]]
        return Figures([("Targets that go on", linked(counts.total())), *lines])

    def chart(self, counts: Counter[Status]) -> Chart:
        """The targets by their status."""
        rows = [[status.label, counts[status]] for status in Status]
        table = Table("Targets by status", [Column("Status"), Column("Targets", "integer")], rows)
        spec = specs.bar("Chart of targets by status", rows, x_title="Targets", y_title="Status")  # type: ignore[arg-type]
        return Chart("Chart of targets by status", spec, table)


def tables(targets: Iterable[Target], found: dict[int, list[Shown]]) -> list[Section]:
    """Every target by each of its measures: how it stands, and the figures that say so."""
    standing, figures = [], []
    for target in targets:
        name = Linked(target.title, target.get_absolute_url())
        for each in found[target.pk]:
            measure, judged = each.contribution.measure, each.judgement
            standing.append([name, target.of, target.due, measure.title, judged.status.label, judged.reason])
            figures.append([name, f"{measure.title}{each.in_prices}", *figures_of(each)])
        if not found[target.pk]:
            standing.append([name, target.of, target.due, NONE, Status.NO_DATA.label, UNMEASURED])
    return [
        Table("Every target by each of its measures", STANDING, standing, note=METHOD),
        Table("Figures of every measure", FIGURES, figures),
    ]


def figures_of(each: Shown) -> list[Any]:
    """Baseline, latest figure with the rows behind it, what it is on the baseline, and how many figures there are."""
    base = each.task.baseline
    return [
        f"{each.amount(base.value)} in {each.contribution.baseline_period}" if base else "no baseline",
        Linked(each.latest, each.readings) if each.latest else NONE,
        each.change_in_words or NONE,
        each.count,
    ]


registry.add(TargetProgress)
