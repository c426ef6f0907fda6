"""What work rows hold, and for how long."""

KEPT = "90 days after it ended, then deleted by the job clear_old_work"

FIELDS = {
    "WorkRow": {
        "id": ("none", "key", KEPT),
        "kind": ("none", "which handler does it", KEPT),
        "args": (
            "personal",
            "numbers of records and plain values the handler needs; of a forgotten password the address that was typed",
            f"{KEPT}; that address until it was answered or given up",
        ),
        "state": ("none", "how far it has come", KEPT),
        "asked_by": ("personal", "whose permission it runs with, and who is shown the result", KEPT),
        "membership_id": ("personal", "the membership it runs with", KEPT),
        "capacity": ("none", "as what it was asked, for the page", KEPT),
        "channel": ("none", "page, API, schedule or command", KEPT),
        "key": ("none", "so that the same work is not done twice", KEPT),
        "story_at": ("none", "the moment told in a demonstration", KEPT),
        "not_before": ("none", "when it may be tried again", KEPT),
        "created_at": ("none", "when it was asked", KEPT),
        "sent_at": ("none", "when the broker was last told", KEPT),
        "started_at": ("none", "when it was last begun", KEPT),
        "beat_at": ("none", "its last sign of life", KEPT),
        "finished_at": ("none", "when it ended", KEPT),
        "claim": ("none", "which run holds it", KEPT),
        "attempts": ("none", "how often it was begun", KEPT),
        "done_count": ("none", "progress", KEPT),
        "total_count": ("none", "progress", KEPT),
        "failed_count": ("none", "what was refused", KEPT),
        "result": ("commercial", "where the result is, and counts", KEPT),
        "error": ("commercial", "why it failed, in a sentence for whoever asked", KEPT),
    },
}

CALLED = {"WorkRow": "Exports, imports and mail made in the background"}
