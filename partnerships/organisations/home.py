"""What the home page says about partners."""

from typing import Any

from core import clock, home
from core.acts import Actor
from core.home import Line
from core.pages import words
from core.pages.addresses import fixed
from core.registers.selection import COUNT_UP_TO
from partnerships.organisations.models import Organisation


def see_the_partners(actor: Actor) -> list[Line]:
    """Everybody may look at the register."""
    return [Line("Who the partners are", fixed("organisations"), "See the partners", "Names, kinds, places and codes")]


def unconfirmed(actor: Actor) -> Any:
    """For those who look after the whole register, or an area of it: who has not confirmed."""
    if not actor.may("partnerships.mark_partner"):
        return None
    return Organisation.objects.to_confirm(clock.today()).filter(actor.q("partnerships.mark_partner"))


def partners_to_confirm(actor: Actor, rows: Any) -> list[Line]:
    """How many they are. One query."""
    count = rows.count(COUNT_UP_TO + 1)
    if not count:  # it was done between the two statements
        return []
    counted = f"more than {COUNT_UP_TO:,} partners" if count > COUNT_UP_TO else words.plural(count, "partner")
    return [
        Line(
            f"{counted} to confirm",
            f"{fixed('organisations')}?standing=stale",
            "See which",
            "Their entry should have been confirmed by now.",
        )
    ]


home.add("waiting", 30, partners_to_confirm, rows=unconfirmed)
home.add("open", 80, see_the_partners)
