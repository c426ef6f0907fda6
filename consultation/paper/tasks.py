"""Background work on paper: the PDF of a consultation."""

import datetime
from typing import Any

from consultation.consultations.reading import LOADED
from consultation.paper.printing import make_missing, make_pdf
from core.pages.words import plural
from core.work.jobs import job
from core.work.kinds import Progress, counted, handler
from core.work.models import WorkRow


@handler("paper", title="The document and the questions as a PDF")
def paper(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make the PDF of a consultation as it stands now, which may be another than when it was asked for."""
    found = LOADED.get(pk=row.args["consultation"])
    if found.published_at is None:
        return {"text": "It is a draft again, so nothing was made"}
    made = make_pdf(found)
    progress(1, 1)
    return {"text": made.original_name}


def print_missing(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make the PDFs that are not there, as after a change of what every form looks like."""
    return {"text": f"{plural(counted(make_missing(), progress), 'PDF')} made"}


job("print_missing", title="Make PDFs that are missing", at=datetime.time(3, 30), run=print_missing, limit=1200)
