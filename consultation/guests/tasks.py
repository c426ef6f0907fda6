"""Background work about answers without an account: old links go, and holders of drafts are reminded."""

import datetime
from typing import Any

from consultation.guests.actions import GUEST_LINK, answer_for_link, forget_links, forget_unconfirmed
from consultation.guests.reminders import remind
from core import clock
from core.work.jobs import job
from core.work.kinds import Progress, counted, handler
from core.work.models import WorkRow

KEPT = datetime.timedelta(days=30)


@handler(GUEST_LINK, title="Answer who asks for a new link", limit=60, forgets=True)
def answer_who_asks(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Mail a link where an answer was begun with the address. What is shown of the work does not say so."""
    answer_for_link(row)
    progress(1, 1)
    return {"text": "Done"}


def forget_guests(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete links long after their end, and answers that were begun with an address nobody has confirmed."""
    moment = clock.true_now() - KEPT
    links, answers = forget_links(moment), forget_unconfirmed(moment)
    progress(links + answers, links + answers)
    return {"text": f"{links} old links and {answers} answers never begun deleted"}


def remind_guests(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Remind whoever has begun an answer without an account and not sent it."""
    count = counted((mail is not None for mail in remind(clock.today())), progress)
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
