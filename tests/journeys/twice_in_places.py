"""What the forms of places make, with what is typed into them."""

from core.trail.models import Event
from partnerships.places.models import BoundaryChange
from tests.journeys.made import Made, on_day

WHY = {"reason": "The practices joined the other body.", "source": "Order of 2015"}
PAIR = {"organisation": "Devon Trust", "area": "Devon", "small_areas": "3", **on_day("first_day", 2015), **WHY}

MADE: dict[str, Made] = {
    "boundary_move_propose": Made(BoundaryChange, {**PAIR, "to_area": "Herefordshire"}),
    "boundary_count_propose": Made(BoundaryChange, PAIR),
    "boundary_change_carry_out": Made(Event, {}, events=2),
    "boundary_change_void": Made(Event, {"reason": "Not agreed."}),
    "boundary_alert_note": Made(Event, {"note": "The boards meet."}),
}
