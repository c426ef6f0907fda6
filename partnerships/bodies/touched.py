"""Seats, and boards that are convened, as what a reorganisation touches."""

from django.db.models import Q

from partnerships.bodies.models import Body, Seat
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched, in_force

touching.add(
    Touched(
        "Seats on boards and groups",
        Seat,
        ("organisation",),
        rows=lambda day: Seat.objects.counting().filter(Q(ends=None) | Q(ends__gte=day)),
    )
)
touching.add(Touched("Boards and groups it convenes", Body, ("host",), rows=in_force(Body)))
