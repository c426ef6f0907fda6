"""Naming who covers for somebody on leave, ending it earlier, and calling it off."""

import datetime

from django.db import transaction

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.mail.actions import write_mail
from core.pages import words
from core.trail.actions import record, save_changes, save_new
from partnerships.cover.models import Cover, CoverState
from partnerships.cover.rules import refuse_named
from partnerships.people.actions import hold_place, locked_membership
from partnerships.people.models import Membership

NAME, END = "partnerships.name_cover", "partnerships.end_cover"
OVER = "This cover is over. Name a new one for other days."
CALLED_OFF = "This cover was called off. Name a new one."


@transaction.atomic
def name_cover(
    *, by: Actor, membership: Membership, by_whom: Membership, starts: datetime.date, ends: datetime.date
) -> Cover:
    """Say who covers for somebody, from a day to a day. Both are told."""
    membership = locked_membership(membership.pk)  # and its place: two covers of one place wait for each other
    authorise(by, NAME, membership)
    by_whom = Membership.objects.select_related("user", "organisation", "area").get(pk=by_whom.pk)
    refuse_named(membership, by_whom, starts, ends)
    cover = Cover(membership=membership, by_whom=by_whom, starts=starts, ends=ends)
    save_new(by, "named", cover, starts=starts, ends=ends)
    record(by, "cover named", membership, starts=starts, ends=ends, cover_id=cover.pk)
    tell(cover, "named", f"{said(cover)}. {by_whom.user} is reminded of what is due for {membership.user}.")
    return cover


def locked_cover(pk: int) -> Cover:
    """The cover, held with the place of its people until the transaction ends."""
    places = ("membership__organisation", "membership__area", "membership__user", "by_whom__user")
    hold_place(Cover.objects.select_related(*places).get(pk=pk).membership.place)
    locked(Cover, pk)
    return Cover.objects.select_related(*places).get(pk=pk)


def refuse_over(cover: Cover) -> None:
    """What is over, or was called off, stays as it was."""
    if cover.state == CoverState.CALLED_OFF:
        raise Refused(CALLED_OFF)
    if cover.state == CoverState.OVER:
        raise Refused(OVER)


@transaction.atomic
def end_cover(*, by: Actor, cover: Cover, last_day: datetime.date) -> Cover:
    """Let it end earlier, because somebody is back. Both are told."""
    cover = locked_cover(cover.pk)
    authorise(by, END, cover)
    refuse_over(cover)
    if last_day < clock.today():
        raise Refused({"last_day": "The last day is in the past. Choose today or a later day."})
    if last_day < cover.starts:
        raise Refused({"last_day": "It has not begun by then. Call it off instead."})
    if last_day > cover.ends:
        raise Refused({"last_day": f"It ends on {words.date(cover.ends)}. For days after it name a new cover."})
    if save_changes(by, "ends earlier", cover, {"ends": last_day}):
        tell(cover, f"ends:{last_day.isoformat()}", f"The cover ends on {words.date(last_day)}: {said(cover)}.")
    return cover


@transaction.atomic
def call_off_cover(*, by: Actor, cover: Cover, reason: str) -> Cover:
    """Call it off, from now on. Both are told."""
    cover = locked_cover(cover.pk)
    authorise(by, END, cover)
    if cover.state == CoverState.CALLED_OFF:
        return cover  # twice is once
    refuse_over(cover)
    save_changes(by, "called off", cover, {"called_off_on": clock.today(), "why": reason})
    tell(cover, "called-off", f"This does not hold any more: {said(cover)}.")
    return cover


def said(cover: Cover) -> str:
    """'Ann Lee covers for Jo Price at Malvern Carers from 1 May 2005 to 14 May 2005'."""
    return (
        f"{cover.by_whom.user} covers for {cover.membership.user} at {cover.membership.place} "
        f"from {words.date(cover.starts)} to {words.date(cover.ends)}"
    )


def tell(cover: Cover, what: str, body: str) -> None:
    """Write to both."""
    for user in (cover.membership.user, cover.by_whom.user):
        if user.is_active:
            write_mail(
                to=user,
                subject="Cover while somebody is on leave",
                body=f"Dear {user.name},\n\n{body}\n\nNobody gets another role by this: whoever covers does what "
                "their own roles allow. An administrator can give them a role for these days.",
                key=f"cover:{cover.pk}:{what}:{user.pk}",
                link=cover.get_absolute_url(),
            )
