"""Handing over what a person holds by name, to a named person or to the role that sees to it otherwise."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core import clock
from core.acts import Actor, Refused, again_if_overtaken, authorise, locked
from core.mail.actions import write_mail
from core.trail.actions import record, save_new
from partnerships.leaving.models import Handover, HandoverItem
from partnerships.leaving.rules import fallen, refuse_unseen, roles_now, unsettled, why_not
from partnerships.people import holdings
from partnerships.people.actions import hold_place, locked_membership
from partnerships.people.holders import everywhere
from partnerships.people.holdings import Held
from partnerships.people.models import Membership, User
from partnerships.people.roles import Role

HAND = "partnerships.hand_over"
GONE = "Somebody else has handed some of this over since. Look at what is left, and choose again."
CHOOSE = "Choose at least one thing."
NO_REASON = "Say why nobody by name takes it over."


@again_if_overtaken
@transaction.atomic
def hand_over(
    *, by: Actor, membership: Membership, what: Sequence[str], to: Membership | None = None, why: str = ""
) -> Handover:
    """Hand chosen things to a named person, each by the act of its own subject; to the role, where nobody is named."""
    if to is None:
        return leave_to_role(by=by, membership=membership, what=what, why=why)
    membership = hold_both(membership, to)
    authorise(by, HAND, membership)
    to = Membership.objects.select_related("user", "organisation", "area").get(pk=to.pk)
    refuse_unseen(by, membership, to)
    roles = roles_now(to)
    chosen = chosen_of(membership, what)
    told = holdings.told_to(by, chosen)
    refusals = [said for held, _, seen in told if (said := why_not(held, seen, membership, to, roles))]
    if refusals:
        raise Refused(refusals)
    for held in chosen:
        try:
            held.holding.hand(by, held.row, to)
        except PermissionDenied as refusal:
            raise Refused(f"{held.sentence}: {refusal}") from None
    return written(by, membership, chosen, successor=to)


def leave_to_role(*, by: Actor, membership: Membership, what: Sequence[str], why: str) -> Handover:
    """Say that nobody by name takes chosen things: they fall to the role that sees to them, whose people are told."""
    membership = locked_membership(membership.pk)
    authorise(by, HAND, membership)
    if not why.strip():
        raise Refused({"why": NO_REASON})
    chosen = chosen_of(membership, what)
    known = fallen(membership)
    chosen = [held for held in chosen if held.key not in known]
    if not chosen:
        raise Refused("This was left to the role already.")
    handover = written(by, membership, chosen, why=why)
    tell_heirs(handover, chosen)
    return handover


def leave_all_to_role(by: Actor, membership: Membership, why: str) -> None:
    """Leave to the role all that names somebody who goes all the same, for an act that has authorised."""
    if left := unsettled(membership):
        tell_heirs(written(by, membership, left, why=why), left)


def hold_both(membership: Membership, to: Membership) -> Membership:
    """The membership, held with its place; and so the successor's place, that nobody leaves it meanwhile."""
    held = locked_membership(membership.pk)
    place = Membership.objects.select_related("organisation", "area").get(pk=to.pk).place
    if place != held.place:
        hold_place(place)
    locked(User, to.user_id)
    return held


def chosen_of(membership: Membership, what: Sequence[str]) -> list[Held]:
    """What was chosen of what names the person now; refused where something no longer does."""
    if not what:
        raise Refused({"what": CHOOSE})
    held = {each.key: each for each in holdings.of(membership)}
    if not set(what) <= set(held):
        raise Refused(GONE)
    return [held[key] for key in dict.fromkeys(what)]


def written(by: Actor, membership: Membership, chosen: Sequence[Held], **how: Any) -> Handover:
    """The hand-over with what went, and its event on the page of who goes."""
    handover = Handover(membership=membership, handed_on=clock.today(), **how)
    save_new(by, "handed over", handover, things=len(chosen))
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, kind=held.holding.name, object_id=held.row.pk, what=held.kept[:400])
        for held in chosen
    )
    verb = "left to the role" if handover.successor is None else "handed over"
    record(by, verb, membership, things=len(chosen), handover_id=handover.pk)
    return handover


def tell_heirs(handover: Handover, chosen: Sequence[Held]) -> None:
    """Write to everybody to whom something falls, once each; to the secretariat where nobody else is there."""
    theirs: dict[int, list[Held]] = {}
    for held in chosen:
        people = set(held.holding.heirs([held.row]).get(held.row.pk, ())) - {handover.membership.user_id}
        for person in people or set(everywhere(Role.SECRETARIAT)([held.row])[held.row.pk]):
            theirs.setdefault(person, []).append(held)
    users = User.objects.filter(is_active=True).in_bulk(list(theirs))
    for person, mine in sorted(theirs.items()):
        if person in users:
            lines = "\n".join(f"- {held.sentence}" for held in mine)
            write_mail(
                to=users[person],
                subject="Somebody goes, and nobody by name takes this over",
                body=f"Dear {users[person].name},\n\n{handover.membership} goes. These things named them, and fall to "
                f"you and to whoever else has your role until somebody is named:\n\n{lines}\n\n"
                "The page of the hand-over says why, and leads to each.",
                key=f"handover:{handover.pk}:{person}",
                link=handover.get_absolute_url(),
            )
