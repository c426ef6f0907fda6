"""When a priority is changed, and when the priorities of a plan are ready for its boards.

Sources: Herefordshire report and action plan (2005), section 2: financial and service planning are linked; section 3:
plans rest on needs, and drive contracts.
"""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from commissioning.plans.models import CommissioningPlan, Priority
from commissioning.plans.reading import IN_PLAN
from commissioning.plans.rules import it_has_not_expired, it_is_not_submitted, it_was_not_withdrawn
from commissioning.plans.years import year_words
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from core.prepared import prepared

if TYPE_CHECKING:
    from commissioning.needs.models import Need

FRAMEWORK = "the Herefordshire report, 2005, sections 2 and 3"


@gate("What was endorsed is left as it was")
def it_is_not_of_an_endorsed_version(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """Priorities of an endorsed plan change with its next version only."""
    if plan.working is not None or plan.endorsed_version is None:
        return None
    return Obstacle(
        "The plan was endorsed with its priorities as they are. Begin its next version to change them.",
        where=reverse("plan_version_begin", args=[plan.pk]),
    )


@gate("It was not dropped")
def it_was_not_dropped(priority: Priority, on: datetime.date) -> Obstacle | None:
    """What is dropped stays as it was."""
    if priority.dropped_on is None:
        return None
    told = f"It was dropped on {words.date(priority.dropped_on)}. If it is one after all, add it to the plan again."
    return Obstacle(told, where=priority.plan.get_absolute_url())


TO_ADD = (it_was_not_withdrawn, it_has_not_expired, it_is_not_submitted, it_is_not_of_an_endorsed_version)
TO_CHANGE = (it_was_not_dropped,)


_CITED = Priority.needs.through.objects.filter(priority=OuterRef("pk"), need__withdrawn_on=None)
_OUTCOMES = PriorityOutcome.objects.filter(priority=OuterRef("pk"))
_stand = prepared(
    lambda plan: (
        Priority.objects.filter(plan=plan, dropped_on=None)
        .annotate(
            cites=Exists(_CITED),
            brings=Exists(_OUTCOMES),
            unmeasured=Exists(_OUTCOMES.filter(measure=None, measured_by="")),
            has_money=Exists(PriorityBudget.objects.filter(priority=OuterRef("pk"))),
        )
        .order_by("number")
    )
)


def standing(plan: CommissioningPlan) -> list[Any]:
    """The priorities of a plan, each with what it says: whether it `cites` a need that was not withdrawn, `brings` an
    outcome, has one that is `unmeasured`, and `has_money`. Read once for a page. One query."""
    return IN_PLAN.once(plan, "how its priorities stand", lambda: _stand(plan.pk))


def lacking(plan: CommissioningPlan, lacks: Callable[[Any], bool], told: str) -> Obstacle | None:
    """The obstacle where some priorities of a plan lack something: the first of them is where to put it right."""
    rows = [each for each in standing(plan) if lacks(each)]
    if not rows:
        return None
    named = "; ".join(str(each) for each in rows[:3]) + ("; and others" if len(rows) > 3 else "")
    return Obstacle(f"{told} {named}.", where=rows[0].get_absolute_url())


@gate("It has priorities", source=FRAMEWORK)
def it_has_priorities(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """A plan says what comes first."""
    if standing(plan):
        return None
    return Obstacle("Add its first priority.", where=reverse("priority_add", args=[plan.pk]))


@gate("Every priority comes from a need", source=FRAMEWORK)
def each_comes_from_a_need(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """At least one need of the cycle that was not withdrawn."""
    return lacking(plan, lambda each: not each.cites, "Say from which needs these come:")


@gate("Every priority has an outcome", source=FRAMEWORK)
def each_has_an_outcome(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """What is different for people."""
    return lacking(plan, lambda each: not each.brings, "Say what these are to bring:")


@gate("Every outcome has a measure", source=FRAMEWORK)
def each_outcome_is_measured(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """How anybody will know."""
    return lacking(plan, lambda each: each.unmeasured, "Say how the outcomes of these are measured:")


@gate("Every priority has money", source=FRAMEWORK)
def each_has_a_budget(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """What each partner pays for it, in which year."""
    told = "Say which partner pays what for these, and in which year:"
    return lacking(plan, lambda each: not each.has_money, told)


TO_SUBMIT = (
    it_has_priorities,
    each_comes_from_a_need,
    each_has_an_outcome,
    each_outcome_is_measured,
    each_has_a_budget,
)


def refuse_needs_of_another(plan: CommissioningPlan, needs: "list[Need]") -> None:
    """Refuse needs of other cycles, and those that were withdrawn."""
    if not needs:
        raise Refused({"needs": "Choose at least one need that it comes from."})
    other = [each.title for each in needs if each.cycle_id != plan.cycle_id]
    if other:
        raise Refused({"needs": f"These are needs of another cycle: {'; '.join(other)}. Choose those of this one."})
    gone = [each.title for each in needs if each.withdrawn_on is not None]
    if gone:
        raise Refused({"needs": f"These needs were withdrawn: {'; '.join(gone)}. Choose others."})


def refuse_wrong_budget(plan: CommissioningPlan, rows: list[tuple[int, int]]) -> None:
    """Refuse money of who is no partner in the cycle, and in years that the plan does not touch: (partner, year)."""
    partners = {each.organisation_id for each in plan.cycle.partners.all()}
    wrong = []
    if any(partner not in partners for partner, _ in rows):
        wrong.append("Only partners of the cycle pay for its priorities. Add the other as a partner first.")
    outside = sorted({year for _, year in rows} - set(plan.years))
    if outside:
        named = ", ".join(year_words(each) for each in outside)
        span = f"{year_words(plan.years[0])} to {year_words(plan.years[-1])}"
        wrong.append(f"The plan does not touch {named}. Enter years from {span}, or change the days of the plan.")
    if len(set(rows)) != len(rows):
        wrong.append("Enter one amount for each partner and year.")
    if wrong:
        raise Refused(wrong)
