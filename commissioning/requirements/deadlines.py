"""By when bodies must have plans: for their own commissioners."""

from commissioning.requirements.reading import LOADED
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

deadlines.add(
    deadlines.Deadline(
        name="plan_required",
        title="Plans that are required",
        queryset=deadlines.theirs(LOADED.outstanding, "commissioning.meet_requirement"),
        date_field="due_on",
        sentence=lambda row: f"Have it endorsed: {row.title} ({row.organisation.name})",
        next_step="Say which plan meets it",
        reminders=(184, 92, 28, 0),
        holders=holders.at("organisation_id", Role.COMMISSIONER),
    )
)
