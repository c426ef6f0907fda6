"""Who can cover for whom on which days."""

import datetime

from core import clock
from core.acts import Refused
from core.pages import words
from partnerships.cover.models import Cover
from partnerships.people.models import Membership, RoleHeld


def refuse_named(membership: Membership, by_whom: Membership, starts: datetime.date, ends: datetime.date) -> None:
    """Refuse a cover that cannot be. The place of both is held, so nothing changes between this and its writing."""
    if membership.user_id == by_whom.user_id:
        raise Refused({"by_whom": "Nobody covers for themselves. Name somebody else."})
    if membership.place != by_whom.place:
        raise Refused({"by_whom": f"Name somebody of {membership.place}: nobody of another organisation covers."})
    if starts < clock.today():
        raise Refused({"starts": "The first day is in the past. Choose today or a later day."})
    if ends < starts:
        raise Refused({"ends": "The last day is before the first day."})
    refuse_without_role(membership, "", starts)
    refuse_without_role(by_whom, "by_whom", starts)
    refuse_overlap(membership, by_whom, starts, ends)


def refuse_without_role(who: Membership, field: str, on: datetime.date) -> None:
    """Refuse for somebody who holds no role there on the first day."""
    if RoleHeld.objects.active(on).filter(membership=who.pk).exists():
        return
    said = f"{who.user} holds no role at {who.place} on {words.date(on)}. "
    said += "Name somebody who does." if field else "There is nothing to cover."
    raise Refused({field: said} if field else said)


def refuse_overlap(membership: Membership, by_whom: Membership, starts: datetime.date, ends: datetime.date) -> None:
    """Refuse two covers for one person on a day, and a chain: who covers is there, and is covered by nobody."""
    standing = (
        Cover.objects.meeting(starts, ends).select_related("membership__user", "by_whom__user").order_by("starts")
    )
    twice = standing.filter(membership=membership).first()
    if twice is not None:
        raise Refused(
            f"{twice.by_whom.user} covers for {membership.user} from {span(twice)} already. End that first, or choose "
            "days outside it."
        )
    away = standing.filter(membership=by_whom).first()
    if away is not None:
        raise Refused({"by_whom": f"{by_whom.user} is on leave from {span(away)}. Name somebody who is there."})
    covering = standing.filter(by_whom=membership).first()
    if covering is not None:
        raise Refused(
            f"{membership.user} covers for {covering.membership.user} from {span(covering)}. End that first, and name "
            f"somebody else for {covering.membership.user}."
        )


def span(cover: Cover) -> str:
    """'1 May 2005 to 14 May 2005'."""
    return f"{words.date(cover.starts)} to {words.date(cover.ends)}"
