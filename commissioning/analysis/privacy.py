"""What analyses hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

FIELDS = {
    "AnalysisEntry": held(
        "for as long as the register is kept: plans rest on it",
        none={
            "cycle": "of which commissioning cycle",
            "kind": "whether it is provided, required, a risk or a resource",
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "detail": "what is known of it",
            "organisation": "who provides it, or whose it is",
            "amount": "what it comes to a year; read by everybody signed in",
            "source": "who says so",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void",
        },
    )
}
