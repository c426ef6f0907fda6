"""What a board or group serves, as subjects above this one know it: each adds its lines in its `sections.py`."""

from collections.abc import Callable

from core.acts import Actor
from partnerships.bodies.models import Body
from partnerships.organisations.sections import Line

Lines = Callable[[Actor, Body], list[Line]]

SERVES: dict[str, Lines] = {}


def add(name: str, lines: Lines) -> None:
    """Declare what else of a subject a board or group serves; each person is shown what they may see of it."""
    SERVES[name] = lines


def served_by(body: Body, actor: Actor) -> list[Line]:
    """Everything it serves that this person may see, subject by subject."""
    return [line for name in sorted(SERVES) for line in SERVES[name](actor, body)]
