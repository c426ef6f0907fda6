"""What targets of sign-up hold, and for how long."""

from core.privacy import held

KEPT = "for as long as the register is kept: what was promised and kept is read from it"
STORED = "until the nightly job finds it otherwise"
FIELDS = {
    "SignupTarget": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "compact_kind": "what is to be signed",
            "source": "which document asks for it",
            "due_first": "the month it is due in",
            "due_last": "the month it is due in",
            "due_on": "what reminders go by: the day taken, or the first of the month",
            "day": "which day of the month was taken",
            "day_reason": "why that day was taken",
            "day_decided_on": "when that was decided",
            "closed_on": "when it was closed",
            "close_reason": "why it was closed",
            "checked_on": "as at which day it was last checked",
        },
        personal={"day_decided_by": "who decided which day is taken"},
    ),
    "TargetKind": held(
        KEPT,
        none={
            "target": "of which target",
            "kind": "which kind of organisation",
            "counts": "whether it counts, or is shown beside",
        },
    ),
    "SignupStanding": held(
        STORED,
        none={
            "target": "to which target",
            "organisation": "which body",
            "area": "in which locality",
            "kind": "of which kind it was",
            "counts": "whether it counts, or is shown beside",
            "verdict": "how it stands there",
            "overall": "how it stands anywhere",
            "lacking": "whether it is open and has met the target nowhere",
            "urgency": "what lists sort by",
            "since": "since when it has met the target",
            "late_days": "by how many days it is late",
            "as_at": "as at which day",
        },
    ),
}
CALLED = {"SignupTarget": "Decisions on the day of a target of sign-up"}
