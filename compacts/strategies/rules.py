"""What of a strategy stays once priorities rest on it."""

import datetime
from typing import TYPE_CHECKING

from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.strategies.models import JointStrategy


@gate("No priority rests on it yet")
def no_priority_rests_on_it(strategy: "JointStrategy", on: datetime.date) -> Obstacle | None:
    """What was agreed to as the stage of a strategy keeps that strategy."""
    count = strategy.priorities.count()
    if not count:
        return None
    rest = words.plural(count, "priority rests", "priorities rest")
    return Obstacle(f"{rest} on it, so its title, locality and years stay. Add another strategy for later years.")


TO_CHANGE_ITS_YEARS = (no_priority_rests_on_it,)
