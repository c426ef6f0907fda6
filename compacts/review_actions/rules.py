"""When what a review asked for is changed, ticked off or given up."""

import datetime
from typing import TYPE_CHECKING

from compacts.reviews.rules import it_is_not_void
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.review_actions.models import ReviewAction


@gate("It is still to do")
def it_is_open(action: "ReviewAction", on: datetime.date) -> Obstacle | None:
    """What is done or given up is so once."""
    if action.is_open:
        return None
    if action.done_on is not None:
        return Obstacle(f"It was done on {words.date(action.done_on)}. If it was not, say so on its page.")
    return Obstacle(f"It was given up on {words.date(action.dropped_on)}. Take that back on its page first.")


@gate("Its review was not declared void")
def its_review_stands(action: "ReviewAction", on: datetime.date) -> Obstacle | None:
    """What a review asked for that never was, nobody has to do."""
    return it_is_not_void(action.review, on)


@gate("It was ticked off or given up")
def it_is_over(action: "ReviewAction", on: datetime.date) -> Obstacle | None:
    """Only what is over is taken up again."""
    return Obstacle("It is still to do.") if action.is_open else None


TO_CHANGE = (its_review_stands, it_is_open)
TO_REOPEN = (its_review_stands, it_is_over)
