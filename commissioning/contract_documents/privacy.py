"""What documents of contracts hold, and for how long."""

from core.privacy import held

CALLED = {"ContractDocument": "Documents of contracts that name you"}
FIELDS = {
    "ContractDocument": held(
        "for as long as the register is kept: it shows what was agreed, and what was written of it",
        none={
            "contract": "of which contract it is",
            "kind": "what it is",
            "title": "what people call it",
            "dated_on": "what day stands on it",
            "added_on": "when it was added",
            "added_by": "for which organisation it was added",
            "withdrawn_on": "when it was withdrawn",
            "withdraw_reason": "why it was withdrawn",
        },
        personal={"file": "the document itself, which may name those who signed or wrote it; read by the parties"},
    )
}
