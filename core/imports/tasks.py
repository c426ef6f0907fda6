"""Imports in the background."""

import datetime
from typing import Any

from core import clock
from core.acts import Refused
from core.imports.actions import forget_before, run_import
from core.imports.models import ImportRun, RunState
from core.imports.undo_actions import carry_out_undo
from core.privacy import years
from core.work.jobs import nightly
from core.work.kinds import Progress, handler
from core.work.models import WorkRow

KEPT = years(7)


@handler("import", title="Import of a file", limit=1200)
def run(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Take a stored file in, from where an earlier attempt stopped."""
    found = ImportRun.objects.select_related("file").filter(pk=row.args["run"]).first()
    if found is None or found.file is None:
        raise Refused("The file is no longer kept. Upload it again.")
    if found.state in (RunState.WAITING, RunState.RUNNING):
        found = run_import(by=row.actor, run=found, path=found.file.path, tell=lambda done: progress(done))
    progress(found.read, found.total, failed=found.refused)
    if found.state == RunState.FAILED:
        raise Refused(found.error)
    return {"link": found.get_absolute_url(), "text": found.summary}


@handler("undo_import", title="Undoing of an import", limit=1200)
def undo(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Take back what an import did, if nothing was built on it since."""
    found = ImportRun.objects.filter(pk=row.args["run"]).first()
    if found is None:
        raise Refused("The import is no longer remembered, so it cannot be undone.")
    found = carry_out_undo(by=row.actor, run=found)
    if found.state != RunState.UNDONE:
        raise Refused(found.error or "This import cannot be undone.")
    return {"link": found.get_absolute_url(), "text": "The import was undone"}


nightly(  # what they put in stays
    "clear_old_imports",
    title="Delete what is remembered of old imports",
    at=datetime.time(2, 40),
    forget=lambda by: [forget_before(clock.true_now() - KEPT)],
    said="{} old imports deleted",
)
