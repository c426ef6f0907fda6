"""What other subjects show on the page of a cycle and of its stages, and what they let people do from there.

    parts.add(Part("Who was involved", 20, lines=lines, asks=INVOLVED))
    parts.offer((RECORD, "Record an involvement", "involvement_record"), StageKind.ANALYSE, StageKind.PLAN)

Declared in a subject's `sections.py`. `lines` is asked with the person, the cycle and, on a stage's page, that stage;
it costs the same number of queries whatever it finds. Without a line a part is not shown. `asks` is the name by which
`IN_CYCLE` (`reading.py`) knows whether there is any of it: where it is known that there is none, `lines` is not asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commissioning.cycles.reading import IN_CYCLE
from core.acts import Actor
from core.registers.records import Link

if TYPE_CHECKING:
    from commissioning.cycles.models import CommissioningCycle, Stage


@dataclass(frozen=True)
class Line:
    """One line: what it is, its page, a few words after it, and the tag beside it as (words, colour)."""

    text: str
    href: str = ""
    more: str = ""
    tag: tuple[str, str] | None = None


@dataclass(frozen=True)
class Part:
    """A heading with lines below it, and a sentence between the two."""

    title: str
    place: int
    lines: Callable[[Actor, "CommissioningCycle", "Stage | None"], list[Line]]
    intro: str = ""
    asks: str = ""


PARTS: list[Part] = []
OFFERED: dict[str, list[Link]] = {}
OF_OPEN_ONES: list[Link] = []
"""What is offered of stages only while they are open."""
OF_CYCLE = "cycle"
"""Where something is offered on the page of the cycle, not of a stage."""


def add(part: Part) -> Part:
    """Declare a part of the pages."""
    PARTS.append(part)
    PARTS.sort(key=lambda each: each.place)
    return part


def offer(link: Link, *kinds: str, while_open: bool = False) -> None:
    """Offer an act on the pages of stages of these kinds (its address takes the stage), or on that of the cycle; of
    stages only `while_open`, where it is refused afterwards."""
    if while_open:
        OF_OPEN_ONES.append(link)
    for kind in kinds:
        OFFERED.setdefault(kind, []).append(link)


def shown(actor: Actor, cycle: "CommissioningCycle", stage: "Stage | None" = None) -> list[tuple[Part, list[Line]]]:
    """The parts that have something to show."""
    asked = [each for each in PARTS if not (each.asks and IN_CYCLE.none(cycle, each.asks))]
    found = [(each, each.lines(actor, cycle, stage)) for each in asked]
    return [(part, lines) for part, lines in found if lines]
