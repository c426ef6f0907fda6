"""What the home page says of partners for which nobody acts. Records that name who is gone: people/holdings.py."""

from typing import Any

from django.db.models import QuerySet

from core import clock, home
from core.acts import Actor
from core.asked_rows import RowsFor
from core.home import Line
from core.pages import words
from core.pages.addresses import fixed
from core.registers.selection import COUNT_UP_TO
from partnerships.leaving.nobody import PARTNERS, without_people


def nobody_there(actor: Actor) -> QuerySet[Any] | None:
    """For whoever invites everywhere: the partners without anybody."""
    if not actor.can_ever("partnerships.give_staff_role"):
        return None
    return without_people(PARTNERS.visible_to(actor), clock.today())  # type: ignore[attr-defined]


def to_invite(actor: Actor, rows: RowsFor[Any]) -> list[Line]:
    """How many they are. One query."""
    count = rows.count(COUNT_UP_TO + 1)
    counted = f"More than {COUNT_UP_TO:,} organisations" if count > COUNT_UP_TO else words.plural(count, "organisation")
    return [
        Line(
            f"{counted} without people", fixed("organisations_without_people"), "See which",
            "Nobody can answer, sign or be reminded there. Invite somebody.",
        )
    ]  # fmt: skip


home.add("waiting", 33, to_invite, rows=nobody_there)
