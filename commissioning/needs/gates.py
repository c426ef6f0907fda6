"""What the stage Analyse of a cycle waits for of its needs: local evidence, and how far each is not met."""

import datetime

from django.urls import reverse

from commissioning.cycles import checklist
from commissioning.cycles.models import Stage, StageKind
from commissioning.needs.models import Need
from commissioning.needs.reading import needs_of
from commissioning.needs.rules import ACTION_PLAN
from core.gates import Obstacle, gate

MOST = 3
"""So many needs are named; the list has the rest."""


def named(needs: list[Need]) -> str:
    """The first of them by their titles."""
    return "; ".join(each.title for each in needs[:MOST])


def the_first_is_missing(stage: Stage, told: str) -> Obstacle:
    """The obstacle where no need is recorded at all."""
    return Obstacle(told, where=reverse("need_add", args=[stage.cycle_id]))


@gate("Local needs are evidenced", source=ACTION_PLAN)
def local_needs_are_evidenced(stage: Stage, on: datetime.date) -> Obstacle | None:
    """There are needs, and somebody who can be named shows each of them in its own place."""
    rows = needs_of(stage.cycle)
    bare = [each for each in rows if not each.shown_here]  # type: ignore[attr-defined]
    if bare:
        return Obstacle(f"Add evidence of the place itself to: {named(bare)}.", where=bare[0].get_absolute_url())
    return None if rows else the_first_is_missing(stage, "Add the first need, with its evidence.")


@gate("Unmet needs are recorded", source=ACTION_PLAN)
def unmet_needs_are_recorded(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Of each need it is said how far it is not met."""
    rows = needs_of(stage.cycle)
    silent = [each for each in rows if not each.unmet]
    if silent:
        return Obstacle(f"Say how far these are not met: {named(silent)}.", where=silent[0].get_absolute_url())
    return None if rows else the_first_is_missing(stage, "Add the first need, and how far it is not met.")


@gate("Needs are settled", source=ACTION_PLAN)
def needs_are_settled(stage: Stage, on: datetime.date) -> Obstacle | None:
    """The partners agree on what is needed before they sign what was analysed; some may stay open beside."""
    rows = needs_of(stage.cycle)
    if any(each.settled_on is not None and each.settled_on <= on for each in rows):
        return None
    if rows:
        told = f"Settle the needs on which you agree, like: {rows[0].title}."
        return Obstacle(told, where=rows[0].get_absolute_url())
    return the_first_is_missing(stage, "Add the first need, and settle it.")


checklist.add(StageKind.ANALYSE, 10, local_needs_are_evidenced)
checklist.add(StageKind.ANALYSE, 30, unmet_needs_are_recorded)
checklist.add(StageKind.ANALYSE, 80, needs_are_settled)
