"""What declared interests hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "Interest": held(
        "6 years after the cycle after it is over",
        none={
            "cycle": "in which cycle",
            "organisation": "whose interest",
            "kind": "what sort of interest, or none",
            "what": "what it is",
            "declared_on": "when it was declared",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    )
}
