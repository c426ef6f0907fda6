"""What is known of reorganisations, why, and for how long."""

from core.privacy import held

KEPT = "for good: what came from whom is followed through it"

FIELDS = {
    "Reorganisation": held(
        KEPT,
        none={
            "title": "what it is called",
            "first_day": "the first day of the successors",
            "basis": "the law or order, and where it stands",
            "boundaries": "which boundaries move, in words",
            "state": "how it stands",
            "prepared_on": "since when it was prepared",
            "carried_out_on": "when it was carried out",
            "ended_on": "when it was undone or withdrawn",
            "end_reason": "why it was undone or withdrawn",
        },
        personal={
            "carried_out_by": "who carried it out",
            "ended_by": "who undid or withdrew it",
        },
    ),
    "NewBody": held(
        KEPT,
        none={
            "reorganisation": "the reorganisation that creates it",
            "name": "what it is called",
            "kind": "what kind of body it is",
            "scheme": "who gave it its code",
            "code": "its code",
            "area": "where it is",
            "organisation": "its entry, once it is created",
        },
    ),
    "Line": held(
        KEPT,
        none={
            "reorganisation": "the reorganisation it is a part of",
            "ancestor": "the body that goes",
            "kind": "what becomes of it",
            "descendant": "the successor",
            "new": "the successor that is created",
            "share": "how much passes to it",
            "share_unknown": "that this is not known",
            "lineage": "the succession that was recorded",
            "closed_before": "its last day before, to be put back",
        },
    ),
}
CALLED = {"Reorganisation": "Reorganisations, and who carried them out or took them back"}
