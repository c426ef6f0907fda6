"""Looking at a plan again."""

import datetime

from django.db import transaction

from commissioning.plans.models import CommissioningPlan
from commissioning.refreshes.models import PlanRefresh
from commissioning.refreshes.rules import TO_REFRESH, refuse_wrong_days
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new

REFRESH = "commissioning.refresh_plan"
TESTS = ("reflects_strategies", "fit_for_purpose", "informs_agreement")


@transaction.atomic
def refresh_plan(
    *, by: Actor, plan: CommissioningPlan, notes: str, refreshed_on: datetime.date | None = None,
    next_due: datetime.date | None = None, reflects_strategies: bool = False, fit_for_purpose: bool = False,
    informs_agreement: bool = False,
) -> CommissioningPlan:  # fmt: skip
    """Record that the partners looked at a plan again, by the three tests, and when they will next."""
    plan = locked(CommissioningPlan, plan.pk)
    authorise(by, REFRESH, plan)
    check(TO_REFRESH, plan)
    on = refreshed_on or clock.today()
    refuse_wrong_days(plan, on, next_due)
    if not notes.strip():
        raise Refused({"notes": "Write what was looked at, and what is to change where a test is not met."})
    made = PlanRefresh(
        plan=plan, refreshed_on=on, notes=notes.strip(), next_due=next_due, reflects_strategies=reflects_strategies,
        fit_for_purpose=fit_for_purpose, informs_agreement=informs_agreement,
    )  # fmt: skip
    save_new(by, "recorded", made, plan=plan.title, refreshed_on=on, passed=made.passed)
    record(by, "refreshed", plan, refreshed_on=on, passed=made.passed)
    if not plan.refreshes.filter(refreshed_on__gt=on).exists():
        save_changes(by, "changed", plan, {"refresh_due": next_due})
    return plan
