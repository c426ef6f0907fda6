"""What an umbrella body's home page says about the entries of its members."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core import home
from core.acts import Actor
from core.home import Line
from core.pages import words
from partnerships.stale.rules import stale_for


def of_members(actor: Actor) -> Any:
    """For who sees only those of its members; the secretariat has a line of its own for all."""
    if actor.can_ever("partnerships.view_all_stale") or not actor.can_ever("partnerships.chase_stale"):
        return None
    return stale_for(actor)


def members_to_ask(actor: Actor, rows: Any) -> list[Line]:
    """How many they are."""
    said = words.plural(rows.count(), "member")
    hint = "Ask them in one go to confirm their entry."
    mine = {"umbrella": actor.organisation.name}  # type: ignore[attr-defined]
    address = f"{reverse('stale_entries')}?{urlencode(mine)}"
    return [Line(f"{said} with an entry out of date", address, "See which", hint)]


home.add("waiting", 35, members_to_ask, rows=of_members)
