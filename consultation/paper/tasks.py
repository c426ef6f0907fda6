"""Background work on paper: the PDF of a consultation."""

from typing import Any

from consultation.consultations.reading import LOADED
from consultation.paper.printing import make_pdf
from core.work.kinds import Progress, handler
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
