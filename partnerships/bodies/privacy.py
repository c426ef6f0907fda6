"""What boards and groups hold, and for how long. Nothing of it is about a person: seats name posts, not people."""

from core.privacy import held

KEPT = "for as long as the register is kept: agreements and Compacts refer to who decided"
FIELDS = {
    "Body": held(
        KEPT,
        none={
            "name": "what it is called",
            "sort_name": "what lists sort by",
            "search_text": "what search looks in",
            "kind": "what it is",
            "parent": "what it answers to",
            "host": "which organisation convenes it",
            "area": "for which locality",
            "purpose": "what it is for; published",
            "starts": "since when it is there",
            "ends": "until when it was there",
            "end_reason": "why it ended; published",
        },
    ),
    "Seat": held(
        KEPT,
        none={
            "body": "on which board or group",
            "organisation": "which organisation has it",
            "post": "which post has it; no name",
            "capacity": "in which capacity",
            "appointed": "how it came to have it; published",
            "starts": "from when",
            "ends": "to when",
            "ended_with_it": "whether it ended with the board or group",
            "ends_otherwise": "until when it was to go on before that",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void; published",
        },
    ),
    "Decision": held(
        KEPT,
        none={
            "body": "which board or group decided",
            "decided_on": "on which day",
            "reference": "in which minute it stands",
            "what": "what was decided; published",
            "outcome": "what became of it",
            "voided_on": "when it was declared void",
            "void_reason": "why it is void; published",
        },
    ),
}
