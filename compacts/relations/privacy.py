"""What is held of how agreements stand to one another, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "AgreementRelation": held(
        "for as long as the register is kept: it says what took the place of what",
        none={
            "agreement": "of which agreement",
            "kind": "how it stands to the other",
            "other": "to which agreement",
        },
    )
}
