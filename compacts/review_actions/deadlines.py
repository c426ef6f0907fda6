"""The days by which organisations are to do what reviews of Compacts asked for."""

from compacts.review_actions.reading import LOADED
from core import deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

deadlines.add(
    deadlines.Deadline(
        name="review_action",
        title="What reviews of Compacts asked for",
        queryset=deadlines.theirs(LOADED.open, "compacts.finish_review_action"),
        date_field="due_on",
        sentence=lambda action: f"{action.owner.name}: {action.what} ({action.review.compact.title})",
        next_step="Tick it off",
        reminders=(28, 7, 0),
        holders=holders.at("owner_id", Role.COMMISSIONER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR),
    )
)
