"""What other subjects show on the page of a plan. Each declares a part in its `sections.py`.

    parts.add(Part("What contract reviews taught it", used, some))

`used(actor, plan)` gives lines (`cycles/parts.py`) of what the person may see, in one query. It is asked only where
`some(plan)`, of the key of the plan, has a row, of whoever.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from commissioning.cycles.parts import Line
from commissioning.plans.models import CommissioningPlan
from commissioning.plans.reading import IN_PLAN
from core.acts import Actor


class Part(NamedTuple):
    """A heading with lines below it, and a sentence between the two."""

    title: str
    lines: Callable[[Actor, CommissioningPlan], list[Line]]
    some: Callable[[int], QuerySet[Any, Any]]
    intro: str = ""


PARTS: list[Part] = []


def add(part: Part) -> None:
    """Declare a part of the page."""
    IN_PLAN.add(part.title, part.some)
    PARTS.append(part)


def shown(actor: Actor, plan: CommissioningPlan) -> list[tuple[Part, list[Line]]]:
    """The parts that have something to show."""
    found = [(part, part.lines(actor, plan)) for part in PARTS if not IN_PLAN.none(plan, part.title)]
    return [(part, lines) for part, lines in found if lines]
