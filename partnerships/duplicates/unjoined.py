"""What a merge leaves as two, because only people can say which of the two is meant: told on the page of the pair.

Each subject that knows of such a thing declares it in its `unjoined.py` (ADR 8):

    unjoined.add(Unjoined("Two answers to one consultation both count ...", lines=lines))
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.acts import Actor
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations.sections import Line


@dataclass(frozen=True)
class Unjoined:
    """One kind of thing that stays two: what that means, in a sentence, and those of a pair that the person may see."""

    sentence: str
    lines: Callable[[DuplicateSuggestion, Actor], list[Line]]


UNJOINED: list[Unjoined] = []


def add(unjoined: Unjoined) -> Unjoined:
    """Declare what a merge leaves as two."""
    UNJOINED.append(unjoined)
    return unjoined


def unjoined_of(pair: DuplicateSuggestion, actor: Actor) -> list[tuple[str, list[Line]]]:
    """Each kind with what there is of it. One statement for each."""
    return [(each.sentence, each.lines(pair, actor)) for each in UNJOINED]
