"""Reminders, each morning."""

import datetime
from typing import Any

from core import clock
from core.deadlines.actions import forget_before, remind
from core.work.jobs import job, nightly
from core.work.kinds import Progress, counted
from core.work.models import WorkRow

KEPT = datetime.timedelta(days=400)


def send_reminders(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Write each person's reminders of the day. Interrupted, it goes on with those who have none yet."""
    people = counted((mail is not None for mail in remind(clock.today())), progress)
    return {"text": f"{people} people reminded"}


job("send_reminders", title="Send reminders", at=datetime.time(6), run=send_reminders)
nightly(
    "clear_old_reminders",
    title="Delete old reminders",
    at=datetime.time(2, 30),
    forget=lambda by: [forget_before(clock.today() - KEPT)],
    said="{} old reminders deleted",
)
