"""What is known of possible duplicates and merges, why, and for how long."""

from core.privacy import held

KEPT = "for good: the register remembers which entries were one body, and who said so"

FIELDS = {
    "DuplicateSuggestion": held(
        KEPT,
        none={
            "first": "one of the two entries",
            "second": "the other",
            "same_name": "that they have the same name",
            "like_name": "that their names differ by small words only",
            "same_number": "that they have the same number",
            "by_hand": "that a person named the pair",
            "why": "what speaks for their being one body",
            "found_on": "since when the pair is known",
            "state": "what became of it",
            "decided_on": "when somebody decided on it",
            "decision": "what was decided, and why",
        },
        personal={"decided_by": "who decided on it"},
    ),
    "Merge": held(
        KEPT,
        none={
            "suggestion": "the pair",
            "kept": "the entry that is kept",
            "duplicate": "the entry that was merged into it",
            "why": "why they are the same",
            "merged_on": "since when",
            "closed_before": "its last day before, to be put back",
            "undone_on": "when it was undone",
            "undo_reason": "why it was undone",
        },
        personal={"merged_by": "who merged them", "undone_by": "who undid it"},
    ),
}
CALLED = {"DuplicateSuggestion": "Decisions on possible duplicates", "Merge": "Merges of entries, and who made them"}
