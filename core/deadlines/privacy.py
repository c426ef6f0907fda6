"""What the ledger of reminders holds, and for how long."""

KEPT = "400 days after the due date, then deleted by the job clear_old_reminders"

FIELDS = {
    "Reminder": {
        "id": ("none", "key", KEPT),
        "deadline": ("none", "which kind of due date", KEPT),
        "object_id": ("none", "which record", KEPT),
        "due_date": ("none", "when it was due", KEPT),
        "step": ("none", "which reminder it was", KEPT),
        "user": ("personal", "who was reminded", KEPT),
        "superseded": ("none", "left out, because a later one was due too", KEPT),
        "created_at": ("none", "when it was sent", KEPT),
    },
}

CALLED = {"Reminder": "Reminders of due dates"}
