"""Jobs that the product does by itself, at set times.

    job("send_reminders", title="Send reminders", at=time(6), run=send_reminders)

    nightly(
        "clear_old_mail",
        title="Delete old mail",
        at=time(2, 20),
        forget=lambda by: [forget_before(clock.true_now() - KEPT)],
        said="{} old mails deleted",
    )

A job is a kind of work; each slot in its schedule is one row, by key, so that no slot is done twice. The sweep begins
those that have come, and makes up for one that was slept through. All times are UTC: a local schedule would skip or
repeat an hour in spring and autumn.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise
from core.trail.actions import record
from core.work.actions import ask
from core.work.kinds import Handler, Progress, counted, handler
from core.work.models import State, WorkRow

START = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Job:
    """One thing done by itself: its name, its title on the page, how often, and at what time of the day (UTC)."""

    name: str
    title: str
    every: datetime.timedelta
    at: datetime.time

    def slot(self, moment: datetime.datetime) -> datetime.datetime:
        """The last moment of the schedule that is not after `moment`."""
        first = START + datetime.timedelta(hours=self.at.hour, minutes=self.at.minute)
        return first + (moment - first) // self.every * self.every

    def next_slot(self, moment: datetime.datetime) -> datetime.datetime:
        """The first moment of the schedule after `moment`."""
        return self.slot(moment) + self.every

    def key(self, moment: datetime.datetime) -> str:
        """What makes the slot one piece of work."""
        return f"{self.name}:{self.slot(moment):%Y-%m-%dT%H:%MZ}"

    @property
    def often(self) -> str:
        """How often, in words; the hour is that of the next run, in the time people live by."""
        minutes = int(self.every.total_seconds() // 60)
        if self.every == DAY:
            return "every day"
        if minutes % 1440 == 0:
            return f"every {minutes // 1440} days"
        return f"every {minutes} minutes" if minutes != 60 else "every hour"


JOBS: dict[str, Job] = {}


def job(
    name: str,
    *,
    title: str,
    run: Handler,
    every: datetime.timedelta = DAY,
    at: datetime.time = datetime.time(0),
    limit: int = 600,
) -> Job:
    """Declare a job, of each day unless `every` says otherwise; `run(row, progress)` is its handler."""
    handler(name, title=title, limit=limit)(run)
    JOBS[name] = Job(name, title, every, at)
    return JOBS[name]


def nightly(name: str, *, title: str, at: datetime.time, forget: Callable[[Actor], Iterable[int]], said: str) -> Job:
    """Declare the nightly end of what need not be kept any more.

    `forget(by)` deletes, step by step, and gives how many at each; interrupted, it is begun again with those that are
    left. `said` is how the page tells the number.
    """

    def run(row: WorkRow, progress: Progress) -> dict[str, Any]:
        return {"text": said.format(counted(forget(row.actor), progress))}

    return job(name, title=title, at=at, run=run)


def start_due() -> int:
    """Ask for the present slot of each job that has none yet: it has come, or was slept through. Returns how many.

    The sweep does this every few seconds; the rows say what has been asked for.
    """
    moment = clock.true_now()
    keys = {found.key(moment): name for name, found in JOBS.items()}
    there = set(WorkRow.objects.filter(key__in=keys).values_list("key", flat=True))
    for key in keys.keys() - there:
        ask(None, keys[key], key=key)
    return len(keys) - len(there)


@transaction.atomic
def run_job_now(*, by: Actor, name: str) -> WorkRow:
    """Ask for a job outside its schedule."""
    authorise(by, "core.run_job")
    if name not in JOBS:
        raise Refused("There is no such job.")
    if WorkRow.objects.unfinished().filter(kind=name).exists():
        raise Refused(f"'{JOBS[name].title}' is already waiting or running. Wait until it is done.")
    row = ask(by, name)
    record(by, "ran a job", row, job=name)
    return row


@dataclass(frozen=True)
class JobLine:
    """A job on the Background work page."""

    job: Job
    last: WorkRow | None
    next_at: datetime.datetime
    failures: int
    busy: bool


def job_lines() -> list[JobLine]:
    """Every job with its last run, its next, and its failures of the last 30 days. Two statements."""
    moment = clock.true_now()
    rows = WorkRow.objects.filter(kind__in=JOBS, created_at__gte=moment - datetime.timedelta(days=30)).order_by("pk")
    by_name: dict[str, list[WorkRow]] = {}
    for row in rows:
        by_name.setdefault(row.kind, []).append(row)
    return [_line(found, by_name.get(name, []), moment) for name, found in sorted(JOBS.items())]


def _line(found: Job, rows: list[WorkRow], moment: datetime.datetime) -> JobLine:
    begun = [row for row in rows if row.started_at]
    return JobLine(
        job=found,
        last=begun[-1] if begun else None,
        next_at=found.next_slot(moment),
        failures=sum(row.state == State.FAILED for row in rows),
        busy=any(not row.is_finished for row in rows),
    )
