"""The two things Celery is told to do. Each may run nought, one or many times."""

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
    """Start the jobs whose time has come, and find what was lost. It is all that the scheduler is given."""
    jobs.start_due()
    actions.sweep()


jobs.nightly(
    "clear_old_work",
    title="Delete old background work",
    at=datetime.time(2, 10),
    forget=lambda by: [actions.forget_before(clock.true_now() - KEPT)],
    said="{} old rows deleted",
)
