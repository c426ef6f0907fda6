"""What the home page says about boundaries: alerts that nobody has noted, and changes that wait to be carried out."""

from typing import Any

from core import home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words
from partnerships.places.actions import CARRY_OUT, NOTE
from partnerships.places.judging import Share
from partnerships.places.models import BoundaryAlert, BoundaryChange


def unnoted(actor: Actor) -> Any:
    """For those who note alerts."""
    if not actor.can_ever(NOTE):
        return None
    return BoundaryAlert.objects.visible_to(actor).to_note().order_by("pk")


def alerts(actor: Actor, rows: Any) -> list[Line]:
    """Each alert until it is noted."""
    return [
        Line(
            f"Fewer health bodies and councils are co-terminous: {each.cause}",
            each.get_absolute_url(),
            "Note it",
            f"{Share(each.pairs_before, each.coterminous_before).in_words} before, "
            f"{Share(each.pairs_after, each.coterminous_after).in_words} since {words.date(each.judged_on)}.",
        )
        for each in rows[:MOST]
    ]


def proposed(actor: Actor) -> Any:
    """For those who carry out boundary changes."""
    if not actor.can_ever(CARRY_OUT):
        return None
    rows = BoundaryChange.objects.visible_to(actor).to_carry_out()
    return rows.select_related("organisation", "area", "to_organisation", "to_area").order_by("first_day", "pk")


def changes(actor: Actor, rows: Any) -> list[Line]:
    """Each proposal until it is carried out or withdrawn."""
    return [
        Line(f"Boundary change: {each}", each.get_absolute_url(), "See what it would do, and decide",
             f"From {words.date(each.first_day)}")
        for each in rows[:MOST]
    ]  # fmt: skip


home.add("waiting", 32, alerts, rows=unnoted)
home.add("waiting", 33, changes, rows=proposed)
