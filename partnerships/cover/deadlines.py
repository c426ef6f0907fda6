"""Whoever covers sees, and is reminded of, what is due for who is on leave. It declares no due date of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from core import clock
from core.acts import Actor
from core.deadlines import standing_in
from core.deadlines.registry import Deadline, Item
from core.pages import words
from partnerships.cover.models import Cover
from partnerships.people.actors import actor_for
from partnerships.people.seeing import keys_seen, seen_by

Seen = Callable[[Sequence[Item]], Sequence[Item]]


def today() -> QuerySet[Any]:
    """The covers that hold today, of people whose accounts are open."""
    rows = Cover.objects.on(clock.today()).filter(membership__user__is_active=True, by_whom__user__is_active=True)
    return rows.select_related("membership__user", "by_whom__user")


def mine(actor: Actor) -> QuerySet[Any]:
    """Those in which the person covers, in the capacity they act in."""
    return today().filter(by_whom=actor.membership_id) if actor.membership_id else Cover.objects.none()


def note_of(cover: Cover) -> str:
    """'for Jo Price, on leave until 14 May 2005'."""
    return f"for {cover.membership.user}, on leave until {words.date(cover.ends)}"


def others(actor: Actor) -> list[tuple[Actor, str, Seen]]:
    """Everybody for whom the person covers today, as who acts; of their dates those that the person may see."""
    found: list[tuple[Actor, str, Seen]] = []
    for cover in mine(actor):
        other = actor_for(cover.membership.user, cover.membership_id)
        if other.membership_id == cover.membership_id:
            found.append((other, note_of(cover), lambda items: seen_by(actor, items)))
    return found


def reminded(deadline: Deadline, rows: Sequence[Any], holders: Mapping[Any, Iterable[int]]) -> standing_in.Notes:
    """Who covers for somebody who is reminded of a row in the capacity that is covered, and may see the row."""
    found: standing_in.Notes = {}
    people = set().union(*map(set, holders.values())) if holders else set()
    for cover in today().filter(membership__user__in=people) if people else ():
        theirs = {row.pk for row in rows if cover.membership.user_id in holders.get(row.pk, ())}
        covered = actor_for(cover.membership.user, cover.membership_id)
        covering = actor_for(cover.by_whom.user, cover.by_whom_id)
        if not theirs or covered.membership_id != cover.membership_id or covering.membership_id != cover.by_whom_id:
            continue
        theirs = set(deadline.queryset(covered).filter(pk__in=theirs).values_list("pk", flat=True))
        for pk in keys_seen(covering, type(rows[0]), theirs):
            found.setdefault(pk, {})[cover.by_whom.user_id] = note_of(cover)
    return found


standing_in.add(standing_in.StandIn(rows=mine, others=others, reminded=reminded))
