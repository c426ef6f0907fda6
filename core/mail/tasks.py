"""Sending mail in the background."""

import datetime
from typing import Any

from core import clock
from core.mail.actions import NotNow, forget_before, give_up, send_mail, wait_after
from core.mail.models import Mail, MailState
from core.work.jobs import nightly
from core.work.kinds import Progress, TryAgain, handler, is_last_attempt
from core.work.models import WorkRow

KEPT = datetime.timedelta(days=90)


@handler("mail", title="Send a mail", limit=60, attempts=7)
def run(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Send one mail; while the mail server is not well, again after longer and longer waits."""
    mail = Mail.objects.select_related("to_user").get(pk=row.args["mail"])
    try:
        mail = send_mail(mail)
    except NotNow as problem:
        if is_last_attempt(row):
            give_up(Mail.objects.get(pk=mail.pk))
        raise TryAgain(str(problem), after=wait_after(row.attempts)) from problem
    failed = mail.state == MailState.FAILED
    progress(0 if failed else 1, 1, failed=int(failed))
    return {"text": mail.get_state_display()}


nightly(
    "clear_old_mail",
    title="Delete old mail",
    at=datetime.time(2, 20),
    forget=lambda by: [forget_before(clock.true_now() - KEPT)],
    said="{} old mails deleted",
)
