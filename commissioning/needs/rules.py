"""When a need is settled, changed and withdrawn, and which figures may be compared.

Source: Herefordshire report and action plan (2005), action plan, stage 1: local and unmet needs.
"""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from commissioning.cycles.models import StageKind
from commissioning.cycles.rules import rests_on
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.needs.models import Need, NeedEvidence

ACTION_PLAN = "the Herefordshire action plan, 2005, stage 1"


@gate("It was not withdrawn")
def it_was_not_withdrawn(need: "Need", on: datetime.date) -> Obstacle | None:
    """What is withdrawn stays as it was."""
    if need.withdrawn_on is None:
        return None
    told = f"It was withdrawn on {words.date(need.withdrawn_on)}. If it is one after all, add it to the cycle again."
    return Obstacle(told, where=need.cycle.get_absolute_url())


@gate("Analyse is not signed off")
def analyse_is_open(need: "Need", on: datetime.date) -> Obstacle | None:
    """What every partner signed stays as they signed it."""
    return rests_on(need.cycle, StageKind.ANALYSE)


@gate("It was not carried over")
def it_was_not_carried_over(need: "Need", on: datetime.date) -> Obstacle | None:
    """What went on to the next cycle is worked on there."""
    if need.carried_on is None:
        return None
    told = f"It was carried over on {words.date(need.carried_on)}. Change it in the next cycle."
    return Obstacle(told, where=need.carried_to.get_absolute_url())


@gate("A cycle follows this one")
def a_cycle_follows(need: "Need", on: datetime.date) -> Obstacle | None:
    """There is somewhere to carry it."""
    if hasattr(need.cycle, "followed_by"):
        return None
    told = "No cycle follows this one yet. Close its review: that opens the next cycle, and its unmet needs go over."
    return Obstacle(told, where=reverse("cycle_next", args=[need.cycle_id]))


@gate("It is not settled")
def it_is_not_settled(need: "Need", on: datetime.date) -> Obstacle | None:
    """What the partners agreed on is not changed without saying so."""
    if need.settled_on is None:
        return None
    told = f"It was settled on {words.date(need.settled_on)}. Open it again before you change it."
    return Obstacle(told, where=reverse("need_reopen", args=[need.pk]))


@gate("It has evidence of its own place", source=ACTION_PLAN)
def it_has_local_evidence(need: "Need", on: datetime.date) -> Obstacle | None:
    """Somebody who can be named says that there is a need here, not only elsewhere."""
    if need.evidence.filter(area__in=need.area.with_parts()).exists():
        return None
    elsewhere = need.evidence.exists()
    told = f"All of its evidence is of other places. Add some of {need.area.name}." if elsewhere else (
        f"Nothing shows it yet. Add evidence of {need.area.name}: what it says, its source, and who says so."
    )  # fmt: skip
    return Obstacle(told, where=reverse("need_evidence_add", args=[need.pk]))


@gate("How far it is not met is recorded", source=ACTION_PLAN)
def it_says_how_far_it_is_unmet(need: "Need", on: datetime.date) -> Obstacle | None:
    """What is left empty was not looked at."""
    if need.unmet.strip():
        return None
    return Obstacle("Say how far it is not met, or that it is met.", where=reverse("need_edit", args=[need.pk]))


@gate("No priority cites it")
def no_priority_cites_it(need: "Need", on: datetime.date) -> Obstacle | None:
    """A priority of a plan comes from its needs."""
    citing = (
        need.priorities.filter(dropped_on=None, plan__withdrawn_on=None)
        .select_related("plan")
        .order_by("plan__sort_name", "number")
    )
    named = "; ".join(f"{each.title} ({each.plan.title})" for each in citing[:3])
    if not named:
        return None
    return Obstacle(f"It is cited by: {named}. Take it out of that priority first.", where=citing[0].get_absolute_url())


def refuse_incomparable(evidence: "NeedEvidence", there: dict[str, Any]) -> None:
    """Refuse a figure of another place that is in another unit or of another period: the two say nothing together.

    `there` may say its unit and period; what it leaves out is that of the figure here.
    """
    wrong: dict[str, str] = {}
    if evidence.comparator_value is None:
        return
    unit = (there.get("comparator_unit") or "").strip()
    if unit and unit.casefold() != evidence.unit.casefold():
        wrong["comparator_unit"] = (
            f"The figure there is in {unit}, the one here in {evidence.unit or 'no unit'}: they are not comparable. "
            f"Enter both in the same unit, or leave the comparison empty."
        )
    for name, here in (("comparator_starts", evidence.starts), ("comparator_ends", evidence.ends)):
        day = there.get(name)
        if day is not None and day != here:
            wrong[name] = (
                "The figure there is of another period than the one here: they are not comparable. Enter figures of "
                "the same period, or leave the comparison empty."
            )
    if wrong:
        raise Refused(wrong)


def difference(evidence: "NeedEvidence") -> Decimal | None:
    """How much more the figure here is than the one there, in its unit; nothing where there is none to compare."""
    if evidence.value is None or evidence.comparator_value is None:
        return None
    return evidence.value - evidence.comparator_value


TO_CHANGE = (it_was_not_withdrawn, it_was_not_carried_over, it_is_not_settled)
TO_SETTLE = (*TO_CHANGE, it_has_local_evidence, it_says_how_far_it_is_unmet)
TO_ADD = (analyse_is_open,)
TO_REOPEN = (it_was_not_withdrawn, it_was_not_carried_over, analyse_is_open)
TO_WITHDRAW = (it_was_not_withdrawn, it_was_not_carried_over, analyse_is_open, no_priority_cites_it)
TO_CARRY = (it_was_not_withdrawn, it_was_not_carried_over, a_cycle_follows)
