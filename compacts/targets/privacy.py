"""What targets hold, and for how long. Nothing of it is about a person."""

from core.privacy import held

KEPT = "for as long as the register is kept: later targets are set by what came of them"
FIELDS = {
    "Target": held(
        KEPT,
        none={
            "title": "what it is called",
            "sort_name": "what lists sort by",
            "kind": "what is promised",
            "aim": "how much of it",
            "scope": "for whom",
            "area": "for which area",
            "organisation": "for which organisation",
            "compared_area": "with which area a gap is measured",
            "due": "by when",
            "trajectory": "how it is expected to get there",
            "source": "which document sets it",
            "about": "what it is about",
            "ended_on": "when it was given up",
            "end_reason": "why it was given up",
        },
    ),
    "Contribution": held(
        KEPT,
        none={
            "target": "of which target",
            "measure": "what it is judged by",
            "baseline_value": "from which figure it is counted",
            "baseline_starts": "from when",
            "baseline_ends": "until when",
            "baseline_source": "who says so",
            "line_problem": "why its readings cannot be followed",
            "awaited_from": "from when its next figure counts",
            "awaited_to": "until when its next figure counts",
            "awaited_by": "by when its next figure is to be entered",
        },
    ),
    "Step": held(KEPT, none={"target": "of which target", "on": "by when", "aim": "where it is to be by then"}),
    "Strand": held(
        "until the succession of its organisation changes, then it is written anew",
        none={
            "contribution": "of which measure of which target",
            "area": "whose readings count",
            "organisation": "whose readings count",
            "weight": "for how much they count",
            "starts": "from when",
            "ends": "until when",
        },
    ),
    "Snapshot": held(
        KEPT,
        none={
            "contribution": "of which measure of which target",
            "on": "as at which day",
            "computed_at": "when it was worked out",
            "status": "how it stood",
            "rank": "how much attention it needs",
            "reason": "why",
            "value": "the latest figure of a whole period",
            "starts": "from when",
            "ends": "until when",
            "goal": "what it is to come to",
            "expected": "what it was to come to by then",
            "change": "how much more or less than the baseline",
            "whole_periods": "how many figures of whole periods there are",
            "rate_so_far": "how fast it went",
            "rate_needed": "how fast it has to go",
        },
    ),
}
