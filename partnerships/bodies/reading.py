"""What the pages of boards and groups and their part of the API both need."""

import datetime

from partnerships.bodies.models import Body, Capacity, Decision, Seat

LOADED = Body.objects.select_related("parent", "host", "area")
SEATS = Seat.objects.select_related("body", "organisation__duplicate_of")
DECISIONS = Decision.objects.select_related("body")
EVERYBODY_READS = "Everybody may read what you enter here, so name organisations and posts, not people."


def seats_of(found: Body, on: datetime.date) -> dict[str, list[Seat]]:
    """Who sits there on a day, who is to, and who did: the chair first, then by name."""
    capacities = Capacity.values
    rows = sorted(
        found.seats.counting().select_related("organisation__duplicate_of"),
        key=lambda each: (capacities.index(each.capacity), each.whose.casefold(), each.pk),
    )
    now = [each for each in rows if each.holds_on(on)]
    later = [each for each in rows if each.starts is not None and each.starts > on]
    return {"now": now, "later": later, "former": [each for each in rows if each not in now and each not in later]}
