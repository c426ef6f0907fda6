"""What a cycle leaves to the next one, on its page and at Review; and what a cycle began with, on its page and at
Analyse."""

from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.parts import Line
from commissioning.lessons.actions import RECORD
from commissioning.lessons.rules import following
from commissioning.next_cycles import carried
from core import clock
from core.acts import Actor


def left(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[Line]:
    """What goes over, once Review has opened and as long as the next cycle was not opened."""
    if stage is not None and stage.kind != StageKind.REVIEW:
        return []
    rows = [stage] if stage is not None else [each for each in cycle.stages.all() if each.kind == StageKind.REVIEW]
    begun = any(each.opened_on is not None and each.opened_on <= clock.today() for each in rows)
    return carried.to_be_carried(actor, cycle) if begun and not hasattr(cycle, "followed_by") else []


def began_with(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[Line]:
    """What was carried over."""
    if stage is not None and stage.kind != StageKind.ANALYSE:
        return []
    return carried.was_carried(actor, cycle)


def next_one(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[Line]:
    """The cycle that was opened, on the page of Review; the cycle's own page names it among its facts."""
    after = following(cycle) if stage is not None and stage.kind == StageKind.REVIEW else None
    return [Line(after.title, after.get_absolute_url())] if after is not None else []


parts.add(parts.Part("The next cycle was opened", 91, lines=next_one))
parts.add(parts.Part("What the next cycle begins with", 90, lines=left))
parts.add(parts.Part("Carried over from the cycle before", 5, lines=began_with))
parts.offer((RECORD, "Record what this cycle teaches", "lesson_record"), parts.OF_CYCLE)
