"""What is remembered of imports, and for how long."""

KEPT = "7 years after the import, then deleted by the job clear_old_imports"

FIELDS = {
    "ImportRun": {
        "id": ("none", "key", KEPT),
        "source": ("none", "which kind of file it was", KEPT),
        "file": ("none", "the file itself", KEPT),
        "file_name": ("none", "what the file was called", KEPT),
        "published_on": ("none", "how old the file's facts are", KEPT),
        "given": ("none", "what else the kind of file was told, such as whose register it is", KEPT),
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
        "error": ("none", "why it stopped, or could not be undone", KEPT),
        "as_at": ("none", "how old what the file says is", KEPT),
        "undone_at": ("none", "when it was undone", KEPT),
        "undone_by": ("personal", "who undid it", KEPT),
        "undo_reason": ("none", "why it was undone", KEPT),
    },
    "ImportLine": {
        "id": ("none", "key", KEPT),
        "run": ("none", "the import it belongs to", KEPT),
        "line": ("none", "where it stands in the file", KEPT),
        "outcome": ("none", "refused, doubtful, corrected or set aside", KEPT),
        "label": ("none", "which organisation it is about", KEPT),
        "reason": ("none", "what is wrong or odd", KEPT),
        "raw": ("personal", "the published row as it came; it may name a contact", KEPT),
        "resolved_at": ("none", "when it was put right or set aside", KEPT),
        "resolved_by": ("personal", "who put it right or set it aside", KEPT),
        "resolution": ("none", "what became of it, and why", KEPT),
        "corrected": ("personal", "the row as it was corrected; it may name a contact", KEPT),
    },
    "ImportedRecord": {
        "id": ("none", "key", KEPT),
        "run": ("none", "the import that made or changed the record", KEPT),
        "model": ("none", "in which table the record stands", KEPT),
        "object_id": ("none", "which record it is", KEPT),
        "made": ("none", "whether the import made it", KEPT),
        "event": ("none", "where the trail tells of it", KEPT),
        "before": ("personal", "the values that were replaced; of a small group a home address", KEPT),
        "added": ("none", "which rows were put in for it", KEPT),
        "replaced": ("none", "which further rows were changed, and what they held", KEPT),
    },
}

CALLED = {
    "ImportRun": "Published lists that were imported",
    "ImportLine": "Rows of published lists that needed a look",
    "ImportedRecord": "What an import replaced, so that it can be undone",
}
