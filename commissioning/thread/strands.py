"""Needs, priorities and contracts of a part of the thread, loaded as plain rows by a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q

from commissioning.contracts.kinds import State, state_on
from commissioning.contracts.measured import Measured, of_contracts
from commissioning.contracts.models import ContractOutcome
from commissioning.plans.models import Priority
from commissioning.priorities.models import PriorityOutcome
from commissioning.thread.endorsed import budget_of, hidden_plans
from commissioning.thread.money import pounds, with_money
from commissioning.thread.scope import Scope

CITED = Priority.needs.through.objects
Said = tuple[str, str]
"""An outcome, and how it is told or measured."""


@dataclass
class NeedRow:
    """A need."""

    pk: int
    title: str
    cycle: str
    carried: bool


@dataclass
class PriorityRow:
    """A priority with its plan, its money and what it is to bring."""

    pk: int
    number: int
    title: str
    plan: int
    plan_title: str
    budget: Decimal
    contracted: Decimal
    outcomes: list[Said] = field(default_factory=list)


@dataclass
class ContractRow:
    """A contract with its provider, its value and its outcomes."""

    pk: int
    title: str
    provider: str
    value: Decimal
    state: State
    priority: int | None
    excepted: bool
    outcomes: list[Said] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)


@dataclass
class Strands:
    """The rows of a part of the thread, and how they hang together."""

    needs: dict[int, NeedRow] = field(default_factory=dict)
    priorities: dict[int, PriorityRow] = field(default_factory=dict)
    contracts: dict[int, ContractRow] = field(default_factory=dict)
    taken_up: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Priorities by need."""
    comes_from: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Needs by priority."""
    served_by: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Contracts by priority."""


def rows_of_needs(rows: Any) -> dict[int, NeedRow]:
    """Needs by their key, in the order of the list."""
    found = rows.values_list("pk", "title", "cycle__title", "carried_on")
    return {pk: NeedRow(pk, title, cycle, carried is not None) for pk, title, cycle, carried in found}


def rows_of_contracts(scope: Scope, rows: Any) -> dict[int, ContractRow]:
    """Contracts by their key, in the order of the list, as they stand on the day."""
    names = ("pk", "title", "provider__name", "value", "stands", "priority", "exception_approved_on")
    found = rows.annotate(stands=state_on(scope.on)).values_list(*names)
    return {
        pk: ContractRow(pk, title, provider, pounds(value), State(stands), priority, approved is not None)
        for pk, title, provider, value, stands, priority, approved in found
    }


def forwards(scope: Scope, most: int | None) -> Strands:
    """From needs on: the first of them with all that hangs on it. Eight statements."""
    found = Strands(needs=rows_of_needs(scope.needs()[:most]))
    asked = Q() if most is None else Q(Q(needs__among=found.needs.keys()) | Q(needs=None))
    fill_priorities(scope, found, scope.priorities().filter(asked).distinct() if most else scope.priorities())
    rows = scope.contracts().exclude(priority=None)
    found.contracts = rows_of_contracts(scope, rows if most is None else rows.filter(among(found.priorities)))
    finish(scope, found)
    return found


def backwards(scope: Scope, most: int | None) -> Strands:
    """From contracts on: the first of them, the priority that each serves, and the needs that it comes from."""
    found = Strands(contracts=rows_of_contracts(scope, scope.contracts()[:most]))
    keys = {each.priority for each in found.contracts.values() if each.priority is not None}
    fill_priorities(scope, found, scope.priorities().filter(pk__among=keys))
    cited = CITED.filter(priority__among=found.priorities.keys()).values("need") if found.priorities else ()
    found.needs = rows_of_needs(scope.needs().filter(pk__in=cited)) if cited else {}
    finish(scope, found)
    return found


def among(rows: Collection[int]) -> Q:
    """Contracts of these priorities."""
    return Q(priority__among=list(rows)) if rows else Q(pk=None)


def fill_priorities(scope: Scope, found: Strands, rows: Any) -> None:
    """The priorities with their money and outcomes, each as this person reads it."""
    names = ("pk", "number", "title", "plan", "plan__title", "budget", "contracted")
    for row in with_money(rows, scope.on, scope.year).values_list(*names):
        found.priorities[row[0]] = PriorityRow(*row[:5], pounds(row[5]), pounds(row[6]))
    hidden = hidden_plans(scope)
    open_to_me = [key for key, each in found.priorities.items() if each.plan not in hidden]
    outcomes = PriorityOutcome.objects.filter(priority__among=open_to_me).order_by("pk")
    for key, what, title, words, aim in outcomes.values_list(
        "priority", "what", F("measure__title"), "measured_by", "aim"
    ):
        told = ": ".join(filter(None, (title or words, aim)))
        found.priorities[key].outcomes.append((what, told))
    for key, each in list(found.priorities.items()):
        if each.plan in hidden:
            as_endorsed(found, key, hidden[each.plan].get(key), scope.year)
    link(found, hidden)


def as_endorsed(found: Strands, key: int, told: Any, year: int | None) -> None:
    """Let a priority say what it said when it was endorsed; one that no endorsed version held is left out."""
    if told is None:
        del found.priorities[key]
        return
    row = found.priorities[key]
    row.number, row.title, row.budget = told["number"], told["title"], budget_of(told, year)
    row.outcomes = [(each["what"], each["measured"]) for each in told["outcomes"]]


def link(found: Strands, hidden: dict[int, Any]) -> None:
    """Which priority comes from which need."""
    pairs = set()
    if found.priorities:
        rows = CITED.filter(priority__among=found.priorities.keys()).order_by("need", "priority")
        for need, priority in rows.values_list("need", "priority"):
            if found.priorities[priority].plan not in hidden:
                pairs.add((need, priority))
    for then in hidden.values():
        pairs |= {(need["id"], key) for key, told in then.items() if key in found.priorities for need in told["needs"]}
    for need, priority in sorted(pairs):
        found.taken_up[need].append(priority)
        found.comes_from[priority].append(need)


def finish(scope: Scope, found: Strands) -> None:
    """What the contracts are to bring and what was measured of it, and which serve which priority."""
    for key, each in found.contracts.items():
        if each.priority in found.priorities:
            found.served_by[each.priority].append(key)
    rows = ContractOutcome.objects.filter(contract__among=found.contracts.keys()).order_by("pk")
    for key, title, told in rows.values_list("contract", "title", "measure"):
        found.contracts[key].outcomes.append((title, told))
    for key, lines in of_contracts(scope.actor, found.contracts.keys(), scope.on).items():
        found.contracts[key].measured = lines
