"""What signatures of contracts hold, and for how long."""

from core.privacy import held

CALLED = {"ContractSignature": "Signatures you gave under a contract"}
FIELDS = {
    "ContractSignature": held(
        "for as long as the register is kept: it shows that the contract was agreed",
        none={
            "contract": "under which contract",
            "party": "for which party",
            "terms": "which version of the terms",
            "way": "whether it was given here or on paper",
            "signed_on": "when it was given",
            "recorded_on": "when it was recorded",
            "kept_at": "where the signed paper is kept",
        },
        personal={
            "name": "who signed",
            "designation": "in what office they signed",
            "authority": "what allowed them to sign",
            "scan": "the signed paper",
        },
    )
}
