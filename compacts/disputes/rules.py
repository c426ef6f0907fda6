"""How a dispute climbs the ladder, and when it ends.

Source: the procedures of local Compacts for disagreements (Shropshire, Cumbria): informally, before the Compact group,
before a panel; and the ombudsman, who hears complaints about councils.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.disputes.models import HEARD, Rung
from core.gates import Gate, Obstacle, gate
from core.pages import words
from partnerships.organisations.models import Sector

if TYPE_CHECKING:
    from compacts.disputes.models import Dispute
    from partnerships.bodies.models import Body
    from partnerships.organisations.models import Area

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


@gate("A board or group hears it on this rung", source=SOURCE)
def a_group_hears_it(dispute: "Dispute", on: datetime.date) -> Obstacle | None:
    """The two talk alone at first, and the ombudsman is none of the register's."""
    if dispute.step.rung in HEARD:
        return None
    return Obstacle(
        "On this rung no board or group hears it. Name the one that does when you take it to the Compact group or the "
        "panel.",
        where=dispute.get_absolute_url(),
    )


def places_of(area: "Area") -> frozenset[int]:
    """The localities whose boards and groups may hear a dispute of one: it, its parts, and what it lies in."""
    return frozenset({*area.with_parts(), *area.with_wholes()})


def why_not_heard_by(body: "Body", area: "Area", on: datetime.date) -> str:
    """Why a board or group does not hear a dispute of a locality on a day; '' where it does."""
    if not body.holds_on(on):
        return f"{body.name} was not there on {words.date(on)}. Choose another, or leave this empty."
    if body.area_id not in places_of(area):
        return f"{body.name} is one of {body.area}, not of {area}. Choose another, or leave this empty."
    return ""


def to_go_on(dispute: "Dispute") -> tuple[Gate, ...]:
    """What the next rung waits for; the ombudsman is asked of only below the ombudsman."""
    last = (the_ombudsman_hears_it,) if dispute.next_rung == Rung.OMBUDSMAN else ()
    return (it_goes_on, there_is_a_rung_above, *last)


TO_PUT_OFF = (it_goes_on,)
TO_BE_HEARD = (it_goes_on, a_group_hears_it)
TO_CLOSE = (it_goes_on,)
TO_PUBLISH = (it_has_ended, it_says_what_was_learned, it_is_not_published)
