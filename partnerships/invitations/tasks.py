"""The end of invitations whose time is over."""

import datetime
from typing import Any

from core import clock
from core.privacy import years
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow
from partnerships.invitations.actions import forget_before

KEPT = years(2)


def forget_invitations(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete the invitations sent two years ago, accepted or not. Interrupted, it goes on with those that are left."""
    count = 0
    for deleted in forget_before(by=row.actor, moment=clock.true_now() - KEPT):
        count += deleted
        progress(count)
    progress(count, count)
    return {"text": f"{count} old invitations deleted"}


job(
    "forget_invitations",
    title="Delete invitations after two years",
    every=datetime.timedelta(days=1),
    at=datetime.time(2, 50),
    run=forget_invitations,
)
