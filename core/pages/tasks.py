"""What pages leave behind, taken away."""

import datetime
from typing import Any

from django.core.management import call_command

from core import clock
from core.pages.submit import forget_before
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow

KEPT = datetime.timedelta(days=30)


def clear_old_forms(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete the tokens of forms sent long ago, and the sessions that have ended."""
    count = forget_before(clock.true_now() - KEPT)
    call_command("clearsessions")
    progress(count, count)
    return {"text": f"{count} old form tokens deleted, and the sessions that have ended"}


job(
    "clear_old_forms",
    title="Delete old form tokens and ended sessions",
    every=datetime.timedelta(days=1),
    at=datetime.time(2, 40),
    run=clear_old_forms,
)
