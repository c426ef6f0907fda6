"""What rests on a decision, as subjects above this one know it: each says so in its `gates.py`."""

from collections.abc import Callable

from core.acts import Refused
from partnerships.bodies.models import Decision

Resting = Callable[[Decision], list[str]]

_RESTS: list[Resting] = []
_MENTIONS: list[Resting] = []


def add(rests: Resting, mentions: Resting | None = None) -> None:
    """Declare what stands because of a decision: sentences that say what it is, and what to do first.

    `mentions`: what else was recorded with its day and outcome, so that these are not put right under it.
    """
    _RESTS.append(rests)
    _MENTIONS.append(mentions or rests)


def refuse_while_needed(decision: Decision) -> None:
    """Refuse to declare a decision void on which something rests."""
    refuse(_RESTS, decision)


def refuse_while_recorded(decision: Decision) -> None:
    """Refuse another day or outcome of a decision that was recorded with something."""
    refuse(_MENTIONS, decision)


def refuse(declared: list[Resting], decision: Decision) -> None:
    """All that stands in the way, in one refusal."""
    if found := [sentence for each in declared for sentence in each(decision)]:
        raise Refused(found)
