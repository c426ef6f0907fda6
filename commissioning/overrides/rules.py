"""When a stage may go on without an involvement, and who is told.

Source: Making Partnership Work (2003): the sector is involved in the assessment of needs and the planning of services,
or it is written why not.
"""

import datetime
from typing import TYPE_CHECKING

from commissioning.overrides.models import OF_STAGE, Asked
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.cycles.models import Stage
    from commissioning.overrides.models import Override

SAME_PARTNER = "{} asked for this. A second person of another partner, or the Forum secretariat, confirms it."


@gate("It waits for a second person")
def it_waits(override: "Override", on: datetime.date) -> Obstacle | None:
    """It is confirmed or declined once."""
    if override.confirmed_on is not None:
        return Obstacle(f"It was confirmed on {words.date(override.confirmed_on)}.")
    if override.declined_on is not None:
        return Obstacle(f"It was declined on {words.date(override.declined_on)}. It can be asked for again.")
    return None


@gate("Its stage is open")
def its_stage_is_open(override: "Override", on: datetime.date) -> Obstacle | None:
    """What is signed off needs nothing any more."""
    stage = override.stage
    if stage.opened_on is not None and stage.signed_off_on is None:
        return None
    said = "was signed off" if stage.signed_off_on else "has not opened"
    return Obstacle(f"{stage.get_kind_display()} {said}.", where=stage.get_absolute_url())


TO_DECIDE = (it_waits, its_stage_is_open)


def refuse_not_asked(stage: "Stage", line: str) -> None:
    """Refuse a line that this stage does not ask for, or one of a stage that is not open."""
    if OF_STAGE[Asked(line)] != stage.kind:
        raise Refused({"line": f"{stage.get_kind_display()} does not ask for this. Choose another."})
    if stage.opened_on is None or stage.signed_off_on is not None:
        raise Refused(f"{stage.get_kind_display()} is not open. Only an open stage can go on without something.")


def holds(stage: "Stage", line: str, on: datetime.date) -> bool:
    """Whether two people have let a stage go on without this."""
    return any(
        each.line == line and each.confirmed_on is not None and each.confirmed_on <= on
        for each in stage.overrides.all()
    )  # fmt: skip
