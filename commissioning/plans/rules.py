"""When a plan and its versions are changed, sent out for consultation and withdrawn.

Sources: Herefordshire report and action plan (2005), section 4 and appendix A: what plans include; Partnership working:
the facts (2007): plans of five to ten years rather than of twelve months.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from commissioning.plans.contents import Content
from commissioning.plans.years import financial_year
from core.acts import Refused
from core.gates import Gate, Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.plans.models import CommissioningPlan, PlanVersion

EARLIEST, LATEST = 1990, 2100
"""The years that plans are of, as money is entered by them."""
LONGEST_SPAN = 20
"""Years that a plan is for at most: the longest of the field are of ten."""
APPENDIX = "the Herefordshire report, 2005, section 2 and appendix A"


@gate("It was not withdrawn")
def it_was_not_withdrawn(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """What is withdrawn stays as it was."""
    if plan.withdrawn_on is None:
        return None
    told = f"The plan was withdrawn on {words.date(plan.withdrawn_on)}. Begin another in its cycle."
    return Obstacle(told, where=plan.cycle.get_absolute_url())


@gate("It has not expired")
def it_has_not_expired(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """What is over is followed by the plan of the next cycle."""
    if plan.ends is None or plan.ends >= on:
        return None
    told = f"The plan expired on {words.date(plan.ends)}. Begin the plan that follows it, in its own cycle."
    return Obstacle(told, where=plan.cycle.get_absolute_url())


@gate("It has not expired")
def it_has_not_expired_endorsed(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """The days of a plan that no board endorsed may be wrong: they can be put right."""
    return None if plan.endorsed_version is None else it_has_not_expired(plan, on)


@gate("A version is being worked on")
def a_version_is_worked_on(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """What was endorsed stays as it was; what is to change is the next version."""
    if plan.working is not None:
        return None
    begun = plan.endorsed_version is not None
    told = (
        "What was endorsed stays as it was. Begin the next version to change it."
        if begun
        else "Write the first version of its text."
    )
    return Obstacle(told, where=reverse("plan_version_begin", args=[plan.pk]))


@gate("No version is being worked on")
def no_version_is_worked_on(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """One at a time."""
    working = plan.working
    if working is None:
        return None
    told = f"Version {working.number} is being worked on. Change that one."
    return Obstacle(told, where=reverse("plan_version_edit", args=[plan.pk]))


@gate("It does not lie before a board")
def it_is_not_submitted(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """A board decides on what it was sent."""
    working = plan.working
    if working is None or working.submitted_on is None:
        return None
    return Obstacle(
        f"Version {working.number} was submitted on {words.date(working.submitted_on)}. Wait for the boards: it is "
        "changed if one of them sends it back.",
        where=plan.get_absolute_url(),
    )


@gate("It was not sent out before")
def it_was_not_sent_out(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """A version is put to consultation once."""
    working = plan.working
    if working is None or working.consulted_on is None:
        return None
    return Obstacle(f"Version {working.number} was sent out on {words.date(working.consulted_on)}.")


@gate("Its content checklist is answered", source=APPENDIX)
def its_contents_are_answered(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """Each of them is in the plan, or it is said why not."""
    answered = {each.content for each in plan.contents.all()}
    missing = [each.label for each in Content if each.value not in answered]
    if not missing:
        return None
    told = f"Say where in the plan it is, or why it is not there: {'; '.join(missing)}."
    return Obstacle(told, where=reverse("plan_contents", args=[plan.pk]))


def no_budget_falls_outside(plan: "CommissioningPlan", years: list[int]) -> str:
    """The sentence of the refusal where a priority has money in a year that the plan no longer touches."""
    standing = plan.priorities.filter(dropped_on=None).prefetch_related("budgets")
    lost = sorted({row.year for each in standing for row in each.budgets.all()} - set(years))
    if not lost:
        return ""
    named = ", ".join(f"{year}-{(year + 1) % 100:02}" for year in lost)
    return f"Priorities have money in {named}. Take that out first, or enter days that include it."


@gate("Its days were not endorsed")
def its_days_were_not_endorsed(plan: "CommissioningPlan", on: datetime.date) -> Obstacle | None:
    """Boards endorse a plan for its years: no version that comes after moves them."""
    version = plan.endorsed_version
    if version is None:
        return None
    return Obstacle(
        f"Version {version.number} was endorsed for {words.date(plan.starts)} to {words.date(plan.ends)}, so these "
        "days stay. Begin the plan that follows it, or withdraw this one and begin another.",
        where=plan.cycle.get_absolute_url(),
    )


def refuse_wrong_days(starts: datetime.date | None, ends: datetime.date | None) -> None:
    """A plan has both days, in their order, and spans years that somebody can plan for."""
    missing = {name: "Enter the day." for name, day in (("starts", starts), ("ends", ends)) if day is None}
    if starts is None or ends is None:
        raise Refused(missing)
    if ends < starts:
        raise Refused({"ends": "The last day is before the first day. Enter a later one."})
    wrong = {
        name: f"Enter a day from {EARLIEST} to {LATEST}."
        for name, day in (("starts", starts), ("ends", ends))
        if not EARLIEST <= day.year <= LATEST
    }
    if wrong:
        raise Refused(wrong)
    if financial_year(ends) - financial_year(starts) > LONGEST_SPAN:
        told = f"A plan is for {LONGEST_SPAN} years at most. Enter an earlier last day, and go on with a further plan."
        raise Refused({"ends": told})


def refuse_wrong_refresh(
    field: str, due: datetime.date | None, after: datetime.date | None, ends: datetime.date | None
) -> None:
    """Refuse a day to refresh a plan by that is not after the day it counts from, or lies beyond the plan."""
    if due is None:
        return
    if after is not None and due <= after:
        raise Refused({field: f"Enter a day after {words.date(after)}."})
    if ends is not None and due > ends:
        told = f"The plan ends on {words.date(ends)}. Enter a day up to that, or leave it empty."
        raise Refused({field: told})


def said_of(version: "PlanVersion") -> str:
    """'Version 2, submitted on 3 March 2005'."""
    days = (
        ("endorsed", version.endorsed_on),
        ("sent back", version.returned_on),
        ("submitted", version.submitted_on),
        ("sent out for consultation", version.consulted_on),
        ("begun", version.begun_on),
    )
    return next(f"Version {version.number}, {word} on {words.date(day)}" for word, day in days if day)


TO_CHANGE = (it_was_not_withdrawn, it_has_not_expired, it_is_not_submitted)
TO_EDIT = (it_was_not_withdrawn, it_has_not_expired_endorsed, it_is_not_submitted)
TO_BEGIN_VERSION = (it_was_not_withdrawn, it_has_not_expired, no_version_is_worked_on)
TO_WRITE = (it_was_not_withdrawn, it_has_not_expired, a_version_is_worked_on, it_is_not_submitted)
TO_CONSULT = (*TO_WRITE, it_was_not_sent_out)
TO_WITHDRAW = (it_was_not_withdrawn, it_has_not_expired)

_MORE_TO_SUBMIT: list[Gate] = []


def add_to_submit(*gates: Gate) -> None:
    """Let a plan be submitted only where these gates, of the plan, pass too. Declared in a subject's `gates.py`."""
    _MORE_TO_SUBMIT.extend(each for each in gates if each not in _MORE_TO_SUBMIT)


def to_submit() -> tuple[Gate, ...]:
    """What a plan waits for until it can go before its boards."""
    return (*TO_WRITE, its_contents_are_answered, *_MORE_TO_SUBMIT)
