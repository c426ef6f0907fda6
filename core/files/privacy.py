"""What is known of stored files, and for how long."""

KEPT = "until the day its page says, then deleted with the file by the job forget_files"

FIELDS = {
    "StoredFile": {
        "id": ("none", "key", KEPT),
        "name": ("none", "its name on disk", KEPT),
        "original_name": ("personal", "shown to who may have the file; people put names into file names", KEPT),
        "content_type": ("none", "how it is served", KEPT),
        "size": ("none", "shown beside the link", KEPT),
        "sha256": ("none", "whether it is still what was stored", KEPT),
        "purpose": ("none", "how long it is kept", KEPT),
        "created_at": ("none", "when it was stored", KEPT),
        "kept_until": ("none", "when it is deleted", KEPT),
        "owner_user": ("personal", "who sent it or asked for it", KEPT),
        "membership_id": ("none", "in which capacity: only in that one is it given out", KEPT),
    },
}

CALLED = {"StoredFile": "Files that were sent or made"}
