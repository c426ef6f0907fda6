"""Reminders, each morning."""

import datetime
from typing import Any

from core import clock
from core.deadlines.actions import forget_before, remind
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow

DAY = datetime.timedelta(days=1)
KEPT = datetime.timedelta(days=400)


def send_reminders(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Write each person's reminders of the day. Interrupted, it goes on with those who have none yet."""
    people = 0
    for mail in remind(clock.today()):
        people += mail is not None
        progress(people)
    progress(people, people)
    return {"text": f"{people} people reminded"}


def clear_old_reminders(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete the ledger of due dates long past."""
    count = forget_before(clock.today() - KEPT)
    progress(count, count)
    return {"text": f"{count} old reminders deleted"}


job("send_reminders", title="Send reminders", every=DAY, at=datetime.time(6), run=send_reminders)
job(
    "clear_old_reminders",
    title="Delete old reminders",
    every=DAY,
    at=datetime.time(2, 30),
    run=clear_old_reminders,
)
