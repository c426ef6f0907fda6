"""Where the thread is broken: contracts that serve nothing, priorities without the money, needs nobody took up."""

from decimal import Decimal
from typing import Any, NamedTuple

from commissioning.thread.endorsed import budget_of
from commissioning.thread.money import SERVED, pounds, short, with_money
from commissioning.thread.scope import Scope
from commissioning.thread.strands import NeedRow, Strands, needs_by_key, needs_of


class Orphan(NamedTuple):
    """A contract that serves no priority, or one that was dropped since."""

    pk: int
    title: str
    commissioner: str
    provider: str
    value: Decimal
    dropped: str
    """The priority that was dropped."""


class Unfunded(NamedTuple):
    """A priority for which less is contracted than its budget holds."""

    pk: int
    title: str
    plan: str
    budget: Decimal
    contracted: Decimal
    served: bool

    @property
    def gap(self) -> Decimal:
        """What is still to be contracted."""
        return max(self.budget - self.contracted, Decimal(0))


def orphans(scope: Scope, most: int | None = None) -> list[Orphan]:
    """Contracts that run and serve nothing. One statement."""
    names = ("pk", "title", "commissioner__name", "provider__name", "value", "priority__title")
    rows = scope.read("orphans", lambda scope: scope.orphans().values_list(*names), most)
    return [Orphan(*row[:4], pounds(row[4]), row[5] or "") for row in rows]


def unfunded(scope: Scope, strands: Strands, most: int | None = None) -> list[Unfunded]:
    """Priorities for which money is still to be contracted, the greatest gap first. One statement, and one more for
    plans whose next version is hidden from the person, unless all priorities of what is asked for are there."""
    if strands.has_all_priorities:
        rows = strands.priorities.values()
        told = [Unfunded(row.pk, row.title, row.plan_title, row.budget, row.contracted, row.served) for row in rows]
        found = [each for each in told if each.gap or not each.served]
    else:
        found = [*of_open(scope, strands.hidden, most), *of_hidden(scope, strands.hidden)]
    return sorted(found, key=lambda each: (-each.gap, each.pk))[:most]


def of_open(scope: Scope, hidden: dict[int, Any], most: int | None) -> list[Unfunded]:
    """Those of plans of which nothing is hidden, as they stand now."""
    if hidden:
        rows = list(short_ones(scope).exclude(plan__among=hidden.keys())[:most])
    else:
        rows = scope.read("short of money", short_ones, most)
    return [Unfunded(*row[:3], pounds(row[3]), pounds(row[4]), bool(row[5])) for row in rows]


def short_ones(scope: Scope) -> Any:
    """Priorities without the money as columns, as they stand now."""
    names = ("pk", "title", "plan__title", "budget", "contracted", "served")
    return short(with_money(scope.priorities(), scope.on, scope.year)).values_list(*names)


def of_hidden(scope: Scope, hidden: dict[int, Any]) -> list[Unfunded]:
    """Those of plans whose next version is not open to the person, by what was endorsed."""
    if not hidden:
        return []
    rows: Any = with_money(scope.priorities().filter(plan__in=hidden), scope.on, scope.year)
    found = []
    for pk, plan, title, contracted, does in rows.annotate(served=SERVED).values_list(
        "pk", "plan", "plan__title", "contracted", "served"
    ):
        told = hidden[plan].get(pk)
        if told is not None:
            found.append(Unfunded(pk, told["title"], title, budget_of(told, scope.year), pounds(contracted), does))
    return [each for each in found if each.gap or not each.served]


def untaken(scope: Scope, strands: Strands, most: int | None = None) -> list[NeedRow]:
    """Needs that no priority takes up, which did not go on to the next cycle either. One statement, unless all needs
    of what is asked for are among the strands."""
    if strands.has_all_needs:
        return [each for each in strands.needs.values() if not each.taken and not each.carried][:most]
    rows = scope.read("untaken", lambda scope: needs_of(scope).filter(taken=False, carried_on=None), most)
    return list(needs_by_key(rows).values())
