"""What a consultation's page offers besides: subjects above this one add what can be done with it."""

from collections.abc import Callable
from typing import Any

from consultation.consultations.models import Consultation, State

Act = tuple[str, str]
"""What it is called, and its address."""
Offer = Callable[[Any, Consultation, State], list[Act]]
_offers: dict[int, Offer] = {}


def offering(place: int) -> Callable[[Offer], Offer]:
    """Have a function asked what a person can do with a consultation in a state. It gives only what would work.

    `place` is its place among the others on the page; two cannot have the same.
    """

    def add(offer: Offer) -> Offer:
        assert _offers.setdefault(place, offer) is offer, f"{_offers[place]} has place {place}"
        return offer

    return add


def offered(actor: Any, consultation: Consultation, state: State) -> list[Act]:
    """All that is offered, in the order of the places."""
    return [act for _, offer in sorted(_offers.items()) for act in offer(actor, consultation, state)]
