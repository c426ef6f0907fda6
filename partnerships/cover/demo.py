"""The demonstration's leave: the board's partnerships manager is away, and its analyst is reminded in his place."""

import datetime

from core import clock
from partnerships.cover.actions import name_cover
from partnerships.people.actors import actor_for
from partnerships.people.demo import BOARD
from partnerships.people.models import Membership, User

AWAY, COVERS = "daniel@example.org", "mei@example.org"
DAYS = datetime.timedelta(days=11)


def load() -> None:
    """Daniel Oyelaran names Mei Castle before he goes on leave."""
    away, covers = (Membership.objects.get(user__email=email, organisation__name=BOARD) for email in (AWAY, COVERS))
    by = actor_for(User.objects.get(email=AWAY), away.pk, channel="command")
    with clock.at(clock.today() - datetime.timedelta(days=3)):
        first = clock.today() + datetime.timedelta(days=2)
        name_cover(by=by, membership=away, by_whom=covers, starts=first, ends=first + DAYS)
