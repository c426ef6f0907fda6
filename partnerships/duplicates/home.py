"""What the home page says about possible duplicates."""

from typing import Any

from core import home
from core.acts import Actor
from core.home import Line
from core.pages import words
from core.pages.addresses import fixed
from core.registers.selection import COUNT_UP_TO
from partnerships.duplicates.models import DuplicateSuggestion


def waiting(actor: Actor) -> Any:
    """The pairs that wait, for those who merge."""
    merges = actor.can_ever("partnerships.merge_organisations")
    return DuplicateSuggestion.objects.to_look_at() if merges else None


def to_look_at(actor: Actor, rows: Any) -> list[Line]:
    """How many they are. One query."""
    count = rows.count(COUNT_UP_TO + 1)
    if not count:
        return []
    counted = f"More than {COUNT_UP_TO:,} pairs" if count > COUNT_UP_TO else words.plural(count, "pair")
    return [
        Line(
            f"{counted} of entries that may be one body",
            fixed("duplicates"),
            "See which",
            "Say of each whether they are the same.",
        )
    ]


home.add("waiting", 31, to_look_at, rows=waiting)
