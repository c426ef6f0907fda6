"""What is remembered of forms that were sent."""

FIELDS = {
    "OnceToken": {
        "id": ("none", "key", "30 days"),
        "token": ("none", "recognises a form that is sent twice", "30 days"),
        "used_at": ("none", "when it was sent", "30 days"),
        "user_id": ("personal", "who sent it; nobody else is led to its result", "30 days"),
        "result_url": ("none", "where the first post led", "30 days"),
    },
}

CALLED = {"OnceToken": "Forms that were sent"}
