"""What there is to fill in on paper, and how much room: the same on the Word document, the printed page and the PDF."""

from typing import Any

from consultation.consultations.models import Consultation, QuestionKind
from consultation.paper.returning import how_to_return
from consultation.responses.consents import CURRENT, EDITIONS

LINES = {QuestionKind.LONG_TEXT: 8, QuestionKind.YES_NO: 5}
"""How many empty lines there are to write on; one where nothing is said."""
ONE, ALL = "Tick one.", "Tick all that apply."
FILE_HERE = "Send the file with this form, and write its name here."
FOR_WHOM = ("an organisation", "yourself")
ABOUT_YOU = (
    ("organisation", "Name of your organisation"),
    ("charity_number", "Its charity number, if it has one"),
    ("person", "Your name"),
    ("email", "Your e-mail address, or your postal address"),
    ("telephone", "Your telephone number"),
)


def lines_for(kind: str) -> int:
    """How many lines there are to write on under a question of a kind."""
    return LINES.get(QuestionKind(kind), 1)


def to_fill_in(consultation: Consultation) -> dict[str, Any]:
    """What a printed page needs beside the consultation itself."""
    paper = {
        "ways": how_to_return(consultation),
        "about_you": [label for _, label in ABOUT_YOU],
        "for_whom": FOR_WHOM if consultation.takes_individuals else (),
        "consent": EDITIONS[CURRENT],
        "edition": CURRENT,
        "lines_for": lines_for,
        "tick": {"one": ONE, "all": ALL},
        "file_here": FILE_HERE,
    }
    return {"paper": paper}
