"""What the home page of the secretariat says about its desk."""

from typing import Any

from django.urls import reverse

from consultation.responses.models import Response
from core import home
from core.home import Line
from core.pages import words


def at_the_desk(actor: Any) -> list[Line]:
    """How many answers wait to be decided on, matched, or keyed in to their end."""
    if not actor.can_ever("consultation.decide_late"):
        return []
    rows = Response.objects.visible_to(actor)  # type: ignore[attr-defined]
    found = (
        (rows.waiting_late().count(), "received late", "late_responses", "Decide whether they count"),
        (
            rows.sent().unmatched().filter(voided_at=None).count(),
            "to match",
            "unmatched_responses",
            "Say who sent them",
        ),
        (rows.half_keyed().count(), "half keyed in", "half_keyed_responses", "Key them in to their end"),
    )
    return [
        Line(f"{words.plural(count, 'answer')} {what}", reverse(address), step)
        for count, what, address, step in found
        if count
    ]


home.add("waiting", 25, at_the_desk)
