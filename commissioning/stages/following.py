"""What the last signature of a stage brings about beyond the next stage: a subject above declares it in its `gates.py`.

    following.add(StageKind.REVIEW, Follows("Open the next cycle now", "What goes over", shown, opens))

The page on which a stage is signed shows beforehand what would happen, and whoever signs can choose not to. Who signs
last is not known when the page is opened, so each signer is asked, and the choice of the last one counts.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from commissioning.cycles.models import Stage
from commissioning.cycles.parts import Line
from core.acts import Actor


@dataclass(frozen=True)
class Preview:
    """What would happen, in sentences, with a line for each thing that it takes along; or that it cannot, and why."""

    possible: bool
    sentences: list[str]
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Follows:
    """What follows: what it is called where it is chosen, the heading of its lines, what would happen, and the act.

    The act does nothing where it cannot: it says why in the trail, and stands in the way of no signature.
    """

    label: str
    lines_title: str
    shown: Callable[[Actor, Stage, datetime.date], Preview]
    opens: Callable[[Actor, Stage], None]


FOLLOWS: dict[str, Follows] = {}


def add(kind: str, follows: Follows) -> Follows:
    """Declare what follows when a stage of a kind is signed off."""
    if kind in FOLLOWS:
        raise ValueError(f"Two subjects follow the stage {kind}.")
    FOLLOWS[kind] = follows
    return follows


def after(stage: Stage) -> Follows | None:
    """What follows a stage."""
    return FOLLOWS.get(stage.kind)


def follow(by: Actor, stage: Stage, chosen: bool) -> None:
    """Let it follow, where the stage has just been signed off and whoever signed last chose it."""
    follows = after(stage)
    if follows is not None and chosen and stage.signed_off_on is not None:
        follows.opens(by, stage)
