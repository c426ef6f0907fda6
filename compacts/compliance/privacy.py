"""What scorecards hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "6 years after it was agreed or given up"
FIELDS = {
    "Scorecard": held(
        KEPT,
        none={
            "title": "what is checked",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "kind": "what kind of funding it is",
            "code": "by which Code",
            "area": "in which locality; counted in public",
            "body": "which public body funds",
            "provider": "who provides",
            "agreement": "which agreement in the register it is",
            "begun_on": "since when it is checked",
            "agreed_on": "when it was agreed",
            "dropped_on": "when it was given up",
        },
        commercial={
            "agreed_because": "why it was agreed although something was advised",
            "drop_reason": "why it was given up",
        },
    ),
    "ComplianceCheck": held(
        KEPT,
        none={"scorecard": "of which scorecard", "point": "at which point", "checked_on": "when it was checked"},
    ),
    "Finding": held(
        KEPT,
        none={
            "made_by": "by which check",
            "criterion": "of which criterion",
            "result": "what was found",
            "shown": "what records showed",
        },
        commercial={"note": "why it is not kept, or what shows that it is", "shown_because": "why records showed it"},
    ),
}
