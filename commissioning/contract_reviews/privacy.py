"""What contract reviews hold, and for how long. Who took part is said by roles, so nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: later plans refer to what was found"
FIELDS = {
    "ContractReview": held(
        KEPT,
        none={
            "contract": "which contract",
            "held_on": "when it was held",
            "planned_on": "for when it was planned",
            "result": "what it came to",
            "next_on": "when the next one is",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
        commercial={"took_part": "which roles took part", "because": "why"},
    ),
    "ReviewFinding": held(
        KEPT,
        none={
            "review": "of which review",
            "kind": "what kind of finding",
            "owner": "who does what follows",
            "due_on": "by when",
            "done_on": "when it was done",
        },
        commercial={"title": "what was found", "follows": "what follows from it", "note": "what came of it"},
    ),
    "FindingUse": held(
        KEPT,
        none={"finding": "which finding", "plan": "which plan used it", "where": "where", "used_on": "when"},
    ),
}
