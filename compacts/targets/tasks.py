"""The nightly work on targets, and the same after each change."""

import datetime
from typing import Any

from compacts.measures import following
from compacts.targets.models import Contribution
from compacts.targets.progress_actions import AFTER_A_CHANGE, compute_progress, follow
from core import clock
from core.pages import words
from core.work.jobs import job
from core.work.kinds import Progress, counted, handler
from core.work.models import WorkRow


def compute(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Work out how far every target is, today."""
    return told(counted(compute_progress(on=clock.today()), progress))


@handler(AFTER_A_CHANGE, title="Work out how far targets are after a change")
def after_a_change(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Work out a target anew, or every target that a measure is of."""
    asked = {name: key for name, key in row.args.items() if name in ("target", "measure")}
    return told(counted(compute_progress(on=clock.today(), of=Contribution.objects.filter(**asked)), progress))


def told(number: int) -> dict[str, Any]:
    """How many, for the Background work page."""
    return {"text": f"{words.plural(number, 'measure of a target', 'measures of targets')} worked out"}


job(
    "compute_target_progress",
    title="Work out how far targets are",
    at=datetime.time(3, 10),
    run=compute,
)
following.add(follow)
