"""When a review of a Compact is changed and concluded.

Source: Making Partnership Work (2003), section 7: agreement, monitoring and evaluation of Local Compacts.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.reviews.models import CompactReview

SOURCE = "Making Partnership Work, 2003, section 7"


@gate("It was not declared void")
def it_is_not_void(review: "CompactReview", on: datetime.date) -> Obstacle | None:
    """What never was changes no more."""
    return None if review.voided_on is None else Obstacle("This review was declared void. Begin another.")


@gate("It goes on")
def it_goes_on(review: "CompactReview", on: datetime.date) -> Obstacle | None:
    """A review is concluded once."""
    if review.concluded_on is None:
        return None
    return Obstacle(
        f"It was concluded on {words.date(review.concluded_on)}. If that is not the day, change it in the entry.",
        where=reverse("review_edit", args=[review.pk]),
    )


@gate("What it found is written", source=SOURCE)
def the_findings_are_written(review: "CompactReview", on: datetime.date) -> Obstacle | None:
    """Whoever was not there can read what was found."""
    if review.findings.strip():
        return None
    return Obstacle("Write what the review found.", where=reverse("review_findings", args=[review.pk]))


@gate("It says what is to be done", source=SOURCE)
def it_asks_for_something(review: "CompactReview", on: datetime.date) -> Obstacle | None:
    """Advice: a review after which nothing is done changes nothing."""
    if review.actions.exists():
        return None
    where = reverse("review_action_add", args=[review.pk])
    return Obstacle("Nothing is entered yet that anybody is to do.", where=where, binding=False)


TO_CHANGE = (it_is_not_void,)
TO_CONCLUDE = (it_is_not_void, it_goes_on, the_findings_are_written, it_asks_for_something)
