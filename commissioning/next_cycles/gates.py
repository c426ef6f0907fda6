"""The last signature of Review opens the next cycle, with what the page of that act proposes (ADR 35)."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.parts import Line
from commissioning.next_cycles.actions import EDIT, open_next_cycle
from commissioning.next_cycles.carried import to_be_carried
from commissioning.next_cycles.rules import TO_OPEN_AT_CLOSING, next_days, next_partners, next_title
from commissioning.stages import following
from commissioning.stages.following import Follows, Preview
from core import clock
from core.acts import Actor, Refused
from core.gates import checklist
from core.pages import words
from core.trail.actions import record

MAY_NOT = (
    "You sign off Review, but do not open cycles: once it is signed off, a commissioner of one of the partners, or the "
    "Forum secretariat, opens the next one on the page of this cycle."
)
NOT_OPENED = "The next cycle does not open with this signature."
OTHERWISE = (
    "To choose its title, its days or which needs go over, clear the box below, and open it on the page of this cycle "
    "once Review is signed off."
)


def why_not(actor: Actor, cycle: CommissioningCycle, on: datetime.date) -> list[Line]:
    """Why the next cycle cannot be opened by this person when Review is signed off, with where that is put right."""
    if not actor.may(EDIT, cycle):
        return [Line(MAY_NOT)]
    found = [each.obstacle for each in checklist(TO_OPEN_AT_CLOSING, cycle, on)]
    return [Line(each.message, each.where) for each in found if each is not None]


def shown(actor: Actor, stage: Stage, on: datetime.date) -> Preview:
    """What the next cycle would be, and all that goes over into it; or why it does not open."""
    cycle = stage.cycle
    problems = why_not(actor, cycle, on)
    if problems:
        return Preview(False, [NOT_OPENED], problems)
    first, last = next_days(cycle)
    names = " and ".join(body.name for body, _ in next_partners(cycle, on))
    what = f"{next_title(cycle)}, from {words.date(first)} to {words.date(last)}"
    told = f"With the last signature the next cycle opens at Analyse: {what}. It is commissioned by {names}."
    return Preview(True, [told, OTHERWISE], to_be_carried(actor, cycle))


def open_if_possible(by: Actor, stage: Stage) -> None:
    """Open the next cycle with all that is proposed; where that cannot be, the trail of this one says why."""
    cycle = stage.cycle
    problems = [each.text for each in why_not(by, cycle, clock.today())]
    if not problems:
        try:
            with transaction.atomic():
                open_next_cycle(by=by, cycle=cycle)
        except Refused as refusal:
            problems = refusal.messages
        except PermissionDenied as refusal:
            problems = [str(refusal)]
    if problems:
        record(by, "next cycle not opened", cycle, because=" ".join(problems))


following.add(StageKind.REVIEW, Follows("Open the next cycle now", "What goes over", shown, open_if_possible))
