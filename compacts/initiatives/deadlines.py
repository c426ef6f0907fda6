"""By when initiatives are to be done."""

from compacts.initiatives.reading import LOADED
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

deadlines.add(
    deadlines.Deadline(
        name="initiative",
        title="Initiatives to be done",
        queryset=deadlines.theirs(LOADED.to_finish, "compacts.finish_initiative"),
        date_field="ends",
        sentence=lambda row: f"{row.lead.name}: {row.title} ({row.agreement.title})",
        next_step="Say that it is done, or change its day",
        reminders=(28, 7, 0),
        holders=holders.at("lead_id", Role.COMMISSIONER, Role.APPROVER, Role.ADMINISTRATOR),
    )
)
