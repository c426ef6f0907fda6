"""Recording plans that bodies must have, and that one is met."""

from typing import Any

from django.db import transaction

from commissioning.plans.models import CommissioningPlan
from commissioning.requirements.models import PlanRequirement
from commissioning.requirements.rules import TO_CHANGE, TO_MEET, refuse_unfit
from core import clock
from core.acts import Actor, authorise, locked
from core.fields import sort_name
from core.gates import check
from core.trail.actions import record, save_changes, save_new

ADD, EDIT = "commissioning.add_requirement", "commissioning.edit_requirement"
MEET = "commissioning.meet_requirement"
ENTRY = ("organisation", "title", "client_group", "due_on", "years", "source")


@transaction.atomic
def add_plan_requirement(*, by: Actor, **details: Any) -> PlanRequirement:
    """Record that a body must have a plan by a day."""
    authorise(by, ADD)
    required = PlanRequirement(**{name: details[name] for name in ENTRY if name in details})
    required.sort_name = sort_name(required.title)
    save_new(by, "added", required, title=required.title, due_on=required.due_on)
    return required


@transaction.atomic
def edit_plan_requirement(
    *, by: Actor, required: PlanRequirement, version: int | None, **details: Any
) -> PlanRequirement:
    """Put right what is required. A plan that met it does so no longer where it does not fit."""
    required = locked(PlanRequirement, required.pk, version=version)
    authorise(by, EDIT, required)
    check(TO_CHANGE, required)
    fields = {name: details[name] for name in ENTRY if name in details}
    if "title" in fields:
        fields["sort_name"] = sort_name(fields["title"])
    save_changes(by, "changed", required, fields)
    if required.plan is not None and required.plan.withdrawn_on is None:
        refuse_unfit(required, required.plan)
    return required


@transaction.atomic
def void_requirement(*, by: Actor, required: PlanRequirement, reason: str) -> PlanRequirement:
    """Declare void what was entered by mistake."""
    required = locked(PlanRequirement, required.pk)
    authorise(by, EDIT, required)
    check(TO_CHANGE, required)
    save_changes(by, "declared void", required, {"voided_on": clock.today(), "void_reason": reason.strip()})
    return required


@transaction.atomic
def meet_requirement(*, by: Actor, required: PlanRequirement, plan: CommissioningPlan) -> PlanRequirement:
    """Say which endorsed plan meets it."""
    required = locked(PlanRequirement, required.pk)
    authorise(by, MEET, required)
    check(TO_MEET, required)
    met_on = refuse_unfit(required, plan)
    save_changes(by, "met", required, {"plan": plan, "met_on": met_on})
    record(by, "meets what is required", plan, required=required.title)
    return required
