"""The golden thread as a report: every strand of it, and where it is broken."""

import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from commissioning.cycles.models import CommissioningCycle
from commissioning.plans.years import year_words
from commissioning.thread import loose
from commissioning.thread.filters import years
from commissioning.thread.scope import Scope
from commissioning.thread.strands import ContractRow, NeedRow, PriorityRow, Strands, forwards
from core.acts import Actor
from core.pages.addresses import numbered
from core.pages.fields import OneOf, TextField
from core.pages.forms import Form
from core.reports.declaration import Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add
from partnerships.terms.models import Term, Vocabulary

SHOWN = 100
MONEY = "money"


class CycleChoice(OneOf):
    """A cycle, by its title and area."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.area.name}"


class ThreadForm(Form):
    """Of which cycle, or where, for whom and in which year."""

    cycle = CycleChoice(
        label="Cycle", queryset=CommissioningCycle.objects.none(), empty_label="All cycles", required=False
    )
    area = TextField(label="Place (name or GSS code)", required=False, max_length=100)
    client_group = OneOf(
        label="Client group", queryset=Term.objects.filter(vocabulary=Vocabulary.CLIENT_GROUP).order_by("title"),
        empty_label="All client groups", required=False,
    )  # fmt: skip
    year = forms.TypedChoiceField(label="Financial year", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "All years"), *years()]  # type: ignore[attr-defined]


@add
class GoldenThread(Report):
    """From needs to measures, and where the thread is broken."""

    name = "golden-thread"
    title = "The golden thread"
    audience = "core.view_reports"
    description = (
        "Which priorities take up which needs, what they are to bring, which contracts serve them and how it is told; "
        "and the contracts that serve nothing, the priorities without the money, and the needs that nobody took up."
    )
    parameters = ThreadForm

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        form = ThreadForm(data)
        seen = (
            CommissioningCycle.objects.visible_to(actor).standing().select_related("area").order_by("sort_name", "pk")
        )
        form.fields["cycle"].queryset = seen  # type: ignore[attr-defined]
        return form

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        group = params.get("client_group")
        scope = Scope(
            actor=actor, on=as_at, root=params.get("cycle"), area=params.get("area") or "", year=params.get("year"),
            client_group=group.pk if group else None,
        )  # fmt: skip
        found = forwards(scope, None)
        orphans, unfunded, untaken = loose.orphans(scope), loose.unfunded(scope, found), loose.untaken(scope, found)
        figures = Figures([
            ("Needs", len(found.needs), "integer"), ("Priorities", len(found.priorities), "integer"),
            ("Contracts that serve a priority", sum(map(len, found.served_by.values())), "integer"),
            ("Contracts that serve none", len(orphans), "integer"),
            ("Still to be contracted of the budgets", sum((each.gap for each in unfunded), Decimal(0)), MONEY),
            ("Needs that nobody took up", len(untaken), "integer"),
        ])  # fmt: skip
        more = f"{reverse('thread')}?{urlencode(asked(params))}"
        strands = [needs_table(found, more), contracts_table(found, more), outcomes_table(found, more)]
        broken = [orphans_table(orphans), unfunded_table(unfunded, scope.year), untaken_table(untaken)]
        return [figures, *strands, *broken]


def asked(params: dict[str, Any]) -> dict[str, Any]:
    """The same, as the page is asked it."""
    plain = {name: getattr(value, "pk", value) for name, value in params.items()}
    return {name: value for name, value in plain.items() if value}


def priority_cell(priority: PriorityRow) -> Linked:
    """A priority, which opens to its page."""
    return Linked(priority.title, numbered("priority", priority.pk))


def contract_cell(contract: ContractRow) -> Linked:
    """A contract, which opens to its page."""
    return Linked(contract.title, numbered("contract", contract.pk))


def needs_table(found: Strands, more: str) -> Table:
    """Each need with the priorities that take it up, and the priorities that come from no need of these."""
    rows: list[list[Any]] = []
    for need in found.needs.values():
        keys = [key for key in found.taken_up.get(need.pk, ()) if key in found.priorities]
        first = Linked(need.title, numbered("need", need.pk))
        rows += [[first, *of_priority(found.priorities[key])] for key in keys] or [
            [first, "Carried over" if need.carried else "Nobody took it up", None, None]
        ]
    held = {key for need in found.needs for key in found.taken_up.get(need, ())}
    rows += [["No need", *of_priority(each)] for key, each in found.priorities.items() if key not in held]
    columns = [Column("Need"), Column("Priority"), Column("Plan"), Column("In the budget", MONEY)]
    return Table("From needs to priorities", columns, rows, shown=SHOWN, more=more)


def of_priority(priority: PriorityRow) -> list[Any]:
    """A priority with its plan and its budget."""
    return [priority_cell(priority), priority.plan_title, priority.budget]


def contracts_table(found: Strands, more: str) -> Table:
    """Each priority with the contracts that serve it."""
    rows: list[list[Any]] = []
    for key, priority in found.priorities.items():
        served = [found.contracts[each] for each in found.served_by.get(key, ())]
        first = priority_cell(priority)
        rows += [[first, contract_cell(each), each.provider, each.state.label, each.value] for each in served] or [
            [first, "No contract serves it", None, None, None]
        ]
    columns = [*(Column(each) for each in ("Priority", "Contract", "Provider", "State")), Column("Value", MONEY)]
    return Table("From priorities to contracts", columns, rows, shown=SHOWN, more=more)


def outcomes_table(found: Strands, more: str) -> Table:
    """What priorities and contracts are to bring, and how that is told."""
    rows: list[list[Any]] = []
    for priority in found.priorities.values():
        rows += [[priority_cell(priority), what, told or None] for what, told in priority.outcomes]
    for contract in found.contracts.values():
        rows += [[contract_cell(contract), what, told or None] for what, told in contract.outcomes]
        rows += [[contract_cell(contract), "What was measured", Linked(*each)] for each in contract.measured]
    columns = [Column("Priority or contract"), Column("Outcome"), Column("How it is told")]
    return Table("Outcomes and measures", columns, rows, shown=SHOWN, more=more)


def orphans_table(rows: list[loose.Orphan]) -> Table:
    """Contracts that serve nothing."""
    columns = [Column("Contract"), Column("Commissioner"), Column("Provider"), Column("Value", MONEY),
               Column("Priority that was dropped")]  # fmt: skip
    cells = [[Linked(each.title, numbered("contract", each.pk)), *each[2:5], each.dropped or None] for each in rows]
    return Table("Contracts that serve no priority", columns, cells, shown=SHOWN)


def unfunded_table(rows: list[loose.Unfunded], year: int | None) -> Table:
    """Priorities without the money: both figures, and what is missing."""
    columns = [Column("Priority"), Column("Plan"), *[Column(each, MONEY) for each in
               ("In the budget", "Contracted", "Still to be contracted")], Column("Served")]  # fmt: skip
    cells = [
        [Linked(each.title, numbered("priority", each.pk)), each.plan, each.budget, each.contracted, each.gap,
         "yes" if each.served else "No contract serves it"]
        for each in rows
    ]  # fmt: skip
    of = f"the financial year {year_words(year)}" if year is not None else "all years of the budget"
    return Table("Priorities without the money", columns, cells, note=f"Of {of}.", shown=SHOWN)


def untaken_table(rows: list[NeedRow]) -> Table:
    """Needs that nobody took up."""
    columns = [Column(each) for each in ("Need", "Cycle", "Client group", "Area")]
    cells = [[Linked(each.title, numbered("need", each.pk)), each.cycle, each.client_group, each.area] for each in rows]
    return Table("Needs that nobody took up", columns, cells, shown=SHOWN)
