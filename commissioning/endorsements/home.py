"""What the home page says about plans: those that lie before their boards, for who records what these decided."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from commissioning.endorsements.actions import DECIDE
from commissioning.plans.models import CommissioningPlan, PlanVersion
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words


def submitted(actor: Actor) -> Any:
    """Plans that were submitted and wait for a board, the longest first."""
    if not actor.can_ever(DECIDE):
        return None
    waiting = PlanVersion.objects.filter(
        plan=OuterRef("pk"), submitted_on__isnull=False, returned_on=None, endorsed_on=None
    )
    rows = CommissioningPlan.objects.filter(actor.q(DECIDE), Exists(waiting), ends__gte=clock.today()).standing()
    return rows.annotate(since=waiting.values("submitted_on")[:1]).order_by("since", "pk")


def to_endorse(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            row.title,
            reverse("plan_decide", args=[row.pk]),
            "Record what the board decided",
            f"Submitted on {words.date(row.since)}.",
        )
        for row in rows[:MOST]
    ]


home.add("waiting", 45, to_endorse, rows=submitted)
