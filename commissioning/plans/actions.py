"""What the partners of a cycle do with its plans, from the first words to the version that goes before the boards."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_void
from commissioning.plans.models import CommissioningPlan, Content, PlanContent, PlanDriver, PlanVersion
from commissioning.plans.rules import (
    TO_BEGIN_VERSION,
    TO_CHANGE,
    TO_CONSULT,
    TO_EDIT,
    TO_WITHDRAW,
    TO_WRITE,
    its_days_were_not_endorsed,
    no_budget_falls_outside,
    refuse_wrong_days,
    refuse_wrong_refresh,
)
from commissioning.plans.years import financial_year
from consultation.consultations.models import Consultation
from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.fields import Versioned, sort_name
from core.gates import check
from core.trail.actions import record, save_changes, save_new

BEGIN, EDIT, WITHDRAW = "commissioning.begin_plan", "commissioning.edit_plan", "commissioning.withdraw_plan"
ENTRY = ("title", "starts", "ends", "refresh_due")


@transaction.atomic
def begin_plan(*, by: Actor, cycle: CommissioningCycle, **details: Any) -> CommissioningPlan:
    """Begin a plan of a cycle: what it is called, and from when to when it plans."""
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, BEGIN, cycle)
    refuse_void(cycle)
    plan = CommissioningPlan(cycle=cycle, **{name: details[name] for name in ENTRY if name in details})
    plan.sort_name = sort_name(plan.title)
    refuse_wrong_days(plan.starts, plan.ends)
    refuse_over(plan.ends)
    refuse_wrong_refresh("refresh_due", plan.refresh_due, plan.starts, plan.ends)
    save_new(by, "begun", plan, cycle=cycle.title, title=plan.title, starts=plan.starts, ends=plan.ends)
    record(by, "plan begun", cycle, plan=plan.title)
    return plan


@transaction.atomic
def edit_plan(*, by: Actor, plan: CommissioningPlan, version: int | None, **details: Any) -> CommissioningPlan:
    """Change its title, its days until a version was endorsed for them, and by when it is refreshed."""
    plan = held(by, plan, version)
    check(TO_EDIT, plan)
    fields = {name: details[name] for name in ENTRY if name in details}
    days = {name: fields.get(name, getattr(plan, name)) for name in ("starts", "ends")}
    due = fields.get("refresh_due", plan.refresh_due)
    moved = any(days[name] != getattr(plan, name) for name in days)
    if moved:
        check((its_days_were_not_endorsed,), plan)
        refuse_wrong_days(days["starts"], days["ends"])
        refuse_over(days["ends"])
    if moved or due != plan.refresh_due:
        refreshed = plan.refreshes.aggregate(last=Max("refreshed_on"))["last"]
        refuse_wrong_refresh("refresh_due", due, refreshed or days["starts"], days["ends"])
    if told := no_budget_falls_outside(plan, touched(days["starts"], days["ends"])):
        raise Refused({"ends": told})
    if "title" in fields:
        fields["sort_name"] = sort_name(fields["title"])
    save_changes(by, "changed", plan, fields)
    return plan


@transaction.atomic
def withdraw_plan(*, by: Actor, plan: CommissioningPlan, reason: str) -> CommissioningPlan:
    """Say that it is not gone on with, today."""
    plan = locked(CommissioningPlan, plan.pk)
    authorise(by, WITHDRAW, plan)
    check(TO_WITHDRAW, plan)
    save_changes(by, "withdrawn", plan, {"withdrawn_on": clock.today(), "withdraw_reason": reason.strip()})
    return plan


@transaction.atomic
def name_driver(
    *, by: Actor, plan: CommissioningPlan, title: str, publisher: str, year: int, requirement: str
) -> CommissioningPlan:
    """Name a policy that drives a plan, and what it requires."""
    plan = held(by, plan)
    check(TO_CHANGE, plan)
    driver = PlanDriver(plan=plan, title=title, publisher=publisher, year=year, requirement=requirement)
    save_new(by, "named", driver, plan=plan.title, title=title)
    record(by, "policy named", plan, policy=str(driver))
    return plan


@transaction.atomic
def drop_driver(*, by: Actor, driver: PlanDriver) -> CommissioningPlan:
    """Take back that a policy drives a plan."""
    plan = held(by, driver.plan)
    check(TO_CHANGE, plan)
    driver = locked(PlanDriver, driver.pk)
    record(by, "policy no longer named", plan, policy=str(driver))
    driver.delete()
    return plan


@transaction.atomic
def answer_contents(
    *, by: Actor, plan: CommissioningPlan, answers: Mapping[str, tuple[str, str]], version: int | None = None
) -> CommissioningPlan:
    """Say of each content where in the plan it is, or why it is not: (where, why not). What is left out stays as it is;
    two empty texts take an answer away."""
    plan = held(by, plan, version)
    check(TO_CHANGE, plan)
    known = {each.content: each for each in plan.contents.all()}
    wrong: dict[str, str] = {}
    for content, (where, why_not) in answers.items():
        if where.strip() and why_not.strip():
            wrong[f"{content}_why_not"] = "Say where in the plan it is, or why it is not there: one of the two."
    if wrong:
        raise Refused(list(dict.fromkeys(wrong.values()))) if by.channel == "api" else Refused(wrong)
    said = []
    for content, (where, why_not) in answers.items():
        row = known.get(content) or PlanContent(plan=plan, content=Content(content))
        if not where.strip() and not why_not.strip():
            if row.pk:
                row.delete()
            continue
        row.where, row.why_not = where.strip(), why_not.strip()
        row.save()
        said.append(Content(content).label)
    record(by, "content checklist answered", plan, contents=said)
    moved_on(plan)
    return plan


@transaction.atomic
def begin_version(*, by: Actor, plan: CommissioningPlan, text: str, note: str = "") -> CommissioningPlan:
    """Write the first version of a plan, or begin the next one after a version was endorsed."""
    plan = held(by, plan)
    check(TO_BEGIN_VERSION, plan)
    number = max((each.number for each in plan.versions.all()), default=0) + 1
    version = PlanVersion(plan=plan, number=number, text=text, note=note, begun_on=clock.today())
    save_new(by, "begun", version, plan=plan.title, number=number)
    record(by, "version begun", plan, number=number)
    return plan


@transaction.atomic
def write_version(
    *, by: Actor, plan: CommissioningPlan, text: str, note: str = "", version: int | None = None
) -> CommissioningPlan:
    """Change the text of the version that is worked on. `version` is that of the version's row."""
    plan = held(by, plan)
    check(TO_WRITE, plan)
    working = locked(PlanVersion, plan.working.pk, version=version)  # type: ignore[union-attr]
    save_changes(by, "written", working, {"text": text, "note": note})
    return plan


