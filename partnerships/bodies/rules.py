"""When a board or group may answer to another and end, who may sit there from when to when, and what it may decide.

Sources: the Herefordshire partnership arrangements (2003), section 4: programme boards answer to the county's
partnership; the Worcestershire Concordat (2008), on who chairs its joint commissioning group.
"""

import datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Min, Q
from django.urls import reverse

from core.gates import Obstacle, gate
from core.pages import words
from partnerships.bodies.tree import above

if TYPE_CHECKING:
    from partnerships.bodies.models import Body, Decision, Seat


@gate("It goes on")
def it_goes_on(body: "Body", on: datetime.date) -> Obstacle | None:
    """What ended stays as it was."""
    if body.ends is None:
        return None
    return Obstacle(
        f"It ended already: its last day was {words.date(body.ends)}. If that is not the day, change it in the entry. "
        "If it goes on after all, say so on its page.",
        where=reverse("body_edit", args=[body.pk]),
    )


@gate("It does not answer to itself")
def it_makes_no_circle(body: "Body", on: datetime.date) -> Obstacle | None:
    """Neither directly nor by way of others."""
    if body.pk is None or body.parent_id is None or body.pk not in above([body.parent_id]):
        return None
    return Obstacle(
        f"{body.parent} answers to {body}, itself or by way of others. Choose another, or change there what is wrong.",
        where=body.parent.get_absolute_url() if body.parent else "",
    )


@gate("What it answers to is there as long as it is")
def it_answers_to_what_is_there(body: "Body", on: datetime.date) -> Obstacle | None:
    """Nobody answers to what has ended, or what began after one's own end."""
    up = body.parent
    if up is None or (last(up) >= last(body) and first(up) <= last(body)):
        return None
    ended = up.ends is not None and up.ends < last(body)
    when = f"ended on {words.date(up.ends)}" if ended else f"began on {words.date(up.starts)}, after this had ended"
    return Obstacle(
        f"{up.name} {when}. Choose another that it answers to, or leave that empty.", where=up.get_absolute_url()
    )


@gate("What answers to it ends no later")
def nothing_is_left_below(body: "Body", on: datetime.date) -> Obstacle | None:
    """Whoever answers to it would answer to nobody without having been told."""
    if body.pk is None:
        return None
    left = body.children.filter(Q(ends=None) | Q(ends__gt=last(body))) if body.ends else body.children.none()
    names = list(left.order_by("sort_name").values_list("name", flat=True)[:3])
    if not names:
        return None
    return Obstacle(
        f"There is still what answers to it: {'; '.join(names)}. End that first, or let it answer to another.",
        where=body.get_absolute_url(),
    )


@gate("It began before what answers to it ended")
def it_began_before_what_is_below(body: "Body", on: datetime.date) -> Obstacle | None:
    """Nobody answered to what was not there yet."""
    if body.pk is None or body.starts is None:
        return None
    before = body.children.filter(ends__lt=body.starts).order_by("sort_name").first()
    if before is None:
        return None
    return Obstacle(
        f"{before.name} answered to it and ended on {words.date(before.ends)}, before that first day. Enter an earlier "
        "day, or let it answer to another.",
        where=before.get_absolute_url(),
    )


@gate("It was not entered by mistake")
def it_counts(held: "Seat | Decision", on: datetime.date) -> Obstacle | None:
    """What is void stays as it was."""
    if held.voided_on is None:
        return None
    return Obstacle(
        f"It was declared void on {words.date(held.voided_on)}. If it was right after all, enter it again.",
        where=held.body.get_absolute_url(),
    )


@gate("Every seat lies within its days")
def its_seats_lie_within(body: "Body", on: datetime.date) -> Obstacle | None:
    """Nobody sat before it began or after it ended. Seats that go on end with it."""
    if body.pk is None:
        return None
    found = body.seats.counting().aggregate(first=Min("starts"), latest=Max("starts"), last=Max("ends"))
    return outside(body, found["first"], max_of(found["latest"], found["last"]), "A seat there")


@gate("Every decision lies within its days")
def its_decisions_lie_within(body: "Body", on: datetime.date) -> Obstacle | None:
    """It decides while it is there."""
    if body.pk is None:
        return None
    found = body.decisions.counting().aggregate(first=Min("decided_on"), last=Max("decided_on"))
    return outside(body, found["first"], found["last"], "A decision of it")


