"""Dates to keep with Local Compacts."""

from compacts.local.models import LocalCompact
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

deadlines.add(
    deadlines.Deadline(
        name="compact_review",
        title="Compacts to review",
        queryset=deadlines.theirs(LocalCompact.objects.to_review, "compacts.review_compact"),
        date_field="review_due",
        sentence=lambda compact: f"Review the Compact: {compact.title}",
        next_step="Begin the review",
        reminders=(28, 7, 0),
        holders=holders.everywhere(Role.SECRETARIAT),
    )
)
