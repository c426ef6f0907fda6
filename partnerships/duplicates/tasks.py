"""The nightly search for possible duplicates."""

import datetime
from typing import Any

from core import clock
from core.pages import words
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow
from partnerships.duplicates.actions import find_duplicates


def compare(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Compare the register with itself."""
    new, waiting = find_duplicates(on=clock.today())
    progress(waiting, waiting)
    return {"text": f"{words.plural(new, 'new pair')}; {words.number(waiting)} to look at"}


job("find_duplicates", title="Find possible duplicates", at=datetime.time(2, 40), run=compare)
