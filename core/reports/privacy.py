"""What kept reports hold, and for how long."""

KEPT = "7 years; its files as long as each says"

FIELDS = {
    "ReportRun": {
        "id": ("none", "key", KEPT),
        "report": ("none", "which report", KEPT),
        "title": ("none", "its title then", KEPT),
        "parameters": ("commercial", "what was asked, so that it can be asked again", KEPT),
        "as_at": ("none", "the day it is about", KEPT),
        "asked_by_id": ("personal", "whose it is; a number", KEPT),
        "membership_id": ("personal", "in which membership it was asked", KEPT),
        "capacity": ("none", "as what it was asked", KEPT),
        "asked_at": ("none", "when it was asked", KEPT),
        "made_at": ("none", "when it was made: what was known then", KEPT),
        "state": ("none", "how far it is", KEPT),
        "xlsx": ("commercial", "the workbook", KEPT),
        "csv": ("commercial", "the CSV", KEPT),
        "pdf": ("commercial", "the PDF", KEPT),
        "docx": ("commercial", "the Word document", KEPT),
        "shortfall": ("none", "why a form is missing", KEPT),
    },
}

CALLED = {"ReportRun": "Reports that were kept"}
