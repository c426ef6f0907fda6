"""What disputes hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "6 years after it ended"
FIELDS = {
    "Dispute": held(
        KEPT,
        none={
            "title": "what it is about",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "area": "in which locality",
            "raised_by": "which organisation raised it",
            "against": "against which it was raised",
            "code": "which Code is said to be broken",
            "clause": "which part of it",
            "happened_on": "when it happened",
            "raised_on": "when it was raised",
            "closed_on": "when it ended",
            "outcome": "how it ended; counted in public",
            "learning": "what was learned; published where the secretariat decides so",
            "published_on": "since when everybody reads what was learned",
        },
        commercial={
            "about": "what happened, as one side tells it",
            "decision": "what was decided between the two",
        },
    ),
    "DisputeStep": held(
        KEPT,
        none={
            "dispute": "of which dispute",
            "rung": "on which rung",
            "heard_by": "which board or group hears it there",
            "began_on": "since when",
            "due_on": "by when it is to be dealt with there",
            "put_off_because": "why more time was given",
            "ended_on": "until when",
        },
        commercial={"result": "what came of it on that rung"},
    ),
}
