"""What mails hold, and for how long."""

KEPT = "90 days after it was written, then deleted by the job clear_old_mail"

FIELDS = {
    "Mail": {
        "id": ("none", "key", KEPT),
        "to_user": ("personal", "who it is for", KEPT),
        "to_address": ("personal", "where it goes", KEPT),
        "subject": ("personal", "what it is about; may hold a name", KEPT),
        "body": ("personal", "the message; may hold names and what the person wrote", KEPT),
        "key": ("none", "so that it is not sent twice", KEPT),
        "reply_to": ("personal", "who reads an answer", KEPT),
        "state": ("none", "how far it has come", KEPT),
        "created_at": ("none", "when it was written", KEPT),
        "sent_at": ("none", "when the mail server took it", KEPT),
        "attempts": ("none", "how often it was tried", KEPT),
        "last_error": ("none", "why it was not sent", KEPT),
    },
}

CALLED = {"Mail": "E-mail that was sent to you"}
