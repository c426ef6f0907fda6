"""What initiatives hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: it says what came of an agreement"
FIELDS = {
    "GoverningBody": held(KEPT, none={"agreement": "of which agreement", "body": "which board or group governs it"}),
    "Initiative": held(
        KEPT,
        none={
            "agreement": "of which agreement",
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "aim": "what it is to achieve; published with the agreement",
            "lead": "which party leads it",
            "body": "which board or group is responsible",
            "starts": "since when it is under way",
            "ends": "by when it is to be done",
            "done_on": "when it was done",
            "stopped_on": "when it was stopped",
            "stop_reason": "why it was stopped; published with the agreement",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void; published with the agreement",
        },
    ),
}
