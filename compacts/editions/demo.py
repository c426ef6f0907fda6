"""The demonstration's documents: two editions of Herefordshire's Compact. The files hold a few words of our own."""

import datetime
import io

from docx import Document

from compacts.editions.actions import add_edition
from compacts.local.models import LocalCompact
from core import clock
from partnerships.people.actors import the_house

DAY = datetime.date
WORDS = (
    "Public bodies tell groups of plans early, and give twelve weeks to answer.",
    "Grants are paid before the work begins, and nobody ends one without three months' notice.",
    "Whoever disagrees talks first, and then goes to the Compact group.",
)
NEW = "Every invitation to bid says which of these promises apply."


def load() -> None:
    """Tell that the document was written anew when the Compact was refreshed."""
    by = the_house("command", "The demonstration")
    compact = LocalCompact.objects.get(title="Herefordshire Compact")
    lately = clock.today() - datetime.timedelta(200)
    for dated_on, words, note in (
        (DAY(2003, 5, 14), WORDS, ""),
        (DAY(2005, 11, 9), (*WORDS, "Letters are answered within ten working days."), "How soon letters are answered"),
        (lately, (*WORDS, NEW), "Bidding papers say which promises apply"),
    ):
        add_edition(by=by, compact=compact, dated_on=dated_on, note=note, file=document(compact.title, words))


def document(title: str, paragraphs: tuple[str, ...], name: str = "compact.docx") -> io.BytesIO:
    """A short Word document."""
    made, file = Document(), io.BytesIO()
    made.add_heading(title, level=1)
    for each in paragraphs:
        made.add_paragraph(each)
    made.save(file)
    file.name = name
    return file
