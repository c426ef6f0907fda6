"""Who wants to know that somebody opened a consultation: subjects above this one add what is done then."""

from collections.abc import Callable

from consultation.consultations.models import Consultation
from core.acts import Actor

Listener = Callable[[Actor, Consultation], None]
_listeners: list[Listener] = []


def on_opening(listener: Listener) -> Listener:
    """Have a function called whenever somebody who acts for an organisation opens a consultation."""
    _listeners.append(listener)
    return listener


def opened(actor: Actor, consultation: Consultation) -> None:
    """Somebody has opened it. Nothing is done for a visitor."""
    if actor.organisation_id is not None:
        for listener in _listeners:
            listener(actor, consultation)
