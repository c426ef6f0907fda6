"""What the home page says about overrides: those that wait for a second person, and those that concern one's own."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from commissioning.overrides.actions import CONFIRM
from commissioning.overrides.models import Override
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words
from partnerships.organisations.models import AreaServed, Described, Organisation, Sector

SHOWN_FOR = datetime.timedelta(days=30)
"""So long it stands on the home page of whom it concerns."""


def unconfirmed(actor: Actor) -> Any:
    """Those that one may confirm as a second person."""
    if not actor.can_ever(CONFIRM):
        return None
    rows = Override.objects.waiting().filter(actor.q(CONFIRM), stage__signed_off_on=None)
    if actor.organisation_id is not None:
        rows = rows.exclude(asked_for=actor.organisation_id)
    return rows.select_related("stage__cycle", "asked_for").order_by("asked_on", "pk")


def to_confirm(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            str(each.stage), each.get_absolute_url(), "Confirm or decline, as a second person",
            f"{each}. Asked by {each.asked_for or 'the Forum secretariat'} on {words.date(each.asked_on)}.",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def near_us(actor: Actor) -> Any:
    """Those confirmed lately that concern the organisation one acts for, where that is of the voluntary sector."""
    ours: Organisation | None = getattr(actor, "organisation", None)
    if ours is None:
        return None
    today = clock.today()
    serves = AreaServed.objects.in_force(today).filter(organisation=ours, area=OuterRef("stage__cycle__area"))  # type: ignore[attr-defined]
    works = Described.objects.in_force(today).filter(organisation=ours, term=OuterRef("stage__cycle__client_group"))  # type: ignore[attr-defined]
    near = (Q(Exists(serves)) | Q(stage__cycle__area=ours.area_id)) & Q(Exists(works))
    took_part = Q(stage__cycle__stages__involvements__organisation=ours) | Q(
        stage__cycle__contributions__organisation=ours
    )
    rows = Override.objects.confirmed().filter(near | took_part, confirmed_on__gte=today - SHOWN_FOR)
    voluntary = Organisation.objects.filter(pk=ours.pk, kind__sector=Sector.VOLUNTARY)
    rows = rows.filter(Exists(voluntary)).select_related("stage__cycle")
    return rows.distinct().order_by("-confirmed_on", "-pk")


def concerning_us(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            str(each.stage), each.get_absolute_url(), "Read why it went on without an involvement",
            f"{each}. Confirmed on {words.date(each.confirmed_on)}.",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


home.add("waiting", 28, to_confirm, rows=unconfirmed)
home.add("open", 28, concerning_us, rows=near_us)
