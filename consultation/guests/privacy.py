"""What links to answers hold, and for how long."""

from core.privacy import held

FIELDS = {
    "GuestLink": held(
        "30 days after it ended",
        none={
            "response": "which answer it leads to",
            "token_hash": "to know the link again",
            "made_at": "when it was made",
            "expires_at": "until when it is good",
            "used_at": "when it was used",
        },
    )
}
