"""What lessons hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "Lesson": held(
        "for as long as the register is kept: later plans rest on it",
        none={
            "cycle": "of which cycle",
            "kind": "whether it is a lesson or an adjustment of the plan",
            "text": "what it teaches; read by everybody signed in",
            "source": "which meeting, report or contract says so",
            "recorded_on": "when it was recorded",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    )
}
