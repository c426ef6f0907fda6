"""Which plan covers which client group in which year, and how far ahead partners plan."""

import datetime
from collections import Counter, defaultdict
from typing import Any

from django.db.models import QuerySet

from commissioning.plans.models import COLOURS, CommissioningPlan, PlanState
from commissioning.plans.years import came, financial_year, year_words
from core.acts import Actor
from core.pages.fields import TextField, WholeNumberField
from core.pages.forms import Form
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add
from partnerships.organisations.narrowing import in_area
from partnerships.terms.models import Term, Vocabulary

SPAN = 6
"""Financial years side by side."""
GAP = "No plan"


class AreaForm(Form):
    """Where."""

    area = TextField(
        label="Area (name or GSS code)", required=False, max_length=100, help_text="Leave empty for every area."
    )


class GridForm(AreaForm):
    """Where, and from which year on."""

    first_year = WholeNumberField(
        label="First financial year", required=False, min_value=1990, max_value=2100,
        help_text="The year in which it begins, like 2005. Leave empty for the one before that of the day.",
    )  # fmt: skip


def plans_of(actor: Actor, area: str, on: datetime.date) -> list[CommissioningPlan]:
    """The plans the person may see, that were not withdrawn by the day, in an area or everywhere."""
    rows: QuerySet = CommissioningPlan.objects.visible_to(actor).not_withdrawn_by(on)
    rows = rows.filter(in_area(area, "cycle__area")) if area else rows
    loaded = rows.select_related("cycle__client_group", "cycle__area").prefetch_related("versions")
    return list(loaded.order_by("sort_name", "pk"))


@add
class PlanCoverage(Report):
    """Client groups by financial years: which plan covers which, with the gaps."""

    name = "plan-coverage"
    title = "Coverage by commissioning plans"
    audience = "core.view_reports"
    description = (
        "For each client group and financial year the plan that covers it, or that there is none. A plan that is not "
        "endorsed stands with how far it has come."
    )
    parameters = GridForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        first = params.get("first_year") or financial_year(as_at) - 1
        years = list(range(first, first + SPAN))
        groups = Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP).order_by("title")
        by_group: dict[int, list[CommissioningPlan]] = defaultdict(list)
        for each in plans_of(actor, params.get("area") or "", as_at):
            by_group[each.cycle.client_group_id].append(each)
        rows = [
            [each.title, *[cell(by_group[each.pk], year, as_at) for year in years]]
            for each in groups
            if each.holds_on(as_at) or each.pk in by_group
        ]
        gaps = sum(entry == GAP for row in rows for entry in row[1:])
        covered = sum(
            any(year in plan.years and was_endorsed(plan, as_at) for plan in by_group[each.pk])
            for each in groups
            for year in years
        )
        figures = Figures([
            ("Client groups and years covered by an endorsed plan", covered, "integer"),
            ("Without any plan", gaps, "integer"),
        ])  # fmt: skip
        return [
            figures,
            Table("Coverage", [Column("Client group"), *[Column(year_words(each)) for each in years]], rows),
        ]


def cell(plans: list[CommissioningPlan], year: int, on: datetime.date) -> Any:
    """The plans that touch a financial year, each with how it stands where it is not endorsed; or the gap."""
    here = [each for each in plans if year in each.years]
    if not here:
        return GAP
    told = "; ".join(in_words(each, on) for each in here)
    return Linked(told, here[0].get_absolute_url()) if len(here) == 1 else told


def in_words(plan: CommissioningPlan, on: datetime.date) -> str:
    """Its title, and how it stands where it is not endorsed."""
    if was_endorsed(plan, on):
        return plan.title
    state = plan.state_on(on)
    return f"{plan.title} ({'never endorsed' if state == PlanState.EXPIRED else state.label.lower()})"


def was_endorsed(plan: CommissioningPlan, on: datetime.date) -> bool:
    """Whether a version of it was endorsed by that day. Its versions are loaded."""
    return any(came(each.endorsed_on, on) for each in plan.versions.all())


@add
class PlansReport(Report):
    """How plans stand, and how far ahead they plan."""

    name = "commissioning-plans"
    title = "Commissioning plans: how they stand, and how far ahead they plan"
    audience = "core.view_reports"
    description = (
        "How many plans stand in each state, which share of them plans for more than three and more than five years, "
        "and each with its horizon."
    )
    parameters = AreaForm

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        plans = plans_of(actor, params.get("area") or "", as_at)
        count, horizons = len(plans), [each.horizon_years for each in plans]
        figures = Figures([
            ("Plans", count, "integer"),
            ("Plan for more than 3 years", share(horizons, 3), "percent"),
            ("Plan for more than 5 years", share(horizons, 5), "percent"),
            ("Plan for a year or less", sum(each <= 1 for each in horizons), "integer"),
        ])  # fmt: skip
        by_state = Counter(each.state_on(as_at) for each in plans)
        states = [[state.label, by_state[state]] for state in COLOURS if by_state[state]]
        table = Table("How they stand", [Column("State"), Column("Plans", "integer")], states)
        columns = [
            Column("Plan"), Column("Client group"), Column("Area"), Column("From", "date"), Column("To", "date"),
            Column("Years", "number"), Column("State"),
        ]  # fmt: skip
        rows = [
            [Linked(each.title, each.get_absolute_url()), each.cycle.client_group.title, each.cycle.area.name,
             each.starts, each.ends, each.horizon_years, each.state_on(as_at).label]
            for each in plans
        ]  # fmt: skip
        drawn: list[Section] = [Chart.of_bars("Chart of how they stand", table)] if states else []
        return [figures, *drawn, Table("Plans", columns, rows)]


def share(horizons: list[float], years: int) -> Any:
    """The share of plans over so many years; no figure where there is no plan."""
    return sum(each > years for each in horizons) / len(horizons) if horizons else "No plans"
