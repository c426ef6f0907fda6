"""Kept reports are made in the background."""

from typing import Any

from core.reports.actions import address_of, make_report
from core.work.kinds import Progress, handler
from core.work.models import WorkRow


@handler("report", title="Report", limit=600)
def report(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make the files of one kept report, as the person who asked for it."""
    run = make_report(by=row.actor, pk=row.args["run"])
    progress(1, 1)
    return {"link": address_of(run), "text": f"Open '{run.title}'"}
