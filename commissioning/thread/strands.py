"""Needs, priorities and contracts of a part of the thread, loaded as plain rows by a constant number of statements."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value

from commissioning.contracts.kinds import State, state_on
from commissioning.contracts.measured import Measured, of_contracts
from commissioning.contracts.models import ContractOutcome
from commissioning.plans.models import Priority
from commissioning.priorities.models import PriorityOutcome
from commissioning.thread.endorsed import Told, budget_of, hidden_plans, hidden_versions
from commissioning.thread.money import SERVED, pounds, with_money
from commissioning.thread.scope import CITED, Scope

Said = tuple[str, str]
"""An outcome, and how it is told or measured."""


@dataclass
class NeedRow:
    """A need, whether it went on to the next cycle, and whether anything takes it up, shown here or not."""

    pk: int
    title: str
    cycle: str
    client_group: str
    area: str
    carried: bool
    taken: bool


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
    served: bool
    """Whether a contract that was made active serves it."""
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
    hidden: dict[int, dict[int, Told]] = field(default_factory=dict)
    """By plan whose next version is not open to the person, its priorities as they were endorsed."""
    has_all_needs: bool = False
    """Whether no need of what is asked for is missing."""
    has_all_priorities: bool = False
    """Whether no priority of what is asked for is missing."""


def needs_of(scope: Scope) -> Any:
    """Needs as columns, in the order of the list."""
    seen = Priority.objects.visible_to(scope.actor).counting().filter(plan__withdrawn_on=None)  # type: ignore[attr-defined]
    taken = Exists(CITED.filter(need=OuterRef("pk"), priority__in=seen.values("pk")))
    rows = scope.needs().annotate(taken=taken)
    return rows.values_list("pk", "title", "cycle__title", "client_group__title", "area__name", "carried_on", "taken")


def needs_by_key(rows: list[Any]) -> dict[int, NeedRow]:
    """The needs of such columns."""
    return {row[0]: NeedRow(*row[:5], row[5] is not None, bool(row[6])) for row in rows}


def contracts_of(scope: Scope) -> Any:
    """Contracts as columns, in the order of the list, as they stand on the day."""
    names = ("pk", "title", "provider__name", "value", "stands", "priority", "exception_approved_on")
    return scope.contracts().annotate(stands=state_on(scope.on)).values_list(*names)


def contracts_by_key(rows: list[Any]) -> dict[int, ContractRow]:
    """The contracts of such columns."""
    return {
        pk: ContractRow(pk, title, provider, pounds(value), State(stands), priority, approved is not None)
        for pk, title, provider, value, stands, priority, approved in rows
    }


def priorities_of(scope: Scope) -> Any:
    """Priorities with their plan and their money as columns, in the order of the list; and whether the next version of
    the plan is hidden from the person."""
    names = ("pk", "number", "title", "plan", "plan__title", "budget", "contracted", "served", "hides")
    rows = with_money(scope.priorities(), scope.on, scope.year)
    hides = Exists(hidden_versions(scope).filter(plan=OuterRef("plan")))
    return rows.annotate(served=SERVED, hides=hides).values_list(*names)


def forwards(scope: Scope, most: int | None) -> Strands:
    """From needs on: the first of them with all that hangs on it. A statement for each kind of row."""
    found = Strands(needs=needs_by_key(scope.read("needs", needs_of, most)))
    found.has_all_needs = most is None or len(found.needs) < most
    fill_priorities(scope, found, most, "taking up", taking_up, found.needs.keys())
    if most is None:
        rows = scope.read("serving", lambda scope: contracts_of(scope).exclude(priority=None))
    else:
        rows = scope.read("serving these", serving, among=[found.priorities.keys()])
    found.contracts = contracts_by_key(rows)
    finish(scope, found)
    return found


def taking_up(scope: Scope, needs: Any) -> Any:
    """Priorities that come from one of the needs, or from none."""
    return priorities_of(scope).filter(Q(needs__among=needs) | Q(needs=None)).distinct()


def serving(scope: Scope, priorities: Any) -> Any:
    """Contracts that serve one of the priorities."""
    return contracts_of(scope).filter(priority__among=priorities)


def backwards(scope: Scope, most: int | None) -> Strands:
    """From contracts on: the first of them, the priority that each serves, and the needs that it comes from. From a
    record, which has few needs and priorities, all of these are read at once."""
    found = Strands(contracts=contracts_by_key(scope.read("contracts", contracts_of, most)))
    served = {each.priority for each in found.contracts.values() if each.priority is not None}
    fill_priorities(scope, found, most, "served", served_ones, served)
    if scope.kind and most is not None:
        found.needs = needs_by_key(scope.read("needs", needs_of, most))
        found.has_all_needs = len(found.needs) < most
    if not found.has_all_needs:
        found.needs = needs_by_key(scope.read("needs of these", needs_behind, among=[found.priorities.keys()]))
    finish(scope, found)
    return found


def served_ones(scope: Scope, keys: Any) -> Any:
    """Those of the priorities that are asked for."""
    return priorities_of(scope).filter(pk__among=keys)


def needs_behind(scope: Scope, priorities: Any) -> Any:
    """Needs from which one of the priorities comes."""
    return needs_of(scope).filter(pk__in=CITED.filter(priority__among=priorities).values("need"))


def fill_priorities(
    scope: Scope, found: Strands, most: int | None, what: str, some: Callable[..., Any], keys: Collection[int]
) -> None:
    """The priorities with their money, each as this person reads it, and which comes from which need: `some` of them by
    these keys, or all, where all are asked for or a record has few."""
    found.has_all_priorities = most is None or bool(scope.kind)
    if found.has_all_priorities:
        rows = scope.read("priorities", priorities_of)
    else:
        rows = scope.read(what, some, among=[keys])
    found.priorities = {row[0]: PriorityRow(*row[:5], pounds(row[5]), pounds(row[6]), bool(row[7])) for row in rows}
    found.hidden = hidden_plans(scope) if any(row[8] for row in rows) else {}
    for key, each in list(found.priorities.items()):
        if each.plan in found.hidden:
            as_endorsed(found, key, found.hidden[each.plan].get(key), scope.year)
    link(scope, found)


def as_endorsed(found: Strands, key: int, told: Any, year: int | None) -> None:
    """Let a priority say what it said when it was endorsed; one that no endorsed version held is left out."""
    if told is None:
        del found.priorities[key]
        return
    row = found.priorities[key]
    row.number, row.title, row.budget = told["number"], told["title"], budget_of(told, year)
    row.outcomes = [(each["what"], each["measured"]) for each in told["outcomes"]]


def link(scope: Scope, found: Strands) -> None:
    """Which priority comes from which need."""
    cited = scope.read("cited", lambda _, keys: CITED.filter(priority__among=keys).values_list("need", "priority"),
                       among=[found.priorities.keys()])  # fmt: skip
    pairs = {(need, key) for need, key in cited if found.priorities[key].plan not in found.hidden}
    for then in found.hidden.values():
        pairs |= {(need["id"], key) for key, told in then.items() if key in found.priorities for need in told["needs"]}
    for need, priority in sorted(pairs):
        found.taken_up[need].append(priority)
        found.comes_from[priority].append(need)


PRIORITY, CONTRACT = 0, 1


def outcomes_of(_: Scope, priorities: Any, contracts: Any) -> Any:
    """Outcomes of either as columns: whose, what, the measure, its words, and what is aimed at."""
    theirs = PriorityOutcome.objects.filter(priority__among=priorities).order_by()
    ours = ContractOutcome.objects.filter(contract__among=contracts).order_by()
    nothing = Value("")
    return theirs.values_list(Value(PRIORITY), "priority", "pk", "what", "measure__title", "measured_by", "aim").union(
        ours.values_list(Value(CONTRACT), "contract", "pk", "title", "measure", nothing, nothing), all=True
    )


def finish(scope: Scope, found: Strands) -> None:
    """What priorities and contracts are to bring and what was measured of it, and which serve which priority."""
    for key, each in found.contracts.items():
        if each.priority in found.priorities:
            found.served_by[each.priority].append(key)
    as_now = [key for key, each in found.priorities.items() if each.plan not in found.hidden]
    for kind, key, _, what, title, words, aim in sorted(
        scope.read("outcomes", outcomes_of, among=[as_now, found.contracts.keys()]), key=itemgetter(2)
    ):
        row = found.contracts[key] if kind == CONTRACT else found.priorities[key]
        row.outcomes.append((what, ": ".join(filter(None, (title or words, aim)))))
    for key, lines in of_contracts(scope.actor, found.contracts.keys(), scope.on).items():
        found.contracts[key].measured = lines
