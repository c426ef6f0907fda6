"""When a lesson is recorded and declared void.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), section 3: the contracting
experience must inform the ongoing development of the plans.
"""

import datetime
from typing import TYPE_CHECKING

from commissioning.cycles.models import CommissioningCycle, StageKind, StageState
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.lessons.models import Lesson


def following(cycle: CommissioningCycle) -> CommissioningCycle | None:
    """The cycle that follows, where it was opened."""
    return CommissioningCycle.objects.filter(follows=cycle.pk).first()


@gate("What was planned is being done")
def doing_has_begun(cycle: CommissioningCycle, on: datetime.date) -> Obstacle | None:
    """Nothing teaches before it is tried."""
    stage = next((each for each in cycle.stages.all() if each.kind == StageKind.DO), None)
    if stage is not None and stage.state_on(on) != StageState.NOT_STARTED:
        return None
    return Obstacle("Lessons are drawn once Do has opened: sign off Plan first.", where=cycle.get_absolute_url())


@gate("The next cycle was not opened")
def the_next_is_not_open(cycle: CommissioningCycle, on: datetime.date) -> Obstacle | None:
    """What was carried over stays as it was."""
    after = following(cycle)
    if after is None:
        return None
    told = f"{after.title} was opened with what this one taught. Add to the analysis of that cycle instead."
    return Obstacle(told, where=after.get_absolute_url())


@gate("It was not declared void")
def it_counts(lesson: "Lesson", on: datetime.date) -> Obstacle | None:
    """What is void stays as it was."""
    if lesson.voided_on is None:
        return None
    told = f"It was declared void on {words.date(lesson.voided_on)}. If it was right after all, record it again."
    return Obstacle(told, where=lesson.cycle.get_absolute_url())


TO_RECORD = (doing_has_begun, the_next_is_not_open)
TO_VOID = (it_counts,)
