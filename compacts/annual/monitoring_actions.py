"""Noting through the year how the work plan of an annual agreement goes."""

import datetime

from django.db import transaction

from compacts.annual import rules
from compacts.annual.models import WorkLine, WorkProgress
from core import clock
from core.acts import Actor, authorise, locked, refuse_to_come
from core.gates import check
from core.trail.actions import record, save_changes, save_new

NOTE = "compacts.note_progress"


@transaction.atomic
def note_progress(*, by: Actor, line: WorkLine, state: str, note: str, on: datetime.date | None = None) -> WorkLine:
    """Note how a line of the work plan stands, today or on an earlier day. The latest day says how it stands now."""
    line = locked(WorkLine, line.pk)
    authorise(by, NOTE, line)
    check(rules.TO_NOTE, line)
    on = on or clock.today()
    refuse_to_come(on=on)
    progress = WorkProgress(line=line, noted_on=on, state=state, note=note.strip())
    save_new(by, "noted", progress, line=line.what, state=progress.get_state_display(), on=on)
    latest = line.progress.last()
    save_changes(by, "progress noted", line, {"state": latest.state if latest else line.state})
    record(by, "progress noted", line.annual, line=line.what, state=progress.get_state_display(), on=on)
    return line
