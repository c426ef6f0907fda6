"""What waits at the secretariat's desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from consultation.responses.models import Response


@dataclass(frozen=True)
class Waiting:
    """One sort of work at the desk: what waits, how much of it, where it is done, and what to do."""

    what: str
    count: int
    href: str
    step: str
    title: str


def waiting(actor: Any) -> list[Waiting]:
    """All sorts of work, also those of which there is none. Three statements."""
    rows = Response.objects.visible_to(actor)
    late, unmatched = rows.waiting_late(), rows.sent().unmatched().filter(voided_at=None)
    found = (
        (late, "received late", "late_responses", "Decide whether they count"),
        (unmatched, "to match", "unmatched_responses", "Say who sent them"),
        (rows.half_keyed(), "half keyed in", "half_keyed_responses", "Finish keying them in"),
    )
    titles = ("Received late, to decide on", "From organisations, to match with the register", "Half keyed in")
    return [
        Waiting(what, each.count(), reverse(address), step, title)
        for (each, what, address, step), title in zip(found, titles, strict=True)
    ]
