"""Where the thread is broken: contracts that serve nothing, priorities without the money, needs nobody took up."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from commissioning.plans.models import Priority
from commissioning.thread.endorsed import budget_of, hidden_plans
from commissioning.thread.money import pounds, short, with_money
from commissioning.thread.scope import CITED, Scope


class Orphan(NamedTuple):
    """A contract that serves no priority."""

    pk: int
    title: str
    commissioner: str
    provider: str
    value: Decimal


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


class Untaken(NamedTuple):
    """A need that no priority takes up."""

    pk: int
    title: str
    cycle: str
    client_group: str
    area: str


def orphans(scope: Scope, most: int | None = None) -> list[Orphan]:
    """Contracts that run and serve nothing. One statement."""
    rows = scope.orphans()[:most].values_list("pk", "title", "commissioner__name", "provider__name", "value")
    return [Orphan(*row[:4], pounds(row[4])) for row in rows]


def unfunded(scope: Scope, most: int | None = None) -> list[Unfunded]:
    """Priorities for which money is still to be contracted, the greatest gap first. Two statements."""
    hidden = hidden_plans(scope)
    names = ("pk", "title", "plan__title", "budget", "contracted", "served")
    rows = short(with_money(scope.priorities().exclude(plan__in=hidden), scope.on, scope.year))
    found = [Unfunded(*row[:3], pounds(row[3]), pounds(row[4]), row[5]) for row in rows[:most].values_list(*names)]
    return sorted([*found, *of_hidden(scope, hidden)], key=lambda each: (-each.gap, each.pk))[:most]


def of_hidden(scope: Scope, hidden: dict[int, Any]) -> list[Unfunded]:
    """Those of plans whose next version is not open to the person, by what was endorsed."""
    if not hidden:
        return []
    rows: Any = with_money(scope.priorities().filter(plan__in=hidden), scope.on, scope.year)
    served = Exists(Priority.objects.filter(pk=OuterRef("pk"), contracts__activated_on__lte=scope.on,
                                            contracts__voided_on=None))  # fmt: skip
    found = []
    for pk, plan, title, contracted, does in rows.annotate(served=served).values_list(
        "pk", "plan", "plan__title", "contracted", "served"
    ):
        told = hidden[plan].get(pk)
        if told is not None:
            found.append(Unfunded(pk, told["title"], title, budget_of(told, scope.year), pounds(contracted), does))
    return [each for each in found if each.gap or not each.served]


def untaken(scope: Scope, most: int | None = None) -> list[Untaken]:
    """Needs that no priority takes up, which did not go on to the next cycle either. One statement."""
    seen = Priority.objects.visible_to(scope.actor).counting()  # type: ignore[attr-defined]
    cited = CITED.filter(need=OuterRef("pk"), priority__in=seen.filter(plan__withdrawn_on=None).values("pk"))
    rows = scope.needs().filter(~Exists(cited), carried_on=None)
    names = ("pk", "title", "cycle__title", "client_group__title", "area__name")
    return [Untaken(*row) for row in rows[:most].values_list(*names)]
