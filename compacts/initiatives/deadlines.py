"""By when initiatives are to be done."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compacts.initiatives.models import Initiative
from compacts.initiatives.reading import LOADED
from core import clock, deadlines
from partnerships.people import holders
from partnerships.people.roles import Role

LEADS = (Role.COMMISSIONER, Role.APPROVER, Role.ADMINISTRATOR)


def leading(rows: Sequence[Initiative]) -> Mapping[Any, set[int]]:
    """The lead of each, where it is open and still a party to the agreement. They are loaded with both."""
    return {row.pk: {row.lead_id} if leads(row) else set() for row in rows}


def leads(row: Initiative) -> bool:
    """Whether its lead is still there to do it."""
    today = clock.today()
    if row.lead.last_day is not None and row.lead.last_day < today:
        return False
    parties = row.agreement.parties.all()
    return any(each.organisation_id == row.lead_id and (each.ends is None or each.ends >= today) for each in parties)


def told(rows: Sequence[Initiative]) -> Mapping[Any, Iterable[int]]:
    """The people of the lead; the secretariat, who can name another, where that has left or closed."""
    those, office = holders.at_any(leading, *LEADS)(rows), holders.everywhere(Role.SECRETARIAT)
    return {**those, **office([row for row in rows if not leads(row)])}


deadlines.add(
    deadlines.Deadline(
        name="initiative",
        title="Initiatives to be done",
        queryset=deadlines.theirs(LOADED.to_finish, "compacts.finish_initiative"),
        date_field="ends",
        sentence=lambda row: f"{row.lead.name}: {row.title} ({row.agreement.title})",
        next_step="Say that it is done, or change its day",
        reminders=(28, 7, 0),
        holders=told,
    )
)
