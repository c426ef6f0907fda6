"""What a plan waits for of its priorities before it goes to its boards, and what the stage Plan waits for of them."""

import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse

from commissioning.cycles import checklist
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.plans.models import Priority
from commissioning.plans.reading import plans_of
from commissioning.plans.rules import add_to_submit
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from commissioning.priorities.rules import TO_SUBMIT
from core.gates import Obstacle, gate
from core.prepared import prepared

ACTION_PLAN = "the Herefordshire action plan, 2005, stage 2"


def where_to_go(stage: Stage, on: datetime.date) -> str:
    """The page of the cycle's plan that is worked on or counts, or where one is begun."""
    plan = next((each for each in plans_of(stage.cycle, on) if each.withdrawn_on is None), None)
    return plan.get_absolute_url() if plan else reverse("plan_begin", args=[stage.cycle_id])


class Said(NamedTuple):
    """What a priority says: whether it has an outcome, and whether it has money."""

    outcome: bool
    money: bool


_said = prepared(
    lambda cycle: (
        Priority.objects.filter(plan__cycle=cycle, plan__withdrawn_on=None, dropped_on=None)
        .order_by("pk")
        .values_list(
            Exists(PriorityOutcome.objects.filter(priority=OuterRef("pk"))),
            Exists(PriorityBudget.objects.filter(priority=OuterRef("pk"))),
        )
    )
)


def said_by_priorities(cycle: CommissioningCycle) -> list[Said]:
    """What each priority of the plans of a cycle says. Read once for a page. One query."""
    return IN_CYCLE.once(cycle, "priorities", lambda: [Said(*each) for each in _said(cycle.pk)])


@gate("Its priorities say their outcomes", source=ACTION_PLAN)
def priorities_say_their_outcomes(stage: Stage, on: datetime.date) -> Obstacle | None:
    """The plan is about what is different for people."""
    found = said_by_priorities(stage.cycle)
    if found and all(each.outcome for each in found):
        return None
    told = (
        "Say for every priority of the plan what it is to bring." if found else "Begin a plan, and add its priorities."
    )
    return Obstacle(told, where=where_to_go(stage, on))


@gate("Spending priorities are set", source=ACTION_PLAN)
def spending_priorities_are_set(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Each priority has money of a partner, in a year."""
    found = said_by_priorities(stage.cycle)
    if found and all(each.money for each in found):
        return None
    told = "Say which partner pays what for every priority." if found else "Begin a plan, and add its priorities."
    return Obstacle(told, where=where_to_go(stage, on))


add_to_submit(*TO_SUBMIT)
checklist.add(StageKind.PLAN, 10, priorities_say_their_outcomes)
checklist.add(StageKind.PLAN, 30, spending_priorities_are_set)
