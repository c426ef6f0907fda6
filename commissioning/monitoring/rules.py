"""When monitoring is set up: what is asked before a provider is burdened with a return.

Source: Building on the best practice in Herefordshire (2006), stage 3 (S3-25): proportionate to size and scope.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from commissioning.bands.models import Monitoring
from commissioning.contracts.rules import band_of
from commissioning.monitoring.models import MonitoringPlan, Question
from commissioning.monitoring.schedule import AT_MOST, proposed
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.contracts.models import Contract
    from commissioning.monitoring.models import MonitoringRequirement

HEREFORDSHIRE = "Building on the best practice in Herefordshire, 2006, stage 3 (S3-25)"
YEAR = 350
"""Days within which returns are those of one year, give or take a fortnight."""
NAO = "Intelligent Monitoring, National Audit Office, annex B"


def plan_of(contract: "Contract") -> MonitoringPlan | None:
    """How closely a contract is followed, where that is decided."""
    found: MonitoringPlan | None = getattr(contract, "monitoring_plan", None)
    return found


def proposed_for(contract: "Contract", risk: str) -> Monitoring:
    """How closely a contract is to be followed by the value band of its commissioner and its risk. Loaded bands are
    used; a body without bands follows as the standard is."""
    band = band_of(contract)
    return proposed(band.monitoring if band else Monitoring.STANDARD, risk)


@gate("Its contract was not declared void")
def contract_counts(requirement: "MonitoringRequirement", on: datetime.date) -> Obstacle | None:
    """Nothing is reported for what was entered by mistake."""
    return Obstacle("The contract was declared void, so nothing is reported for it.") if (
        requirement.contract.voided_on is not None
    ) else None  # fmt: skip


@gate("It is decided how closely the contract is followed", source=HEREFORDSHIRE)
def it_is_decided_how_closely(requirement: "MonitoringRequirement", on: datetime.date) -> Obstacle | None:
    """By its value and its risk."""
    if plan_of(requirement.contract) is not None:
        return None
    where = reverse("monitoring_decide", args=[requirement.contract_id])
    return Obstacle("Decide first how closely the contract is followed.", where=where)


@gate("It is still asked")
def it_is_asked(requirement: "MonitoringRequirement", on: datetime.date) -> Obstacle | None:
    """Nothing is scheduled of what is no longer asked."""
    if requirement.dropped_on is None:
        return None
    return Obstacle(f"It is no longer asked since {words.date(requirement.dropped_on)}. Add another requirement.")


@gate("The questions on proportion are answered", source=NAO)
def proportion_is_asked(requirement: "MonitoringRequirement", on: datetime.date) -> Obstacle | None:
    """All eight, for whatever is followed more closely than lightly."""
    plan = plan_of(requirement.contract)
    if plan is None or plan.tier == Monitoring.LIGHT:
        return None
    missing = len(Question.values) - len({each.question for each in requirement.answers.all()})
    if not missing:
        return None
    left = "question is" if missing == 1 else "questions are"
    return Obstacle(
        f"{missing} {left} not answered. Answer all eight before the provider is asked for returns.",
        where=reverse("requirement_proportion", args=[requirement.pk]),
    )


@gate("No other funder's return is used for it")
def it_has_its_own_return(requirement: "MonitoringRequirement", on: datetime.date) -> Obstacle | None:
    """One return, many readers: nobody is asked twice."""
    source = requirement.counts_from
    if source is None:
        return None
    return Obstacle(
        f"The return for {source.contract.title} is used for it, so the provider is not asked again. Stop using that "
        "one first.",
        where=reverse("requirement_reuse", args=[requirement.pk]),
    )


def too_often(requirement: "MonitoringRequirement", months: int) -> str:
    """Why returns as often as this are too much to ask; nothing where they are not."""
    plan = plan_of(requirement.contract)
    if plan is None or months >= AT_MOST[Monitoring(plan.tier)]:
        return ""
    answers = {each.question: each for each in requirement.answers.all()}
    answer = answers.get(Question.LESS_OFTEN)
    if answer is not None and answer.said == "no" and answer.followed.strip():
        return ""
    often = words.plural(AT_MOST[Monitoring(plan.tier)], "month")
    return (
        f"{plan.get_tier_display()}, so a return covers {often} or more. Choose a longer period, or answer '"
        f"{Question.LESS_OFTEN.label}' with no, and say why."
    )


def too_many(requirement: "MonitoringRequirement", ends: datetime.date) -> str:
    """Why one more period that ends on a day would be one too many within a year; nothing where it would not."""
    plan = plan_of(requirement.contract)
    if plan is None:
        return ""
    away = [(line.period.ends - ends).days for line in requirement.lines.all() if line.period.ends != ends]
    before = sum(-YEAR < days < 0 for days in away)
    after = sum(0 < days < YEAR for days in away)
    months = 12 // (1 + max(before, after))
    return too_often(requirement, months)


TO_SCHEDULE = (contract_counts, it_is_asked, it_is_decided_how_closely, proportion_is_asked, it_has_its_own_return)
