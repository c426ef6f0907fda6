"""When a plan meets what the law or the department asks a body for.

Source: Herefordshire report and action plan (2005), appendix B: from April 2006 councils publish a plan for children
and young people, for three years, with the services of their partners.
"""

import datetime
from typing import TYPE_CHECKING

from commissioning.plans.models import CommissioningPlan
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.requirements.models import PlanRequirement


@gate("It was not entered by mistake")
def it_counts(required: "PlanRequirement", on: datetime.date) -> Obstacle | None:
    """What is void stays as it was."""
    if required.voided_on is None:
        return None
    return Obstacle(
        f"It was declared void on {words.date(required.voided_on)}. If it was right after all, add it again."
    )


@gate("It is not met yet")
def it_is_not_met(required: "PlanRequirement", on: datetime.date) -> Obstacle | None:
    """Once is enough, unless the plan was withdrawn."""
    if required.plan is None or required.plan.withdrawn_on is not None:
        return None
    return Obstacle(f"It is met by: {required.plan.title}.", where=required.plan.get_absolute_url())


TO_CHANGE = (it_counts,)
TO_MEET = (it_counts, it_is_not_met)


def refuse_unfit(required: "PlanRequirement", plan: CommissioningPlan) -> datetime.date:
    """Refuse a plan that does not meet it, with all that it lacks. Gives the day on which it was endorsed."""
    wrong = []
    if plan.cycle.client_group_id != required.client_group_id:
        wrong.append(f"It is for {plan.cycle.client_group.title}, not for {required.client_group.title}.")
    if required.organisation_id not in {each.organisation_id for each in plan.cycle.partners.all()}:
        wrong.append(f"{required.organisation.name} is no partner in its cycle.")
    if plan.horizon_years < required.years - 0.05:
        wrong.append(f"It plans for {words.number(plan.horizon_years)} years, and {required.years} are asked for.")
    days = [each.endorsed_on for each in plan.versions.all() if each.endorsed_on]
    if not days:
        wrong.append("It is not endorsed yet.")
    if plan.withdrawn_on is not None:
        wrong.append("It was withdrawn.")
    if wrong:
        raise Refused({"plan": f"{' '.join(wrong)} Choose another plan, or put that right first."})
    return min(days)
