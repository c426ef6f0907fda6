"""What Codes of good practice hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: what was funded under a Code is judged by it"
FIELDS = {
    "CompactCode": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "subject": "what it is about",
            "area": "for which locality",
            "about": "what it asks; published",
            "source": "which document promises or contains it",
            "document": "where its text can be read",
            "explains": "whether an explanation stands in for keeping it",
            "due_on": "by when it was to be launched",
            "launched_on": "since when it advises",
            "in_force_on": "since when it binds",
            "withdrawn_on": "when it was withdrawn",
            "withdrawal_reason": "why it was withdrawn; published",
        },
    ),
    "CodeCriterion": held(
        KEPT,
        none={
            "code": "of which Code",
            "number": "its place among the criteria",
            "title": "what is to be true; published",
            "asks": "what it asks; published",
            "subject": "which records tell of it",
        },
    ),
    "CodeAdoption": held(
        KEPT,
        none={
            "code": "which Code",
            "organisation": "which body",
            "adopted_on": "since when",
            "evidence": "what shows it; published",
            "ended_on": "when it ended",
            "end_reason": "why it ended; published",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void; published",
        },
    ),
}
