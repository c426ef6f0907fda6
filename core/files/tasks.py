"""The nightly end of files whose time is over."""

import datetime
from typing import Any

from core import clock
from core.files.actions import forget_expired, forget_strays, true_today
from core.work import jobs
from core.work.kinds import Progress
from core.work.models import WorkRow


def forget_files(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete files that need not be kept any more, and what was left behind without a record."""
    count = forget_expired(true_today())
    strays = forget_strays(clock.true_now() - datetime.timedelta(days=2))
    progress(count, count)
    return {"text": f"{count} files deleted, {strays} left behind"}


jobs.job(
    "forget_files",
    title="Delete files that need not be kept",
    at=datetime.time(2, 20),
    run=forget_files,
)
