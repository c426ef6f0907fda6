"""What the home page says about partners."""

from django.urls import reverse

from core import clock, home
from core.acts import Actor
from core.home import Line
from core.pages import words
from core.registers.selection import COUNT_UP_TO
from partnerships.organisations.models import Organisation


def see_the_partners(actor: Actor) -> list[Line]:
    """Everybody may look at the register."""
    return [
        Line("Who the partners are", reverse("organisations"), "See the partners", "Names, kinds, places and codes")
    ]


def partners_to_confirm(actor: Actor) -> list[Line]:
    """For those who look after the whole register, or an area of it: who has not confirmed. One query."""
    if not actor.may("partnerships.mark_partner"):
        return []
    rows = Organisation.objects.to_confirm(clock.today()).filter(actor.q("partnerships.mark_partner"))
    count = rows.order_by()[: COUNT_UP_TO + 1].count()
    if not count:
        return []
    counted = f"more than {COUNT_UP_TO:,} partners" if count > COUNT_UP_TO else words.plural(count, "partner")
    return [
        Line(
            f"{counted} to confirm",
            f"{reverse('organisations')}?standing=stale",
            "See which",
            "Their entry should have been confirmed by now.",
        )
    ]


home.add("waiting", 30, partners_to_confirm)
home.add("open", 80, see_the_partners)
