"""Priorities as a page, a program and an endorsed version tell them: plain values that can be kept as they stood."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from commissioning.plans.models import CommissioningPlan, PlanVersion, Priority
from commissioning.plans.years import year_words
from core.acts import Actor
from core.belonging import put, related
from core.pages import words
from core.prepared import prepared

Told = dict[str, Any]


def told(priority: Priority) -> Told:
    """One priority with its needs, outcomes and money. Loaded by `Priority.objects.with_what_they_say()`."""
    return brings(priority) | {"needs": [{"id": each.pk, "title": each.title} for each in priority.needs.all()]}


def brings(priority: Priority) -> Told:
    """One priority with its outcomes and money, which are loaded."""
    budget = [
        {"partner": row.partner.name, "year": row.year, "amount": str(row.amount)} for row in priority.budgets.all()
    ]
    return {
        "id": priority.pk,
        "number": priority.number,
        "title": priority.title,
        "demand": priority.demand,
        "outcomes": [{"what": each.what, "measured": each.measured} for each in priority.outcomes.all()],
        "budget": budget,
        "total": str(sum((Decimal(row["amount"]) for row in budget), Decimal(0))),
    }


def told_of(plan: CommissioningPlan) -> list[Told]:
    """Its priorities as they are now, those that were dropped left out. Four queries."""
    rows: Any = Priority.objects.filter(plan=plan, dropped_on=None)
    return [told(each) for each in rows.with_what_they_say().order_by("number")]


def along(relation: str, joined: str) -> Callable[..., list[Any]]:
    """What belongs to the priorities of a plan, with the record that each names."""
    return prepared(lambda plan: related(Priority, relation).filter(priority__plan=plan).select_related(joined))


_priorities = prepared(lambda plan: Priority.objects.filter(plan=plan, dropped_on=None).order_by("number"))
_brought = {"outcomes": along("outcomes", "measure"), "budgets": along("budgets", "partner")}


def with_what_they_bring(plan: CommissioningPlan) -> list[Priority]:
    """Its priorities that were not dropped, with their outcomes and money. Three queries."""
    found = _priorities(plan.pk)
    for relation, read in _brought.items():
        rows: dict[int, list[Any]] = defaultdict(list)
        for each in read(plan.pk):
            rows[each.priority_id].append(each)
        for priority in found:
            put(priority, relation, rows[priority.pk])
    return found


def told_to(plan: CommissioningPlan, reads_drafts: bool) -> list[Told]:
    """What its priorities bring, as somebody may read them: who reads no drafts is told those of the version that was
    endorsed. Three queries."""
    endorsed = plan.endorsed_version
    if reads_drafts or endorsed is None or plan.working is None:
        return [brings(each) for each in with_what_they_bring(plan)]
    return list(endorsed.priorities_then)


def as_endorsed(priority: Priority) -> Told | None:
    """A priority as it was endorsed, for who does not read what is worked on; nothing where no version held it."""
    then = priority.plan.endorsed_version
    return next((each for each in then.priorities_then if each["id"] == priority.pk), None) if then else None


def as_others_read(actor: Actor) -> dict[int, Told]:
    """The priorities of plans whose next version the person does not read, as they were endorsed. One query."""
    drafts = PlanVersion.objects.filter(endorsed_on=None, returned_on=None)
    closed = drafts.exclude(pk__in=drafts.filter(actor.q("commissioning.view_plan_version")).values("pk"))
    counting = PlanVersion.objects.filter(plan__in=closed.values("plan"), endorsed_on__isnull=False)
    rows = counting.order_by("number").values_list("plan_id", "priorities_then")
    return {each["id"]: each for then in dict(rows).values() for each in then}


def money_by_partner(priorities: list[Told], years: list[int]) -> tuple[list[Told], list[list[str]]]:
    """What each partner pays in each year for all priorities together: columns and rows of a table, with sums."""
    sums: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for each in priorities:
        for row in each["budget"]:
            sums[row["partner"]][row["year"]] += Decimal(row["amount"])
    if not sums:
        return [], []
    columns = [{"title": "Partner"}, *[{"title": year_words(year), "number": True} for year in years]]
    rows = [line(partner, by_year, years) for partner, by_year in sorted(sums.items())]
    together = {year: sum((by_year[year] for by_year in sums.values()), Decimal(0)) for year in years}
    return [*columns, {"title": "Together", "number": True}], [*rows, line("Together", together, years)]


def line(name: str, by_year: dict[int, Decimal], years: list[int]) -> list[str]:
    """One row: a name, each year, and the sum."""
    amounts = [by_year.get(year, Decimal(0)) for year in years]
    return [name, *[words.money(each) for each in amounts], words.money(sum(amounts, Decimal(0)))]


def paragraphs(version: PlanVersion) -> list[str]:
    """The paragraphs of its text."""
    return [each.strip() for each in version.text.split("\n\n") if each.strip()]
