"""What a priority has in its plan's budget, and what contracts come to that serve it, in the years of that budget."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Round

from commissioning.contracts.models import Contract, ContractYear
from commissioning.priorities.models import PriorityBudget

POUNDS: Any = DecimalField(max_digits=16, decimal_places=2)
PENCE = Decimal("0.01")
SERVED = Exists(Contract.objects.filter(priority=OuterRef("pk"), voided_on=None, activated_on__isnull=False))
"""Whether a contract that was made active serves a priority."""


def total(rows: QuerySet[Any, Any], group: str, field: str) -> Coalesce:
    """The sum of a field over the rows of each priority; nought where there is none."""
    summed = rows.order_by().values(group).annotate(summed=Sum(field)).values("summed")
    return Coalesce(Subquery(summed, output_field=POUNDS), Value(Decimal(0), output_field=POUNDS))


def with_money(priorities: QuerySet[Any, Any], on: datetime.date, year: int | None) -> QuerySet[Any, Any]:
    """Priorities with `budget` and `contracted`: of one financial year, or of all years of the budget.

    A contract counts once it was made active, unless it is void. Of one whose value was never spread over years, the
    whole counts, and nothing in a single year.
    """
    budgets = PriorityBudget.objects.filter(priority=OuterRef("pk"))
    paid = ContractYear.objects.filter(
        contract__priority=OuterRef("pk"), contract__voided_on=None, contract__activated_on__lte=on
    )
    if year is not None:
        return priorities.annotate(
            budget=total(budgets.filter(year=year), "priority", "amount"),
            contracted=total(paid.filter(year=year), "contract__priority", "amount"),
        )
    in_budget = PriorityBudget.objects.filter(priority=OuterRef("contract__priority"), year=OuterRef("year"))
    unspread = Contract.objects.filter(
        ~Exists(ContractYear.objects.filter(contract=OuterRef("pk"))),
        priority=OuterRef("pk"), voided_on=None, activated_on__lte=on,
    )  # fmt: skip
    return priorities.annotate(
        budget=total(budgets, "priority", "amount"),
        contracted=total(paid.filter(Exists(in_budget)), "contract__priority", "amount")
        + total(unspread, "priority", "value"),
    )


def short(priorities: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Those for which less is contracted than the budget holds, or nothing at all; the greatest gap first."""
    gap = Round(F("budget") - F("contracted"), 2, output_field=POUNDS)
    rows = priorities.annotate(gap=gap, served=SERVED)
    return rows.filter(Q(gap__gt=0) | Q(served=False)).order_by("-gap", "pk")


def pounds(amount: Any) -> Decimal:
    """An amount as the database gave it, to the penny: SQLite adds up with long tails."""
    return Decimal(amount).quantize(PENCE)
