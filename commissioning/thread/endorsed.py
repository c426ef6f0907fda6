"""Priorities as somebody reads them who does not read drafts: those of the version that was endorsed."""

from decimal import Decimal
from typing import Any

from commissioning.plans.models import PlanVersion
from commissioning.thread.scope import Scope

Told = dict[str, Any]


def hidden_plans(scope: Scope) -> dict[int, dict[int, Told]]:
    """By plan whose next version is hidden from the person, its priorities as they were endorsed. One statement."""
    return {plan: {each["id"]: each for each in then} for plan, then in scope.read("hidden plans", endorsed_of_hidden)}


def endorsed_of_hidden(scope: Scope) -> Any:
    """Plans, each with the priorities of its versions that were endorsed, the latest last."""
    asked = scope.priorities().order_by().values("plan")
    rows = PlanVersion.objects.filter(endorsed_on__isnull=False, plan__in=hidden_versions(scope).values("plan"))
    return rows.filter(plan__in=asked).order_by("plan", "number").values_list("plan", "priorities_then")


def hidden_versions(scope: Scope) -> Any:
    """Versions that are worked on and that the person does not read."""
    seen = PlanVersion.objects.visible_to(scope.actor)  # type: ignore[attr-defined]
    return PlanVersion.objects.filter(endorsed_on=None, returned_on=None).exclude(pk__in=seen.values("pk"))


def budget_of(told: Told, year: int | None) -> Decimal:
    """What it had in the budget, of all years or of one."""
    rows = (each for each in told["budget"] if year is None or each["year"] == year)
    return sum((Decimal(each["amount"]) for each in rows), Decimal(0))
