"""What is known of people who are invited."""

KEPT = "2 years after it was sent, then deleted by the job forget_invitations; who was let in stays in the membership"

FIELDS = {
    "Invitation": {
        "id": ("none", "key", KEPT),
        "email": ("personal", "where the invitation goes, and who may accept it", KEPT),
        "name": ("personal", "how the person is addressed", KEPT),
        "organisation": ("none", "what the person is invited to", KEPT),
        "area": ("none", "what the person is invited to", KEPT),
        "roles": ("none", "what the person would be", KEPT),
        "token_hash": ("none", "recognises the link; its secret is not kept", KEPT),
        "invited_by": ("personal", "who invites", KEPT),
        "invited_at": ("none", "when it was sent", KEPT),
        "expires_at": ("none", "from when it no longer works", KEPT),
        "expires_on": ("none", "the last day on which it works", KEPT),
        "accepted_at": ("none", "when it was accepted", KEPT),
        "accepted_by": ("personal", "who accepted", KEPT),
        "umbrella": ("none", "the umbrella body that named the person as its member's contact", KEPT),
        "mail": ("none", "the message it was sent with, while that is kept: whether it could be delivered", KEPT),
        "withdrawn_at": ("none", "when it was withdrawn or replaced", KEPT),
    },
}

CALLED = {"Invitation": "Invitations"}
