"""The Compacts that an organisation, or one it came from, signed or works towards, on its page."""

from typing import Any

from django.db.models import QuerySet

from compacts.signups.models import Signup, SignupStatus
from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that the person may see, the latest first. What was recorded by mistake is not among them."""
    rows = Signup.objects.visible_to(actor).filter(organisation__in=keys, voided_on=None)
    rows = rows.select_related("compact", "organisation").order_by("-starts", "pk")
    return [Line(each.compact.title, each.get_absolute_url(), standing(each)) for each in rows[: MOST + 1]]


def standing(signup: Signup) -> str:
    """'signed on 14 May 2003, by Herefordshire Primary Care Trust'."""
    since = words.date(signup.starts)
    told = f"signed on {since}" if signup.status == SignupStatus.SIGNED else f"actively working towards it from {since}"
    until = f" until {words.date(signup.ended_on)}" if signup.ended_on else ""
    return f"{told}{until}, by {signup.organisation.name}"


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return Signup.objects.filter(organisation__in=keys)


sections.add(Section("Compacts it signed or works towards", 42, lines=lines, some=some, whole="signups"))
