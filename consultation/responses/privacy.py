"""What responses hold, and for how long."""

KEPT = "7 years after the consultation closed"

FIELDS = {
    "Response": {
        "id": ("none", "key", KEPT),
        "consultation": ("none", "what is answered", KEPT),
        "organisation": ("none", "who answers", KEPT),
        "reference": ("none", "how people name it", KEPT),
        "started_at": ("none", "when it was begun", KEPT),
        "submitted_at": ("none", "when it was last sent", KEPT),
        "counted_version": ("none", "which version counts", KEPT),
    },
    "ResponseVersion": {
        "id": ("none", "key", KEPT),
        "response": ("none", "whose version it is", KEPT),
        "number": ("none", "its place among the versions", KEPT),
        "started_at": ("none", "when it was begun", KEPT),
        "submitted_at": ("none", "when it was sent", KEPT),
        "submitted_by": ("personal", "who sent it", KEPT),
        "capacity": ("none", "as what the person sent it", KEPT),
    },
    "Answer": {
        "id": ("none", "key", KEPT),
        "version": ("none", "in which version it stands", KEPT),
        "question": ("none", "what is answered", KEPT),
        "choice": ("commercial", "the organisation's answer; closed to its funders", KEPT),
        "yes": ("commercial", "the organisation's answer; closed to its funders", KEPT),
        "text": ("personal", "the organisation's answer in words, which may name people; closed to its funders", KEPT),
        "edition": ("none", "so that two members do not overwrite each other", KEPT),
        "edited_by": ("personal", "which member wrote it last", KEPT),
        "edited_at": ("none", "when it was written last", KEPT),
    },
}

CALLED = {
    "ResponseVersion": "A response to a consultation, as it was sent",
    "Answer": "Answers to the questions of a consultation",
}
