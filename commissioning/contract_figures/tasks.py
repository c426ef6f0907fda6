"""The nightly work on the figures of the contract register."""

import datetime
from typing import Any

from commissioning.contract_figures.actions import push_figures
from core.pages import words
from core.work.jobs import job
from core.work.kinds import Progress, counted
from core.work.models import WorkRow


def push(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Record the figures of the contract register as readings of the measures that are set."""
    return {"text": f"{words.plural(counted(push_figures(by=row.actor), progress), 'reading')} recorded"}


job(
    "push_contract_figures",
    title="Record the figures of the contract register",
    at=datetime.time(2, 50),
    run=push,
)
