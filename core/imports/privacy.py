"""What is remembered of imports, and for how long."""

KEPT = "7 years after the import, then deleted by the job clear_old_imports"

FIELDS = {
    "ImportRun": {
        "id": ("none", "key", KEPT),
        "source": ("none", "which kind of file it was", KEPT),
        "file": ("none", "the file itself", KEPT),
        "file_name": ("none", "what the file was called", KEPT),
        "published_on": ("none", "how old the file's facts are", KEPT),
        "asked_by": ("personal", "who asked for it", KEPT),
        "capacity": ("none", "as what it was asked", KEPT),
        "channel": ("none", "page or command", KEPT),
        "asked_at": ("none", "when it was asked", KEPT),
        "started_at": ("none", "when it began", KEPT),
        "finished_at": ("none", "when it ended", KEPT),
        "state": ("none", "how far it has come", KEPT),
        "headings": ("none", "the file's columns, to write refused rows out again", KEPT),
        "total": ("none", "rows in the file", KEPT),
        "read": ("none", "rows taken so far", KEPT),
        "created": ("none", "count", KEPT),
        "updated": ("none", "count", KEPT),
        "unchanged": ("none", "count", KEPT),
        "refused": ("none", "count", KEPT),
        "doubtful": ("none", "count", KEPT),
        "error": ("none", "why it stopped", KEPT),
    },
    "ImportLine": {
        "id": ("none", "key", KEPT),
        "run": ("none", "the import it belongs to", KEPT),
        "line": ("none", "where it stands in the file", KEPT),
        "outcome": ("none", "refused, doubtful or corrected", KEPT),
        "label": ("none", "which organisation it is about", KEPT),
        "reason": ("none", "what is wrong or odd", KEPT),
        "raw": ("personal", "the published row as it came; it may name a contact", KEPT),
        "resolved_at": ("none", "when it was put right", KEPT),
    },
}

CALLED = {
    "ImportRun": "Published lists that were imported",
    "ImportLine": "Rows of published lists that needed a look",
}
