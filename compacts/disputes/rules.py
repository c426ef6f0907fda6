"""How a dispute climbs the ladder, and when it ends.

Source: the procedures of local Compacts for disagreements (Shropshire, Cumbria): informally, before the Compact group,
before a panel; and the ombudsman, who hears complaints about councils.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.disputes.models import Rung
from core.gates import Gate, Obstacle, gate
from core.pages import words
from partnerships.organisations.models import Sector

if TYPE_CHECKING:
    from compacts.disputes.models import Dispute

SOURCE = "the Compact's procedure for disagreements"


@gate("It goes on")
def it_goes_on(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """What has ended is not pursued any further."""
    if dispute.closed_on is None:
        return None
    return Obstacle(f"It ended on {words.date(dispute.closed_on)}. Raise a new one if it happened again.")


@gate("There is a rung above", source=SOURCE)
def there_is_a_rung_above(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """The ladder has four rungs."""
    if dispute.next_rung is not None:
        return None
    return Obstacle(
        "It is with the ombudsman, the last rung. Enter how it ended.",
        where=reverse("dispute_close", args=[dispute.pk]),
    )


@gate("The ombudsman hears it", source="the Local Government Ombudsman's fact sheet for voluntary groups")
def the_ombudsman_hears_it(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """Only what councils did."""
    if dispute.against.kind.sector == Sector.COUNCIL:
        return None
    return Obstacle(
        "The ombudsman hears complaints about councils only, so the panel is the last rung here. Enter how it ended.",
        where=reverse("dispute_close", args=[dispute.pk]),
    )


@gate("It has ended")
def it_has_ended(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """Nothing is learned in public from what is still disputed."""
    if dispute.closed_on is not None:
        return None
    return Obstacle("Enter first how it ended.", where=reverse("dispute_close", args=[dispute.pk]))


@gate("It says what was learned")
def it_says_what_was_learned(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """Which is all that is published of it."""
    if dispute.learning.strip():
        return None
    return Obstacle("Enter what was learned.", where=reverse("dispute_edit", args=[dispute.pk]))


@gate("It is not published yet")
def it_is_not_published(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """It is published once."""
    if dispute.published_on is None:
        return None
    return Obstacle(f"What was learned is published since {words.date(dispute.published_on)}.")


def to_go_on(dispute: "Dispute") -> tuple[Gate, ...]:
    """What the next rung waits for; the ombudsman is asked of only below the ombudsman."""
    last = (the_ombudsman_hears_it,) if dispute.next_rung == Rung.OMBUDSMAN else ()
    return (it_goes_on, there_is_a_rung_above, *last)


TO_PUT_OFF = (it_goes_on,)
TO_CLOSE = (it_goes_on,)
TO_PUBLISH = (it_has_ended, it_says_what_was_learned, it_is_not_published)
