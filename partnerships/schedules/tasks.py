"""Making scheduled reports, each morning those whose day has come or was slept through."""

import datetime
from typing import Any

from core import clock
from core.pages import words
from core.work.jobs import job
from core.work.kinds import Progress, counted
from core.work.models import WorkRow
from partnerships.schedules.actions import due_schedules, run_schedule


def make_scheduled(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make what is due; interrupted, it goes on with the schedules that are left."""
    made = counted((run_schedule(by=row.actor, pk=pk) for pk in due_schedules(clock.today())), progress)
    return {"text": f"{words.plural(made, 'report')} made by schedule"}


job("make_scheduled_reports", title="Make scheduled reports", at=datetime.time(5, 30), run=make_scheduled)
