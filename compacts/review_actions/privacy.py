"""What is held of what reviews asked for. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "ReviewAction": held(
        "for as long as the register is kept: later reviews look at what became of it",
        none={
            "review": "which review asked for it",
            "what": "what is to be done; published with the review",
            "owner": "which organisation does it",
            "due_on": "by when; the organisation is reminded",
            "done_on": "when it was done",
            "dropped_on": "when it was given up",
            "note": "what came of it, or why it was given up; published with the review",
        },
    )
}
