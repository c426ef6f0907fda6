"""What priorities hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: contracts rest on it"
FIELDS = {
    "PriorityOutcome": held(
        KEPT,
        none={
            "priority": "of which priority",
            "what": "what is different for people",
            "measure": "by which measure of the register it is followed",
            "measured_by": "how else it is measured",
            "aim": "what it is to come to",
        },
    ),
    "PriorityBudget": held(
        KEPT,
        none={
            "priority": "of which priority",
            "partner": "who pays",
            "year": "in which financial year",
            "amount": "how much; read with the plan",
        },
    ),
}
