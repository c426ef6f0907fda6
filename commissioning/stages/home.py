"""What the home page says about stages: those that wait for the body that somebody signs for."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from commissioning.cycles.models import CyclePartner, Stage, StageSignoff
from commissioning.stages.actions import SIGN
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words


def unsigned(actor: Actor) -> Any:
    """Open stages that the body one acts for has not signed off, the longest open first."""
    if not actor.can_ever(SIGN) or actor.organisation_id is None:
        return None
    today = clock.today()
    going_on = Q(starts=None) | Q(starts__lte=today), Q(ends=None) | Q(ends__gt=today)
    ours = CyclePartner.objects.filter(*going_on, cycle=OuterRef("cycle"), organisation=actor.organisation_id)
    signed = StageSignoff.objects.standing().filter(stage=OuterRef("pk"))
    mine = signed.filter(partner__organisation=actor.organisation_id)
    rows = Stage.objects.open_on(today).filter(actor.q(SIGN), Exists(ours), ~Exists(mine))
    return rows.annotate(others=Exists(signed)).select_related("cycle").order_by("opened_on", "pk")


def to_sign(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            str(row),
            row.get_absolute_url(),
            "See what it waits for, and sign it off for your organisation",
            f"Open since {words.date(row.opened_on)}."
            + (" Another partner has signed it." if row.others else ""),
        )
        for row in rows[:MOST]
    ]  # fmt: skip


home.add("waiting", 26, to_sign, rows=unsigned)
