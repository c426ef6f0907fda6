"""What needs hold, and for how long. No record about an individual is ever held: needs are of groups of people."""

from core.privacy import held

KEPT = "for as long as the register is kept: plans and contracts rest on it"
FIELDS = {
    "Need": held(
        KEPT,
        none={
            "cycle": "of which commissioning cycle",
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "what": "what people need",
            "client_group": "which group of people needs it",
            "area": "where",
            "people": "about how many people",
            "unmet": "how far it is not met",
            "unmet_people": "for how many it is not met",
            "provision": "which service it is set against",
            "recorded_on": "when it was recorded",
            "settled_on": "when the partners agreed on it",
            "withdrawn_on": "when it was withdrawn",
            "withdraw_reason": "why it was withdrawn",
            "carried_on": "when it was carried over into the next cycle",
            "carried_from": "from which need of the cycle before",
        },
    ),
    "NeedEvidence": held(
        KEPT,
        none={
            "need": "of which need",
            "statement": "what it says",
            "source": "in which document, survey or register",
            "publisher": "which body says so",
            "area": "of which place",
            "starts": "from when",
            "ends": "until when, or when it was counted",
            "value": "the figure",
            "unit": "what is counted",
            "comparator_area": "beside which place",
            "comparator_value": "the figure there",
        },
    ),
}
