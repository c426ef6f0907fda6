"""The three things Celery is told to do. Each takes an id or a name, and may run nought, one or many times."""

import datetime

from celery import shared_task

from core import clock
from core.work import actions, jobs

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


jobs.nightly(
    "clear_old_work",
    title="Delete old background work",
    at=datetime.time(2, 10),
    forget=lambda by: [actions.forget_before(clock.true_now() - KEPT)],
    said="{} old rows deleted",
)
