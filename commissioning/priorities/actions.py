"""What partners do with the priorities of a plan."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from commissioning.needs.models import Need
from commissioning.plans.actions import moved_on
from commissioning.plans.models import CommissioningPlan, Priority
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from commissioning.priorities.rules import TO_ADD, TO_CHANGE, refuse_needs_of_another, refuse_wrong_budget
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new

ADD, EDIT = "commissioning.edit_plan", "commissioning.edit_priority"
ENTRY = ("title", "demand")
OUTCOME = ("what", "measure", "measured_by", "aim")
OUT_OF_THE_WAY = 1_000_000
"""Where numbers stand while others take their places: no plan has as many priorities."""


@transaction.atomic
def add_priority(*, by: Actor, plan: CommissioningPlan, title: str, needs: list[Need], demand: str = "") -> Priority:
    """Add a priority to a plan that is worked on, as its last: what it is, and from which needs it comes."""
    plan = locked(CommissioningPlan, plan.pk)
    authorise(by, ADD, plan)
    check(TO_ADD, plan)
    needs = held_needs(needs)
    refuse_needs_of_another(plan, needs)
    number = (plan.priorities.aggregate(last=Max("number"))["last"] or 0) + 1
    priority = Priority(plan=plan, number=number, title=title, demand=demand, added_in=plan.written)
    save_new(by, "added", priority, plan=plan.title, title=title, needs=[each.title for each in needs])
    priority.needs.set(needs)
    record(by, "priority added", plan, priority=title)
    return priority


@transaction.atomic
def edit_priority(*, by: Actor, priority: Priority, version: int | None, **details: Any) -> Priority:
    """Change what it is, what is asked for, and from which needs it comes."""
    priority = held(by, priority, version)
    save_changes(by, "changed", priority, {name: details[name] for name in ENTRY if name in details})
    if "needs" in details:
        needs = held_needs(details["needs"])
        refuse_needs_of_another(priority.plan, needs)
        before = set(priority.needs.values_list("pk", flat=True))
        if before != {each.pk for each in needs}:
            priority.needs.set(needs)
            record(by, "needs chosen", priority, needs=[each.title for each in needs])
    return priority


@transaction.atomic
def move_priority(*, by: Actor, priority: Priority, place: int) -> Priority:
    """Give it another place among the priorities of its plan; the others move up or down."""
    priority = held(by, priority)
    rows = list(priority.plan.priorities.order_by("number").values_list("pk", flat=True))
    if not 1 <= place <= len(rows):
        raise Refused({"place": f"Enter a place from 1 to {len(rows)}."})
    rows.remove(priority.pk)
    rows.insert(place - 1, priority.pk)
    priority.plan.priorities.update(number=F("number") + OUT_OF_THE_WAY)
    for number, pk in enumerate(rows, start=1):
        Priority.objects.filter(pk=pk).update(number=number)
    record(by, "moved", priority, place=place)
    return locked(Priority, priority.pk)


@transaction.atomic
def drop_priority(*, by: Actor, priority: Priority, reason: str) -> Priority:
    """Say that it is none any longer in the version that is worked on. Where one was endorsed with it, contracts may
    serve it until this one is endorsed, too."""
    priority = held(by, priority)
    gone = {"dropped_on": clock.today(), "dropped_in": priority.plan.written, "drop_reason": reason.strip()}
    save_changes(by, "dropped", priority, gone)
    return priority


@transaction.atomic
def add_outcome(*, by: Actor, priority: Priority, **details: Any) -> Priority:
    """Say what it is to bring, and how that is measured."""
    priority = held(by, priority)
    outcome = PriorityOutcome(priority=priority, **{name: details[name] for name in OUTCOME if name in details})
    save_new(by, "added", outcome, priority=priority.title, outcome=outcome.what)
    record(by, "outcome added", priority, outcome=outcome.what)
    moved_on(priority)
    return priority


@transaction.atomic
def edit_outcome(*, by: Actor, outcome: PriorityOutcome, version: int | None = None, **details: Any) -> Priority:
    """Change an outcome, or how it is measured. `version` is that of its priority."""
    priority = held(by, outcome.priority, version)
    outcome = locked(PriorityOutcome, outcome.pk)
    if save_changes(by, "changed", outcome, {name: details[name] for name in OUTCOME if name in details}):
        record(by, "outcome changed", priority, outcome=outcome.what)
        moved_on(priority)
    return priority


@transaction.atomic
def drop_outcome(*, by: Actor, outcome: PriorityOutcome) -> Priority:
    """Take an outcome out of the version that is worked on. What was endorsed keeps it."""
    priority = held(by, outcome.priority)
    outcome = locked(PriorityOutcome, outcome.pk)
    record(by, "outcome taken out", priority, outcome=outcome.what)
    outcome.delete()
    moved_on(priority)
    return priority


@transaction.atomic
def set_budget(
    *, by: Actor, priority: Priority, budget: list[tuple[Any, int, Decimal]], version: int | None = None
) -> Priority:
    """Say what each partner pays for it in each financial year: (partner, year, amount), in place of what was said."""
    priority = held(by, priority, version)
    rows = [(partner, year, amount) for partner, year, amount in budget if amount]
    refuse_wrong_budget(priority.plan, [(partner.pk, year) for partner, year, _ in rows])
    made = [PriorityBudget(priority=priority, partner=who, year=year, amount=amount) for who, year, amount in rows]
    before = sum((each.amount for each in priority.budgets.all()), Decimal(0))
    priority.budgets.all().delete()
    for each in made:
        each.validate_constraints()
    PriorityBudget.objects.bulk_create(made)
    total = sum((each.amount for each in made), Decimal(0))
    record(by, "money entered", priority, before=words.money(before), total=words.money(total))
    moved_on(priority)
    return priority


def held_needs(needs: Iterable[Need]) -> list[Need]:
    """The needs, held, as they are now: one that somebody withdraws in this moment is not cited."""
    rows = Need.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in needs])
    return list(rows.order_by("pk"))


def held(by: Actor, priority: Priority, version: int | None = None) -> Priority:
    """The priority, locked after its plan, for somebody who may change it while its plan is worked on."""
    plan = locked(CommissioningPlan, priority.plan_id)
    priority = locked(Priority, priority.pk, version=version)
    priority.plan = plan
    authorise(by, EDIT, priority)
    check(TO_CHANGE, priority)
    check(TO_ADD, plan)
    return priority
