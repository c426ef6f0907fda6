"""When something can be handed to somebody, and what somebody who goes has still to hand over."""

import datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from core import clock
from core.acts import Actor, Refused
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.leaving.models import HandoverItem
from partnerships.organisations.models import Area, Organisation
from partnerships.people import holdings
from partnerships.people.holdings import Held
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role, in_words


def roles_now(membership: Membership) -> frozenset[str]:
    """The roles that count today in a capacity; none where the account is closed."""
    held = RoleHeld.objects.active(clock.today()).filter(membership=membership.pk)
    return frozenset(held.values_list("role", flat=True))


def of_one_body(one: Organisation | Area, other: Organisation | Area) -> bool:
    """Whether two places are one, or two entries of an organisation that was entered twice."""
    kept, other_kept = (getattr(each, "stands_as", each) for each in (one, other))
    return kept == other_kept


def refuse_unseen(by: Actor, membership: Membership, to: Membership) -> None:
    """Refuse a successor whom the person may not see, without a word of who that is."""
    if not of_one_body(to.place, membership.place) and not by.may("partnerships.view_membership", to):
        raise Refused({"to": f"Name somebody of {membership.place}, or ask the Forum secretariat."})


def why_not(held: Held, seen: bool, membership: Membership, to: Membership, roles: frozenset[str]) -> str:
    """Why somebody cannot take a thing over; empty where they can."""
    if not seen:
        return f"{held.holding.called}: this is of a record that is not open to you. Leave it to the role instead."
    if to.user_id == membership.user_id:
        return f"{to.user} holds this already. Name somebody else."
    if not roles:
        return f"{to.user} holds no role at {to.place} any more. Name somebody who does."
    if not of_one_body(to.place, membership.place) and not held.holding.elsewhere:
        return f"{held.sentence}: somebody of {membership.place} takes this over. {to.user} acts for {to.place}."
    if not roles & held.holding.needs:
        needed = " or ".join(in_words({role}).lower() for role in Role if role in held.holding.needs)
        return f"{held.sentence}: whoever takes this over is {needed} there. {to.user} is not."
    return ""


def left_to_role() -> QuerySet[HandoverItem]:
    """What it was said, after the day on which the person began there, that nobody by name takes over: of somebody who
    went and came back on one day it was said before."""
    began = RoleHeld.objects.active(clock.today()).filter(membership=OuterRef("handover__membership")).order_by()
    began = began.values("membership").annotate(day=Max("starts")).values("day")
    rows = HandoverItem.objects.filter(handover__successor=None).annotate(began=Subquery(began))
    return rows.filter(Q(began=None) | Q(handover__handed_on__gt=F("began")))


def fallen(membership: Membership) -> set[str]:
    """What of a person's was left to the role."""
    rows = left_to_role().filter(handover__membership=membership)
    return {f"{kind}:{pk}" for kind, pk in rows.values_list("kind", "object_id")}


def unsettled(membership: Membership) -> list[Held]:
    """What names the person in this capacity, and was neither handed over nor left to the role."""
    found = holdings.of(membership)
    known = fallen(membership) if found else set()
    return [held for held in found if held.key not in known]


def still_holding(rows: QuerySet[RoleHeld]) -> QuerySet[RoleHeld]:
    """Those of roles in whose capacity something names the person that was neither handed over nor left to the role."""
    named = Q(pk__in=())
    for kind in holdings.HOLDINGS.values():
        settled = left_to_role().filter(
            kind=kind.name, object_id=OuterRef("pk"), handover__membership=OuterRef(OuterRef("membership"))
        )
        named |= Q(Exists(kind.held_in("membership").filter(~Exists(settled))))
    return rows.filter(named)


def is_last(held: RoleHeld) -> bool:
    """Whether the person has no other role in this capacity that goes on."""
    return (
        not RoleHeld.objects.lasting(clock.today()).filter(membership=held.membership_id).exclude(pk=held.pk).exists()
    )


def obstacle(membership: Membership, left: list[Held]) -> Obstacle:
    """How much is still to be handed over, and where; its page names it, to whoever may see it."""
    much = words.plural(len(left), "thing")
    return Obstacle(
        f"{membership.user} still holds {much} by name for {membership.place}. Hand over what it is. If you go on "
        "with a reason instead, it falls to whoever has the role, and they are told.",
        where=reverse("membership_hand_over", args=[membership.pk]),
        binding=False,
    )


@gate("What they hold by name is handed over")
def nothing_stays_behind(held: RoleHeld, on: datetime.date) -> Obstacle | None:
    """Nobody goes and leaves the public asking for them."""
    if held.state not in ("now", "later") or not is_last(held):
        return None
    left = unsettled(held.membership)
    return obstacle(held.membership, left) if left else None


@gate("What they hold by name is handed over")
def nothing_stays_with_the_account(user: User, on: datetime.date) -> Obstacle | None:
    """The same of every capacity, where the account is closed."""
    for membership in user.memberships.select_related("user", "organisation", "area").order_by("pk"):
        if left := unsettled(membership):
            return obstacle(membership, left)
    return None