@transaction.atomic
def consult_on_plan(
    *, by: Actor, plan: CommissioningPlan, consultation: Consultation | None = None
) -> CommissioningPlan:
    """Put the version that is worked on to everybody signed in, today, with the consultation that asks about it."""
    plan = held(by, plan)
    check(TO_CONSULT, plan)
    working = locked(PlanVersion, plan.working.pk)  # type: ignore[union-attr]
    today = clock.today()
    save_changes(by, "sent out", working, {"consulted_on": today, "published_on": today, "consultation": consultation})
    publish(by, plan, today)
    return plan


def publish(by: Actor, plan: CommissioningPlan, on: datetime.date) -> None:
    """Let everybody signed in read a plan and its priorities, from a day on. Inside an act that holds the plan."""
    if plan.published_on is None:
        save_changes(by, "opened to all", plan, {"published_on": on})
    plan.priorities.filter(published_on=None).update(published_on=on)


def held(by: Actor, plan: CommissioningPlan, version: int | None = None) -> CommissioningPlan:
    """The plan, locked, for somebody who may change it."""
    plan = locked(CommissioningPlan, plan.pk, version=version)
    authorise(by, EDIT, plan)
    return plan


def moved_on(row: Versioned) -> None:
    """What belongs to a row was changed: who has it open on a form is told."""
    row.version += 1
    row.save(update_fields=["version"])


def touched(starts: datetime.date | None, ends: datetime.date | None) -> list[int]:
    """The financial years between two days."""
    return list(range(financial_year(starts), financial_year(ends) + 1)) if starts and ends else []


def refuse_over(ends: datetime.date | None) -> None:
    """A plan plans: what is over before it is begun could neither be written nor endorsed."""
    if ends is not None and ends < clock.today():
        raise Refused({"ends": "It would be over before it begins to count. Enter today or a later day."})
