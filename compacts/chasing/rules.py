"""When the lead of a body is written to about a target of sign-up."""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.deadline.coverage import Coverage
from compacts.deadline.rules import Stand, it_goes_on
from core.gates import Obstacle, gate

if TYPE_CHECKING:
    from compacts.chasing.models import CompactLead
    from compacts.deadline.models import SignupStanding, SignupTarget


def lead_of(standing: "SignupStanding") -> "CompactLead | None":
    """Who leads on Compacts at the body."""
    return getattr(standing.organisation, "compact_lead", None)


def stand_now(target: "SignupTarget", organisation: int, on: datetime.date) -> Stand | None:
    """How a counted body stands on the day; nothing where it is not counted."""
    found = (each for each in Coverage(target, on).counted if each.organisation.pk == organisation)
    return next((each.stand for each in found), None)


@gate("The target goes on")
def the_target_goes_on(standing: "SignupStanding", on: datetime.date) -> Obstacle | None:
    """Nobody is chased for what is over."""
    return it_goes_on(standing.target, on)


@gate("It is known who leads on Compacts there")
def a_lead_is_named(standing: "SignupStanding", on: datetime.date) -> Obstacle | None:
    """A mail or letter goes to one person."""
    if lead_of(standing) is not None:
        return None
    return Obstacle(
        f"Enter who leads on Compacts at {standing.organisation.name}, and how to write to them.",
        where=reverse("compact_lead_name"),
    )


@gate("It has not met the target")
def it_has_not_met_it(standing: "SignupStanding", on: datetime.date) -> Obstacle | None:
    """By the figures of this moment, whatever the list said."""
    stand = stand_now(standing.target, standing.organisation_id, on)
    if stand is not None and stand.is_lacking:
        return None
    return Obstacle(
        "By what is known now it has met the target, does not count, or it cannot be determined. Look at its line on "
        "the target's page.",
        where=standing.target.get_absolute_url(),
    )


TO_CHASE = (the_target_goes_on, a_lead_is_named, it_has_not_met_it)
