"""What variations of contracts hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: it says what the contract was on a day"
FIELDS = {
    "Variation": held(
        KEPT,
        none={
            "contract": "of which contract",
            "number": "which variation it is",
            "ends": "until when the contract then runs",
            "ends_before": "until when it ran before",
            "proposed_on": "when it was proposed",
            "commissioner_agreed_on": "when the commissioner agreed",
            "provider_agreed_on": "when the provider agreed",
            "agreed_on": "since when it holds",
            "withdrawn_on": "when it was taken back",
        },
        commercial={
            "reason": "what changes, and why",
            "value": "what the contract is then worth",
            "value_before": "what it was worth before",
        },
    ),
    "VariationYear": held(
        KEPT,
        none={"variation": "of which variation", "year": "which financial year"},
        commercial={"amount": "what the year then comes to", "before": "what it came to before"},
    ),
}
