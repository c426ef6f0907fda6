"""Background work about answers without an account: old links go, and holders of drafts are reminded."""

import datetime
from typing import Any

from consultation.guests.actions import forget_links, forget_unconfirmed
from consultation.guests.reminders import remind
from core import clock
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow

KEPT = datetime.timedelta(days=30)


def forget_guests(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete links long after their end, and answers that were begun with an address nobody has confirmed."""
    moment = clock.true_now() - KEPT
    links, answers = forget_links(moment), forget_unconfirmed(moment)
    progress(links + answers, links + answers)
    return {"text": f"{links} old links and {answers} answers never begun deleted"}


def remind_guests(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Remind whoever has begun an answer without an account and not sent it."""
    count = 0
    for mail in remind(clock.today()):
        count += mail is not None
        progress(count)
    progress(count, count)
    return {"text": f"{count} reminders sent"}


job(
    "forget_guests",
    title="Delete old links to answers",
    every=datetime.timedelta(days=1),
    at=datetime.time(2, 55),
    run=forget_guests,
)
job(
    "remind_guests",
    title="Remind who answers without an account",
    every=datetime.timedelta(days=1),
    at=datetime.time(7, 15),
    run=remind_guests,
)
