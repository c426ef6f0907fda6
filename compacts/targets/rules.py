"""What a target, what it is measured by and its baseline must be like.

Sources: Making Partnership Work (2003), sections 2 and 7; Partnership working: the facts (2007), on shared targets.
"""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.targets.kinds import Scope, TargetKind, Trajectory
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.organisations.models import AreaKind, Organisation

if TYPE_CHECKING:
    from compacts.targets.models import Contribution, Target

SHARED = "Partnership working: the facts, 2007, White Papers"
MPW = "Making Partnership Work, 2003, section 2"
PLACES = {
    Scope.NATIONAL: ({AreaKind.NATION}, "a nation"),
    Scope.REGION: ({AreaKind.REGION}, "a region"),
    Scope.AREA: ({AreaKind.COUNTY, AreaKind.DISTRICT}, "a county, unitary area or district"),
}
GROWS = (TargetKind.GROWTH, TargetKind.INCREASE)
ONE_UNIT = (TargetKind.LEVEL, TargetKind.INCREASE)


def refuse_a_single_owner(owners: Sequence[Organisation]) -> None:
    """Refuse a target that is not shared: two organisations at least answer for it."""
    if len({each.pk for each in owners}) < 2:
        raise Refused({"owners": "Name two organisations or more that answer for it together, one a line."})


@gate("Its area is of the kind that it is said to be for")
def its_area_fits_its_scope(target: "Target", on: datetime.date) -> Obstacle | None:
    """A national target is not one of a county."""
    if target.area is None or target.scope not in PLACES:
        return None
    kinds, said = PLACES[Scope(target.scope)]
    return None if target.area.kind in kinds else Obstacle(f"{target.area.name} is not {said}. Name one that is.")


@gate("It goes on")
def it_goes_on(target: "Target", on: datetime.date) -> Obstacle | None:
    """What was given up stays as it was."""
    if target.ended_on is None:
        return None
    return Obstacle(f"It was given up on {words.date(target.ended_on)}. Set another target in its place.")


@gate("Its measure suits it", source=MPW)
def its_measure_suits_it(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """A share does not grow by a percentage, and what is better lower does not grow."""
    target, measure = contribution.target, contribution.measure
    if target.kind == TargetKind.GROWTH and measure.is_share:
        return Obstacle(
            "A share is never shown as growth. Choose another measure, or set a target to increase it by points."
        )
    if target.kind in GROWS and measure.better == "lower":
        return Obstacle(
            "Of this measure less is better, so it is not to grow. Choose another, or set a level to be reached."
        )
    return None


@gate("It is the only measure where the aim is in its unit")
def it_is_the_only_one_in_its_unit(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """An amount of people is no amount of pounds: only percentages and gaps can be asked of several measures."""
    target = contribution.target
    if target.kind not in ONE_UNIT or not target.contributions.exclude(pk=contribution.pk).exists():
        return None
    return Obstacle(
        "The aim of this target is in the unit of its measure, so it has one. Set another target for the other.",
        where=reverse("target_add"),
    )


@gate("Its baseline lies before the due day, and has come")
def its_baseline_has_come(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """What is counted from is a fact, and earlier than what is promised."""
    ends = contribution.baseline_ends
    if ends is None or ends < min(contribution.target.due, on):
        return None
    first = min(contribution.target.due, on)
    return Obstacle(f"Enter a period that ended before {words.date(first)}.")


@gate("The steps entered are on the way")
def its_steps_are_on_the_way(target: "Target", on: datetime.date) -> Obstacle | None:
    """Steps are for a way that has them."""
    if target.trajectory != Trajectory.LINEAR:
        return None
    return Obstacle(
        "The target goes evenly from its baseline to the due day. Change first how it goes on the way.",
        where=reverse("target_edit", args=[target.pk]),
    )


TO_SET = (it_goes_on, its_area_fits_its_scope)
TO_MEASURE = (its_measure_suits_it, it_is_the_only_one_in_its_unit)
TO_COUNT_FROM = (its_baseline_has_come,)
TO_STEP = (it_goes_on, its_steps_are_on_the_way)
