"""When a review of a Compact is changed and concluded.

Source: Making Partnership Work (2003), section 7: agreement, monitoring and evaluation of Local Compacts.
"""

import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from core.acts import Refused, refuse_to_come
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.local.models import LocalCompact
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
    if review.actions.filter(dropped_on=None).exists():
        return None
    where = reverse("review_action_add", args=[review.pk])
    return Obstacle("Nothing is entered yet that anybody is to do.", where=where, binding=False)


def refuse_wrong_days(
    compact: "LocalCompact", first: datetime.date, last: datetime.date | None = None, *,
    of: "CompactReview | None" = None, called: str = "concluded_on",
) -> None:  # fmt: skip
    """Refuse days of a review that cannot be. `last` is none while it goes on, and is `called` as its form does."""
    refuse_to_come(**{"began_on": first, called: last})
    refuse_end_before_start(first, last, called)
    refuse_before_the_launch(compact, first)
    refuse_after_the_end(compact, **{called: last} if last else {"began_on": first})
    refuse_within_another(compact, first, last, of)


def refuse_end_before_start(first: datetime.date, last: datetime.date | None, called: str) -> None:
    """A review ends when it has begun."""
    if last is not None and last < first:
        raise Refused({called: f"It began on {words.date(first)}. Enter that day or a later one."})


def refuse_before_the_launch(compact: "LocalCompact", first: datetime.date) -> None:
    """What is reviewed is in use."""
    launched = compact.launched_on
    if launched is not None and first < launched:
        told = f"The Compact was launched on {words.date(launched)}. Enter that day or a later one."
        raise Refused({"began_on": told})


def refuse_after_the_end(compact: "LocalCompact", **day: datetime.date) -> None:
    """What lapsed is reviewed no more."""
    for name, on in day.items():
        if compact.lapsed_on is not None and on > compact.lapsed_on:
            raise Refused({name: f"The Compact lapsed on {words.date(compact.lapsed_on)}. Enter an earlier day."})


def refuse_within_another(
    compact: "LocalCompact", first: datetime.date, last: datetime.date | None, of: "CompactReview | None"
) -> None:
    """One review at a time, whether it is over or goes on."""
    others = compact.reviews.standing().exclude(pk=of.pk if of is not None else None)
    others = others.filter(Q(concluded_on=None) | Q(concluded_on__gte=first))
    other = (others.filter(began_on__lte=last) if last is not None else others).first()
    if other is None:
        return
    until = f"to {words.date(other.concluded_on)}" if other.concluded_on else "on"
    told = f"Another review went from {words.date(other.began_on)} {until}. Enter days outside it."
    if last is None and other.began_on > first:
        told += " A review that was over by then is entered with all its days."
    raise Refused({"began_on": told})


def refuse_due_too_early(review_due: datetime.date, concluded_on: datetime.date) -> None:
    """The next review is after this one."""
    if review_due <= concluded_on:
        raise Refused({"review_due": "Enter a day after the one on which this review was concluded."})


TO_CHANGE = (it_is_not_void,)
TO_CONCLUDE = (it_is_not_void, it_goes_on, the_findings_are_written, it_asks_for_something)
