"""What the documents of Compacts hold, and for how long."""

from core.privacy import held

FIELDS = {
    "CompactEdition": held(
        "for as long as the register is kept: whoever signed a Compact signed one of its editions",
        none={
            "compact": "of which Compact it is the document",
            "number": "which edition it is",
            "dated_on": "what day stands on it",
            "note": "what is new in it; published with the Compact",
            "added_on": "when it was added",
            "withdrawn_on": "when it was withdrawn",
            "withdraw_reason": "why it was withdrawn",
        },
        personal={"file": "the document itself, published with the Compact; it may name those who signed it"},
    )
}
CALLED = {"CompactEdition": "Documents of Compacts that name you"}
