"""What user feedback holds, and for how long. Nobody can be told from it."""

from core.privacy import held

KEPT = "for as long as the register is kept: reviews and later contracts refer to it"
FIELDS = {
    "SatisfactionAudit": held(
        KEPT,
        none={
            "contract": "of which contract",
            "recorded_by": "which organisation recorded it",
            "held_on": "when users were asked",
            "method": "how",
            "done_by": "by which organisation or role",
            "asked": "how many were asked",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
        commercial={
            "answered": "how many answered",
            "said": "what they said, in summary",
            "done": "what was done with it",
        },
    ),
    "AuditQuestion": held(
        KEPT,
        none={"audit": "of which audit", "title": "what was asked"},
        commercial={"answered": "how many answered it", "satisfied": "how many are satisfied"},
    ),
}
