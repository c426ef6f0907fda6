"""The three things Celery is told to do. Each takes an id or a name, and may run nought, one or many times."""

import datetime
from typing import Any

from celery import shared_task

from core import clock
from core.work import actions, jobs
from core.work.kinds import Progress
from core.work.models import WorkRow

KEPT = datetime.timedelta(days=90)


@shared_task(name="core.run_work", ignore_result=True)
def run_work(pk: int) -> None:
    """Do one piece of work."""
    actions.run_row(pk)


@shared_task(name="core.sweep", ignore_result=True, time_limit=120)
def sweep() -> None:
    """Find what was lost and start what the scheduler slept through."""
    jobs.start_due()
    actions.sweep()


@shared_task(name="core.start_job", ignore_result=True, time_limit=120)
def start_job(name: str) -> None:
    """Start the present slot of a job."""
    if name in jobs.JOBS:
        jobs.start_slot(name)


def clear_old_work(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete the rows of work that ended long ago."""
    count = actions.forget_before(clock.true_now() - KEPT)
    progress(count, count)
    return {"text": f"{count} old rows deleted"}


jobs.job(
    "clear_old_work",
    title="Delete old background work",
    every=datetime.timedelta(days=1),
    at=datetime.time(2, 10),
    run=clear_old_work,
)
