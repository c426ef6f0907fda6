"""Due dates, declared once by each subject.

    from core import deadlines

    deadlines.add(
        deadlines.Deadline(
            name="consultation_close",
            title="Consultations to answer",
            queryset=consultations_to_answer,          # (actor or None) -> QuerySet
            date_field="closes_at",
            sentence=lambda row: f"Answer '{row.title}'",
            link=lambda row: reverse("consultation", args=[row.pk]),
            next_step="Read and answer",
            holders=people_who_may_answer,             # (rows) -> {row pk: [user pks]}
        )
    )

From it come the Due page, the calendar feed, the reminders and the overdue report. Where people have different things
to do about the same row, each is a deadline of its own, so that everybody reads what they themselves can do.
"""

from core.deadlines.pressing import for_actor
from core.deadlines.registry import (
    DEADLINES,
    Deadline,
    Item,
    add,
    due_day,
    in_words,
    theirs,
)

__all__ = [
    "DEADLINES",
    "Deadline",
    "Item",
    "add",
    "due_day",
    "for_actor",
    "in_words",
    "theirs",
]
