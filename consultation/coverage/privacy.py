"""What invitations to answer hold, and for how long."""

from core.privacy import held

FIELDS = {
    "Invitee": held(
        "7 years after the consultation closed",
        none={
            "consultation": "to what it was invited",
            "organisation": "who was invited",
            "invited_at": "when",
            "mailed": "to how many addresses it went",
            "opened_at": "when the organisation first opened it",
            "chased_at": "when it was reminded last",
        },
        personal={"invited_by": "who invited it"},
    )
}

CALLED = {"Invitee": "Invitations of organisations to answer a consultation"}
