"""What commissioning plans hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: contracts rest on it"
FIELDS = {
    "CommissioningPlan": held(
        KEPT,
        none={
            "cycle": "of which commissioning cycle",
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "starts": "from when it plans",
            "ends": "until when it plans",
            "refresh_due": "by when the partners look at it again",
            "published_on": "since when everybody signed in may read it",
            "withdrawn_on": "when it was withdrawn",
            "withdraw_reason": "why it was withdrawn",
        },
    ),
    "PlanDriver": held(
        KEPT,
        none={
            "plan": "of which plan",
            "title": "which policy drives it",
            "publisher": "who published that",
            "year": "in which year",
            "requirement": "what it requires",
        },
    ),
    "PlanContent": held(
        KEPT,
        none={
            "plan": "of which plan",
            "content": "which content is asked for",
            "where": "where in the plan it is",
            "why_not": "why it is not there",
        },
    ),
    "PlanVersion": held(
        KEPT,
        none={
            "plan": "of which plan",
            "number": "which version",
            "text": "what it says; read by everybody signed in once it is in consultation or endorsed",
            "note": "what changed",
            "begun_on": "when it was begun",
            "consulted_on": "when it was sent out for consultation",
            "consultation": "which consultation asks about it",
            "submitted_on": "when it was submitted to the boards",
            "returned_on": "when a board sent it back",
            "return_notes": "what was to change",
            "endorsed_on": "when the last board endorsed it",
            "published_on": "since when everybody signed in may read it",
            "priorities_then": "its priorities as they stood when it was endorsed",
        },
    ),
    "Priority": held(
        KEPT,
        none={
            "plan": "of which plan",
            "number": "its place among them",
            "title": "what it is",
            "demand": "how much is asked for and who can supply it",
            "published_on": "since when everybody signed in may read it",
            "added_in": "with which version of the plan it came",
            "dropped_in": "which version is without it",
            "dropped_on": "when it was dropped",
            "drop_reason": "why it was dropped",
        },
    ),
}
