"""What the home page says about partners."""

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line


def see_the_partners(actor: Actor) -> list[Line]:
    """Everybody may look at the register."""
    return [
        Line("Who the partners are", reverse("organisations"), "See the partners", "Names, kinds, places and codes")
    ]


home.add("open", 80, see_the_partners)
