"""When a Local Compact may be agreed, launched, reviewed and given up.

Sources: Making Partnership Work (2003), section 7; the Herefordshire action plan (2005), Compact Manager.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.local.models import State
from core.gates import Gate, Obstacle, gate
from core.pages import words
from partnerships.bodies.models import BodyKind

if TYPE_CHECKING:
    from compacts.local.models import LocalCompact


@gate("It has not lapsed")
def it_has_not_lapsed(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """What lapsed stays as it was; a new one takes its place."""
    if compact.lapsed_on is None:
        return None
    return Obstacle(
        f"It lapsed on {words.date(compact.lapsed_on)}. Begin a new one in its place.", where=reverse("compact_begin")
    )


@gate("A Compact Manager is named", source="Herefordshire Compact action plan, 2005")
def it_has_a_manager(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """Somebody answers for it, and can be reached."""
    if compact.manager_name.strip() and (compact.manager_email or compact.manager_telephone.strip()):
        return None
    missing = "how to reach its Compact Manager" if compact.manager_name.strip() else "who its Compact Manager is"
    return Obstacle(f"Enter {missing}.", where=reverse("compact_manager", args=[compact.pk]))


@gate("It is not agreed yet")
def it_is_not_agreed(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """It is agreed once."""
    return done_already(compact, "agreed", compact.agreed_on)


@gate("It is agreed", source="Making Partnership Work, 2003, section 7")
def it_is_agreed(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """What is launched was agreed before."""
    if compact.agreed_on is not None:
        return None
    return Obstacle("Enter first when it was agreed.", where=reverse("compact_agree", args=[compact.pk]))


@gate("It is known when it is reviewed next", source="Making Partnership Work, 2003, section 7")
def it_has_a_day_of_review(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """Otherwise nobody is reminded."""
    if compact.review_due is not None:
        return None
    return Obstacle("Enter by when it is to be reviewed.", where=reverse("compact_edit", args=[compact.pk]))


@gate("It is not launched yet")
def it_is_not_launched(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """It is launched once; a review launches it again."""
    return done_already(compact, "launched", compact.launched_on)


@gate("It is launched", source="Making Partnership Work, 2003, section 7")
def it_is_launched(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """What is reviewed is in use."""
    if compact.launched_on is not None:
        return None
    return Obstacle("Enter first when it was launched.", where=reverse("compact_launch", args=[compact.pk]))


@gate("No review of it is going on")
def no_review_goes_on(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """One review at a time."""
    review = compact.open_review
    if review is None:
        return None
    return Obstacle(
        f"The review that began on {words.date(review.began_on)} goes on. Conclude it first.",
        where=review.get_absolute_url(),
    )


def done_already(compact: "LocalCompact", what: str, day: datetime.date | None) -> Obstacle | None:
    """The obstacle where a step was taken, with the way to put its day right."""
    if day is None:
        return None
    return Obstacle(
        f"It was {what} on {words.date(day)}. If that is not the day, change it in the entry.",
        where=reverse("compact_edit", args=[compact.pk]),
    )


@gate("Its working group is one", source="Herefordshire action plan, 2006")
def its_group_is_a_working_group(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """A board or a partnership decides; the group that works on the Compact answers to it."""
    group = compact.working_group
    if group is None or group.kind == BodyKind.WORKING_GROUP:
        return None
    return Obstacle(
        f"{group.name} is not a working group. Choose one that is, or change its kind on its page.",
        where=group.get_absolute_url(),
    )


@gate("Its working group goes on")
def its_group_goes_on(compact: "LocalCompact", on: datetime.date) -> Obstacle | None:
    """What is over does not work on it."""
    group = compact.working_group
    if group is None or group.ends is None or group.ends >= on:
        return None
    return Obstacle(
        f"{group.name} ended on {words.date(group.ends)}. Choose one that goes on, or say on its page that it goes on "
        "after all.",
        where=group.get_absolute_url(),
    )


TO_NAME_A_GROUP = (its_group_is_a_working_group, its_group_goes_on)
TO_AGREE = (it_has_not_lapsed, it_is_not_agreed, it_has_a_manager)
TO_LAUNCH = (it_has_not_lapsed, it_is_not_launched, it_is_agreed, it_has_a_manager, it_has_a_day_of_review)
TO_BEGIN_REVIEW = (it_has_not_lapsed, it_is_launched, no_review_goes_on)
TO_RECORD_REVIEW = (it_is_launched,)
TO_LAPSE = (it_has_not_lapsed, no_review_goes_on)

NEXT: dict[State, tuple[Gate, ...]] = {
    State.IN_DEVELOPMENT: TO_AGREE,
    State.AGREED: TO_LAUNCH,
    State.LAUNCHED: TO_BEGIN_REVIEW,
    State.UNDER_REVIEW: (),
    State.REFRESHED: TO_BEGIN_REVIEW,
    State.LAPSED: (),
}
"""What the next step of each state waits for."""
