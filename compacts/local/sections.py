"""The Compacts that a board or group works on, on its page."""

from compacts.local.models import LocalCompact
from core.acts import Actor
from partnerships.bodies import serves
from partnerships.bodies.models import Body
from partnerships.organisations.sections import Line


def lines(actor: Actor, body: Body) -> list[Line]:
    """Those that the person may see, by title."""
    rows = LocalCompact.objects.visible_to(actor).filter(working_group=body).order_by("sort_name", "pk")
    return [Line(each.title, each.get_absolute_url(), "as its Compact Working Group") for each in rows]


serves.add("compacts", lines)
