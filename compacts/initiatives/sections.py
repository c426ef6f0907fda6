"""The agreements that a board or group governs, on its page."""

from compacts.agreements.models import Agreement
from core.acts import Actor
from partnerships.bodies import serves
from partnerships.bodies.models import Body
from partnerships.organisations.sections import Line


def lines(actor: Actor, body: Body) -> list[Line]:
    """Those that the person may see, by title."""
    rows = Agreement.objects.visible_to(actor).filter(governed_by__body=body).order_by("sort_name", "pk")
    return [Line(each.title, each.get_absolute_url(), "an agreement that it governs") for each in rows]


serves.add("agreements", lines)
