"""What is known of hand-overs, why, and for how long."""

from core.privacy import held

KEPT = "for good: who was responsible for what, and since when; it names nobody once the accounts are erased"

FIELDS = {
    "Handover": held(
        KEPT,
        none={"handed_on": "when"},
        personal={
            "membership": "who handed it over",
            "successor": "who took it over",
            "why": "why nobody by name took it over, which may say something of who went",
        },
    ),
    "HandoverItem": held(
        KEPT,
        none={
            "handover": "with which hand-over it went",
            "kind": "what kind of thing it was",
            "object_id": "which record",
            "what": "what it was, in words that name a record and no person",
        },
    ),
}
CALLED = {"Handover": "What you handed over, or took over"}
