"""Recording what a cycle teaches, and declaring a wrong entry void."""

from django.db import transaction

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.rules import refuse_void
from commissioning.lessons.models import Lesson
from commissioning.lessons.rules import TO_RECORD, TO_VOID, the_next_is_not_open
from core import clock
from core.acts import Actor, authorise, locked
from core.gates import check
from core.trail.actions import record, save_changes, save_new

RECORD, VOID = "commissioning.record_lesson", "commissioning.void_lesson"


@transaction.atomic
def record_lesson(*, by: Actor, cycle: CommissioningCycle, kind: str, text: str, source: str = "") -> Lesson:
    """Record what a cycle teaches, or what the plan that follows does otherwise. The next cycle begins with it."""
    cycle = locked(CommissioningCycle, cycle.pk)
    authorise(by, RECORD, cycle)
    refuse_void(cycle)
    check(TO_RECORD, cycle)
    lesson = Lesson(cycle=cycle, kind=kind, text=text.strip(), source=source.strip(), recorded_on=clock.today())
    save_new(by, "recorded", lesson, cycle=cycle.title, kind=lesson.get_kind_display())
    record(by, "lesson recorded", cycle, lesson=str(lesson))
    return lesson


@transaction.atomic
def void_lesson(*, by: Actor, lesson: Lesson, reason: str) -> Lesson:
    """Declare that it was entered by mistake. It is kept with the reason, and is not carried over."""
    cycle, lesson = locked(CommissioningCycle, lesson.cycle_id), locked(Lesson, lesson.pk)
    authorise(by, VOID, lesson)
    check(TO_VOID, lesson)
    check((the_next_is_not_open,), cycle)
    save_changes(by, "declared void", lesson, {"voided_on": clock.today(), "void_reason": reason.strip()})
    record(by, "lesson declared void", cycle, lesson=str(lesson))
    return lesson
