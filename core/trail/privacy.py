"""What the trail holds, and for how long."""

KEPT = "7 years, then deleted by manage.py forget_events"

FIELDS = {
    "Event": {
        "id": ("none", "key", KEPT),
        "at": ("none", "when it was done", KEPT),
        "story_at": ("none", "when it was done in a demonstration", KEPT),
        "user_id": ("personal", "who did it; a number, the name is looked up while the account exists", KEPT),
        "membership_id": ("personal", "in which membership", KEPT),
        "capacity": ("none", "role and organisation acted for", KEPT),
        "channel": ("none", "page, API, import, schedule or command", KEPT),
        "verb": ("none", "what was done", KEPT),
        "model": ("none", "to what kind of record", KEPT),
        "object_id": ("none", "to which record", KEPT),
        "organisation_id": ("none", "for which organisation", KEPT),
        "detail": ("commercial", "what changed, without personal values", KEPT),
    },
    "RetentionWindow": {
        "id": ("none", "key", "inside one transaction"),
        "opened_at": ("none", "when the retention command began", "inside one transaction"),
    },
}

CALLED = {"Event": "The history of each record"}
