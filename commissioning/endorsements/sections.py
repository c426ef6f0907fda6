"""The plans that a board or group endorses, on its page."""

from commissioning.plans.models import CommissioningPlan
from core.acts import Actor
from partnerships.bodies import serves
from partnerships.bodies.models import Body
from partnerships.organisations.sections import Line


def lines(actor: Actor, body: Body) -> list[Line]:
    """Those that the person may see, by title."""
    rows = CommissioningPlan.objects.visible_to(actor).filter(boards__body=body).order_by("sort_name", "pk")
    return [Line(each.title, each.get_absolute_url(), "a commissioning plan that it endorses") for each in rows]


serves.add("plans", lines)
