"""The disputes of an organisation, or heard by a board, on its page, for who may see them; and what they taught."""

import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from compacts.disputes.models import Dispute, Rung
from compacts.disputes.reading import learned_in, tally_of
from compacts.local import scorecard
from compacts.local.scorecard import Figure, Part
from core.acts import Actor
from core.pages import words
from partnerships.bodies import serves
from partnerships.bodies.models import Body
from partnerships.organisations import sections
from partnerships.organisations.models import Area
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """The latest first, each with how it stands."""
    rows = Dispute.objects.visible_to(actor).filter(Q(raised_by__in=keys) | Q(against__in=keys))
    rows = rows.order_by("-raised_on", "-pk")[: MOST + 1]
    return [Line(each.title, each.get_absolute_url(), standing(each)) for each in rows]


def standing(dispute: Dispute) -> str:
    """'raised on 1 March 2005; settled between the two'."""
    how = dispute.get_outcome_display() or "It goes on"
    return f"raised on {words.date(dispute.raised_on)}; {how[:1].lower()}{how[1:]}"


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all, on either side."""
    return Dispute.objects.filter(Q(raised_by__in=keys) | Q(against__in=keys))


def heard(actor: Actor, body: Body) -> list[Line]:
    """Those that a board or group hears or heard, of those that the person may see, the latest first."""
    rows = (
        Dispute.objects.visible_to(actor)
        .filter(steps__heard_by=body)
        .annotate(heard_on=F("steps__rung"), heard_until=F("steps__ended_on"))
    )
    rows = rows.order_by("-raised_on", "-pk", "steps__pk")
    return [Line(each.title, each.get_absolute_url(), as_what(each)) for each in rows]


def as_what(dispute: Any) -> str:
    """'a dispute that it hears as the Compact group', and 'heard' where that is over."""
    hears = "hears" if dispute.heard_until is None else "heard"
    rung = Rung(dispute.heard_on).label
    return f"a dispute that it {hears} as the {rung if rung.startswith('Compact') else rung.lower()}"


serves.add("disputes", heard)
sections.add(Section("Disputes about a Compact", 44, lines=lines, some=some, whole="disputes"))


def figures(area: Area, on: datetime.date) -> list[Figure]:
    """How many go on, ended and found that the Compact was broken, and what was learned: never between whom."""
    tally = tally_of(area, on)
    if not any(tally.values()):
        return []
    told = (("Going on", "open"), ("Ended", "ended"), ("Of these, the Compact was broken", "breach"))
    learned = [Figure(f"Learned, {words.date(day)}", text) for day, text in learned_in(area, on)[:MOST]]
    return [*[Figure(title, tally[name]) for title, name in told], *learned]


scorecard.add(Part("Disputes", 50, figures=figures))
