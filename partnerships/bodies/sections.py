"""Where an organisation, or one it came from, has a seat, and what it convenes, on its page."""

from typing import Any

from django.db.models import F, QuerySet

from core.acts import Actor
from core.pages import words
from partnerships.bodies.models import Body, Seat
from partnerships.bodies.reading import SEATS
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that go on first, then the former ones, the latest first."""
    rows = SEATS.visible_to(actor).filter(organisation__in=keys, voided_on=None)  # type: ignore[attr-defined]
    rows = rows.order_by(F("ends").desc(nulls_first=True), "body__sort_name", "pk")
    return [Line(each.body.name, each.body.get_absolute_url(), how(each)) for each in rows[: MOST + 1]]


def how(seat: Seat) -> str:
    """'chair (Chief Executive, Worcestershire Primary Care Trust) from 1 October 2006 until 31 March 2013'."""
    days = [
        f"from {words.date(seat.starts)}" if seat.starts else "",
        seat.until,
    ]
    return " ".join([f"{seat.get_capacity_display().lower()} ({seat.whose})", *filter(None, days)])


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return Seat.objects.filter(organisation__in=keys, voided_on=None)


def convened(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """The boards and groups that it convenes, or convened, those that go on first."""
    rows = Body.objects.visible_to(actor).filter(host__in=keys)
    rows = rows.order_by(F("ends").desc(nulls_first=True), "sort_name", "pk")
    return [Line(each.name, each.get_absolute_url(), what(each)) for each in rows[: MOST + 1]]


def what(body: Body) -> str:
    """'partnership until 31 March 2013'."""
    kind = body.get_kind_display().lower()
    return f"{kind} until {words.date(body.ends)}" if body.ends else kind


def any_convened(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return Body.objects.filter(host__in=keys)


sections.add(Section("Where it sits", 30, lines=lines, some=some, whole="seats"))
sections.add(Section("What it convenes", 31, lines=convened, some=any_convened, whole="bodies"))
