"""When organisations are invited to answer, and when they are reminded."""

import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from consultation.consultations.rules import WITHDRAWN, opening_in_words
from core import clock
from core.gates import Obstacle, gate

if TYPE_CHECKING:
    from consultation.consultations.models import Consultation

EVERYBODY = "Everybody in the register of partners"
CHOOSE = f"Choose a sector, a kind, a place or a group, or tick '{EVERYBODY}'."
NOT_BOTH = "You have ticked everybody, and chosen some as well. Take one of the two away."
NARROWS = ("sector", "kind", "area", "term")


def problem_of_choice(chosen: dict[str, Any]) -> str:
    """What is wrong with the choice of whom to invite, in a sentence: everybody is invited only by saying so."""
    some, everybody = any(chosen.get(name) for name in NARROWS), bool(chosen.get("everybody"))
    if some and everybody:
        return NOT_BOTH
    return "" if some or everybody else CHOOSE


@gate("It is published, and has not been withdrawn")
def it_stands(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """People can read what they are asked."""
    if consultation.withdrawn_at is not None:
        return Obstacle(WITHDRAWN)
    where = reverse("consultation_prepare", args=[consultation.pk])
    return None if consultation.published_at else Obstacle("Publish it first: nobody is invited to a draft.", where)


@gate("It has opened")
def it_has_opened(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """Nobody is reminded of what cannot be answered yet."""
    if clock.now() >= consultation.opens_at:
        return None
    return Obstacle(f"Wait until it opens, on {opening_in_words(consultation)}.")


@gate("It has not closed")
def it_has_not_closed(consultation: "Consultation", on: datetime.date) -> Obstacle | None:
    """There is time to answer."""
    if clock.now() < consultation.closes_at:
        return None
    return Obstacle("It has closed. Open it again first, with a later closing day.")


TO_INVITE = (it_stands, it_has_not_closed)
TO_CHASE = (it_stands, it_has_opened, it_has_not_closed)