@gate("It is there as long as the seat")
def the_body_is_there(seat: "Seat", on: datetime.date) -> Obstacle | None:
    """A seat lies within the days of what it is a seat on."""
    body = seat.body
    early = body.starts is not None and seat.starts is not None and seat.starts < body.starts
    late = body.ends is not None and (seat.ends is None or seat.ends > body.ends or first(seat) > body.ends)
    if not early and not late:
        return None
    when = f"began on {words.date(body.starts)}" if early else f"ended on {words.date(body.ends)}"
    return Obstacle(f"{body.name} {when}. Enter days within that.", where=body.get_absolute_url())


@gate("The organisation is open as long as the seat")
def the_organisation_is_open(seat: "Seat", on: datetime.date) -> Obstacle | None:
    """Neither before it was there nor after its end; its successor has a seat of its own."""
    who = seat.organisation
    if who is None:
        return None
    early = who.opened is not None and seat.starts is not None and seat.starts < who.opened
    late = who.last_day is not None and (seat.ends is None or seat.ends > who.last_day)
    if not early and not late:
        return None
    when = f"opened on {words.date(who.opened)}" if early else f"closed on {words.date(who.last_day)}"
    return Obstacle(f"{who.name} {when}. Enter days within that.", where=who.get_absolute_url())


@gate("There is one chair at a time")
def there_is_one_chair(seat: "Seat", on: datetime.date) -> Obstacle | None:
    """The next begins when the former has ended."""
    others = seat.body.seats.counting().filter(capacity="chair").exclude(pk=seat.pk).select_related("organisation")
    others = others.filter(Q(starts=None) | Q(starts__lte=last(seat)), Q(ends=None) | Q(ends__gte=first(seat)))
    held = others.first() if seat.capacity == "chair" else None
    if held is None:
        return None
    until = f"until {words.date(held.ends)}" if held.ends else "and goes on"
    return Obstacle(
        f"{held.whose} has the chair in that time: it began {since(held.starts)} {until}. End that seat first, or give "
        "this one other days or another capacity.",
        where=held.get_absolute_url(),
    )


@gate("It had begun by its last day")
def it_had_begun(seat: "Seat", on: datetime.date) -> Obstacle | None:
    """A seat that nobody is to have is not ended: it never was."""
    if first(seat) <= last(seat):
        return None
    return Obstacle(
        f"It begins {since(seat.starts)}, after that day. Enter a later day. If nobody is to have the seat, say on its "
        "page that it was entered by mistake.",
        where=seat.get_absolute_url(),
    )


@gate("It was there on that day")
def the_body_was_there(decision: "Decision", on: datetime.date) -> Obstacle | None:
    """A decision is made while the body exists."""
    body = decision.body
    if body.holds_on(decision.decided_on):
        return None
    early = decision.decided_on < first(body)
    when = f"began on {words.date(body.starts)}" if early else f"ended on {words.date(body.ends)}"
    return Obstacle(f"{body.name} {when}. Enter a day within that.", where=body.get_absolute_url())


def first(held: "Body | Seat") -> datetime.date:
    """Its first day; one that is not known counts as long ago."""
    return held.starts or datetime.date.min


def last(held: "Body | Seat") -> datetime.date:
    """Its last day; what goes on has none yet."""
    return held.ends or datetime.date.max


def since(day: datetime.date | None) -> str:
    """'on 1 April 2003', or that nobody knows when."""
    return f"on {words.date(day)}" if day else "on a day that is not known"


def max_of(*days: datetime.date | None) -> datetime.date | None:
    """The latest of the days that are known."""
    return max((each for each in days if each), default=None)


def outside(body: "Body", earliest: datetime.date | None, latest: datetime.date | None, what: str) -> Obstacle | None:
    """The obstacle where something of a body lies before its first day or after its last."""
    day = earliest if earliest and earliest < first(body) else latest if latest and latest > last(body) else None
    if day is None:
        return None
    return Obstacle(f"{what} has the day {words.date(day)}. Put that right first, or enter other days here.",
                    where=body.get_absolute_url())  # fmt: skip


TO_KEEP = (
    it_makes_no_circle,
    it_answers_to_what_is_there,
    nothing_is_left_below,
    it_began_before_what_is_below,
)
TO_CHANGE = (*TO_KEEP, its_seats_lie_within, its_decisions_lie_within)
TO_END = (it_goes_on,)
TO_END_ON = (nothing_is_left_below, its_seats_lie_within, its_decisions_lie_within)
TO_GO_ON = (it_answers_to_what_is_there,)
TO_COUNT = (it_counts,)
TO_SIT = (it_counts, the_body_is_there, the_organisation_is_open, there_is_one_chair)
TO_VACATE = (it_had_begun, *TO_SIT)
TO_DECIDE = (it_counts, the_body_was_there)
