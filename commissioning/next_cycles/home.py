"""What the home page says of cycles whose review is signed off: that the next one can be opened."""

from typing import Any

from django.db.models import Exists, OuterRef

from commissioning.cycles.models import CommissioningCycle, CyclePartner, Stage, StageKind
from commissioning.next_cycles.actions import EDIT
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages.addresses import numbered


def over(actor: Actor) -> Any:
    """Cycles of the body one commissions for whose four stages are signed off and which none follows."""
    if not actor.can_ever(EDIT) or actor.organisation_id is None:
        return None
    done = Stage.objects.filter(cycle=OuterRef("pk"), kind=StageKind.REVIEW, signed_off_on__lte=clock.today())
    ours = CyclePartner.objects.filter(cycle=OuterRef("pk"), organisation=actor.organisation_id)
    rows = CommissioningCycle.objects.filter(actor.q(EDIT), Exists(done), Exists(ours), followed_by=None)
    return rows.order_by("-ends", "pk")


def to_follow(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(each.title, numbered("cycle_next", each.pk), "See what goes over, and open the cycle that follows")
        for each in rows[:MOST]
    ]


home.add("waiting", 27, to_follow, rows=over)
