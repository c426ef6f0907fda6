"""The days by which organisations are to do what reviews of Compacts asked for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compacts.review_actions.models import ReviewAction
from compacts.review_actions.reading import LOADED
from core import clock, deadlines
from partnerships.people import holders
from partnerships.people.roles import Role


def office_where_closed(rows: Sequence[ReviewAction]) -> Mapping[Any, Iterable[int]]:
    """The secretariat, for what an organisation was to do that has closed since: they say who does it now."""
    today = clock.today()
    closed = [each for each in rows if each.owner.last_day is not None and each.owner.last_day < today]
    return holders.everywhere(Role.SECRETARIAT)(closed) if closed else {}


deadlines.add(
    deadlines.Deadline(
        name="review_action",
        title="What reviews of Compacts asked for",
        queryset=deadlines.theirs(LOADED.open, "compacts.finish_review_action"),
        date_field="due_on",
        sentence=lambda action: f"{action.owner.name}: {action.what} ({action.review.compact.title})",
        next_step="Tick it off",
        reminders=(28, 7, 0),
        holders=holders.together(
            holders.at("owner_id", Role.COMMISSIONER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR),
            office_where_closed,
        ),
    )
)
