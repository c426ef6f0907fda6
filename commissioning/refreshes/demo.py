"""The demonstration's refresh of the learning disability plan, after its first year. Its notes are invented."""

import datetime

from commissioning.endorsements.demo import PLAN
from commissioning.plans.models import CommissioningPlan
from commissioning.refreshes.actions import refresh_plan
from core import clock
from partnerships.people.actors import the_house

DAY = datetime.date


def load() -> None:
    """Tell how the partners looked at the plan again."""
    plan = CommissioningPlan.objects.get(title=PLAN)
    with clock.at(DAY(2006, 3, 20)):
        refresh_plan(
            by=the_house("command", "The demonstration"), plan=plan, reflects_strategies=True, fit_for_purpose=True,
            informs_agreement=False, next_due=DAY(2007, 3, 31),
            notes="Supported living is ahead; jobs are behind. The agreement on the pooled budget does not name the plan "
            "yet: the next one is to.",
        )  # fmt: skip
