"""What involvements hold, and for how long. Nothing of it is about a person: groups and organisations are named."""

from core.privacy import held

KEPT = "6 years after the cycle after it is over"
FIELDS = {
    "Involvement": held(
        KEPT,
        none={
            "stage": "in which stage",
            "organisation": "which organisation took part",
            "group": "which group of people, none of them by name",
            "capacity": "for whom they spoke",
            "way": "how",
            "happened_on": "when",
            "said": "what they said",
            "done": "what was done with it",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    ),
    "StageConsultation": held(
        KEPT,
        none={
            "stage": "which stage",
            "consultation": "which consultation informed it",
            "linked_on": "when that was said",
        },
    ),
}
