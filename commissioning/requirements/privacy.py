"""What is known of plans that are required, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "PlanRequirement": held(
        "for as long as the register is kept: it says what the law asked for",
        none={
            "organisation": "which body must have it",
            "title": "which plan",
            "sort_name": "what lists sort by",
            "client_group": "for which group of people",
            "due_on": "by when",
            "years": "for how many years at least",
            "source": "who asks for it",
            "plan": "by which plan it is met",
            "met_on": "when that was endorsed",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    )
}
