"""What a consultation's page offers besides: subjects above this one add what can be done with it."""

from collections.abc import Callable
from typing import Any

from consultation.consultations.models import Consultation, State

Act = tuple[str, str]
"""What it is called, and its address."""
Offer = Callable[[Any, Consultation, State], list[Act]]
_offers: list[Offer] = []


def offering(offer: Offer) -> Offer:
    """Have a function asked what a person can do with a consultation in a state. It gives only what would work."""
    _offers.append(offer)
    return offer


def offered(actor: Any, consultation: Consultation, state: State) -> list[Act]:
    """All that is offered, in the order in which it was added."""
    return [act for offer in _offers for act in offer(actor, consultation, state)]
