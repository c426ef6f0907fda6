"""A person in one capacity, through one channel: who acts."""

import datetime
import hashlib
import json
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core import clock, sight
from core.acts import Verdict
from core.prepared import prepared
from partnerships.organisations.lineage import funded_until, heir_until
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.permissions import GUEST, PERMISSIONS, SIGNED_IN, VISITOR
from partnerships.people.roles import STAFF, Role, in_words
from partnerships.people.rules import NOTHING, Rule

SIGN_IN_FIRST = "Sign in to do this."
NO_ROLE = "You are signed in, but hold no role that allows this. Ask {}."
NOT_THE_SECRETARIAT = "This is for those who act for the organisation itself: the Forum secretariat does not do it."


@dataclass(frozen=True)
class Capacity:
    """One of the capacities a person can choose: a membership with the roles that count today."""

    membership: Membership
    roles: frozenset[str]

    @property
    def label(self) -> str:
        """For example 'Approver and member, Malvern Carers Forum'."""
        return f"{in_words(self.roles)}, {self.membership.place}"


@dataclass(frozen=True, eq=False)
class Actor:
    """A person in the one membership they act in. Without a user: a visitor, or the system itself.

    `others` are the person's further capacities, to switch to. `everything` is for scheduled jobs and commands run by
    the house: they act without a person, and the trail says so. `once_at` are the organisations in which there is a
    role of theirs, whatever its dates: the wall asks for them (ADR 12). `elsewhere`: they act as the form that was sent
    was shown, while their browser acts in another capacity by now. `address` is the e-mail address that somebody
    without an account has proven to be theirs.
    """

    user: User | None = None
    capacity: Capacity | None = None
    others: tuple[Capacity, ...] = ()
    channel: str = "web"
    everything: bool = False
    system_label: str = field(default="")
    once_at: frozenset[int] = frozenset()
    elsewhere: bool = False
    address: str = ""

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def mark(self) -> str:
        """What tells this person from every other, for forms that say to whom they were shown; empty for a visitor."""
        if self.user:
            return str(self.user.pk)
        return f"address:{hashlib.sha256(self.address.encode()).hexdigest()[:20]}" if self.address else ""

    @property
    def capacities(self) -> tuple[Capacity, ...]:
        """All capacities of the person, the one they act in first."""
        return (self.capacity, *self.others) if self.capacity else self.others

    @property
    def membership_ids(self) -> frozenset[int]:
        """The memberships in which the person holds a role now."""
        return frozenset(each.membership.pk for each in self.capacities)

    @property
    def membership(self) -> Membership | None:
        return self.capacity.membership if self.capacity else None

    @property
    def membership_id(self) -> int | None:
        return self.capacity.membership.pk if self.capacity else None

    @property
    def organisation_id(self) -> int | None:
        return self.capacity.membership.organisation_id if self.capacity else None

    @property
    def organisation(self) -> Any:
        return self.capacity.membership.organisation if self.capacity else None

    @property
    def place(self) -> int | None:
        """The area in which the organisation acted for is: what is near it is for it to see."""
        return self.organisation.area_id if self.organisation else None

    @property
    def label(self) -> str:
        """As what the person acts, for pages and for the trail."""
        if self.everything:
            return self.system_label
        if self.capacity:
            return self.capacity.label
        if self.user:
            return "Signed in, without a role"
        return "Without an account" if self.address else "Visitor"

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes under which the permission table is read."""
        held = {VISITOR}
        if self.user is not None and self.user.is_active:
            held.add(SIGNED_IN)
            held |= self.capacity.roles if self.capacity else set()
        elif self.user is None and self.address:
            held.add(GUEST)
        return frozenset(held)

    @cached_property
    def area_ids(self) -> frozenset[int] | None:
        """The area acted for with all that lie in it; None for who acts for an organisation."""
        membership = self.membership
        if membership is None or membership.area_id is None:
            return None
        return frozenset(membership.area.with_parts())

    @cached_property
    def line(self) -> frozenset[int]:
        """The organisation acted for with all that it came from: what these signed is read by who came after them."""
        return frozenset(self.line_until)

    @cached_property
    def line_until(self) -> dict[int, datetime.date | None]:
        """Each of these with the last day on which it was theirs; none where it is, or has closed."""
        return {} if self.organisation_id is None else heir_until(self.organisation_id, clock.today())

    @cached_property
    def funded_until(self) -> dict[int, datetime.date]:
        """Those that any organisation this person ever held a role in has funded, each with the last day of it."""
        return funded_until(self.once_at, clock.today())

    @cached_property
    def sight(self) -> str:
        """A mark of all that decides what the person sees: a file made under another is not given out any more."""
        closed = [(pk, last.isoformat()) for pk, last in sorted(self.funded_until.items())]
        seen = [sorted(self.roles), self.organisation_id, sorted(self.area_ids or ()), closed, self.everything]
        seen += [sight.closed_to(self), *([self.address] if self.address else [])]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()

    @cached_property
    def whose(self) -> Hashable:
        """All that tells which rows are theirs or for them to see: for whom it is the same, the same is asked."""
        who = (self.user_id, self.user.email if self.user else self.address, self.everything)
        acting = (self.membership_id, self.membership_ids, self.organisation_id, self.roles, self.area_ids, self.place)
        return (who, acting, frozenset(self.line_until.items()), frozenset(self.funded_until.items()))

    def rules(self, permission: str) -> list[Rule]:
        """The rules under which this person holds the permission. A permission that is not in the table fails."""
        table = PERMISSIONS[permission]
        return [rule for role, rule in table.items() if role in self.roles]

    def can_ever(self, permission: str) -> Verdict:
        """Whether there can be any row on which the person may do this."""
        if self.everything or self.rules(permission):
            return Verdict(True)
        return Verdict(False, self.why_never)

    @property
    def why_never(self) -> str:
        """Why a person without the role may not, and whom to ask: whoever gives roles where they act."""
        if self.user is None:
            return SIGN_IN_FIRST
        if self.roles & {Role.SECRETARIAT}:
            return NOT_THE_SECRETARIAT
        if self.roles & STAFF:
            return NO_ROLE.format("the Forum secretariat")
        ours = "your organisation's administrator"
        return NO_ROLE.format(ours if self.capacity else f"{ours}, or the Forum secretariat")

    def may(self, permission: str, thing: Any = None) -> Verdict:
        """Whether the person may do this, to this row. Asks no query of a loaded row."""
        verdict = self.can_ever(permission)
        if not verdict or thing is None or self.everything:
            return verdict
        rules = self.rules(permission)
        if any(rule.holds(self, thing) for rule in rules):
            return Verdict(True)
        return Verdict(False, rules[-1].why_not(self, thing))

    def q(self, permission: str) -> Q:
        """The filter for the rows on which the person may do this."""
        if self.everything:
            return Q()
        found = [rule.q(self) for rule in self.rules(permission)]
        if not found:
            return NOTHING
        if any(not each for each in found):
            return Q()
        combined = found[0]
        for each in found[1:]:
            combined |= each
        return combined

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role of this person asks for a second factor."""
        return any(each.roles & STAFF for each in self.capacities)

    def switched(self, membership_id: int) -> "Actor":
        """The same person in another of their capacities, or unchanged where they have no such one."""
        for each in self.others:
            if each.membership.pk == membership_id:
                rest = tuple(other for other in self.others if other is not each)
                others = (*rest, self.capacity) if self.capacity else rest
                return replace(self, capacity=each, others=others)
        return self

    def without_role(self) -> "Actor":
        """The same person in no capacity at all."""
        return replace(self, capacity=None, others=())

    def bound_to(self, membership: str) -> "Actor":
        """The same person in the capacity a form was shown in; in none where they no longer hold it."""
        if membership == str(self.membership_id):
            return self
        found = next((each for each in self.others if str(each.membership.pk) == membership), None)
        return replace(self.switched(found.membership.pk), elsewhere=True) if found else self.without_role()


_roles_of = prepared(
    lambda user: (
        RoleHeld.objects.filter(membership__user_id=user)
        .select_related("membership__organisation", "membership__area")
        .order_by("membership_id")
    )
)


def capacities_of(user: User, on: datetime.date) -> tuple[list[Capacity], frozenset[int]]:
    """The memberships in which the person holds a role on that day, oldest first, and every organisation in which
    there is a role of theirs, whatever its dates and whether it was revoked. One query, made for every page."""
    roles: dict[int, set[str]] = {}
    memberships: dict[int, Membership] = {}
    once_at: set[int] = set()
    for each in _roles_of(user.pk):
        if each.membership.organisation_id is not None:
            once_at.add(each.membership.organisation_id)
        if each.counts_on(on):
            memberships[each.membership_id] = each.membership
            roles.setdefault(each.membership_id, set()).add(each.role)
    return [Capacity(membership, frozenset(roles[pk])) for pk, membership in memberships.items()], frozenset(once_at)


def actor_for(user: User | None, membership_id: int | None = None, channel: str = "web") -> Actor:
    """The actor for a person, in the membership named where they still hold it, otherwise in their first."""
    if user is None or not user.is_active:
        return Actor(channel=channel)
    found, once_at = capacities_of(user, clock.today())
    chosen = next((each for each in found if each.membership.pk == membership_id), found[0] if found else None)
    return Actor(user, chosen, tuple(each for each in found if each is not chosen), channel, once_at=once_at)


def actors_of(user: User) -> list[Actor]:
    """The person in each of their capacities."""
    first = actor_for(user)
    return [first, *(first.switched(each.membership.pk) for each in first.others)]


def holders_as_actors(*roles: str) -> list[Actor]:
    """Everybody who holds one of the roles today, in each capacity in which they do, by name.

    One query, and one for each different set of organisations they ever worked for: the wall asks for these.
    """
    on = clock.today()
    holding = RoleHeld.objects.active(on).filter(role__in=roles, membership__user__is_active=True)
    counting = RoleHeld.objects.active(on).filter(pk=OuterRef("pk"))
    held = (
        RoleHeld.objects.filter(membership__user__in=holding.values("membership__user"))
        .annotate(counts=Exists(counting))
        .select_related("membership__user", "membership__organisation", "membership__area")
        .order_by("membership__user__name", "membership_id")
    )
    found: dict[int, Membership] = {}
    now: dict[int, set[str]] = {}
    once_at: dict[int, set[int]] = {}
    for each in held:
        membership = found.setdefault(each.membership_id, each.membership)
        if membership.organisation_id is not None:
            once_at.setdefault(membership.user_id, set()).add(membership.organisation_id)
        if each.counts:
            now.setdefault(membership.pk, set()).add(each.role)
    funded: dict[frozenset[int], dict[int, datetime.date]] = {}
    actors = []
    for pk, membership in found.items():
        if not now.get(pk, set()) & set(roles):
            continue
        places = frozenset(once_at.get(membership.user_id, ()))
        actor = Actor(membership.user, Capacity(membership, frozenset(now[pk])), once_at=places)
        if places not in funded:
            funded[places] = funded_until(places, on)
        actor.__dict__["funded_until"] = funded[places]  # the cached property, filled for all who worked at the same
        actors.append(actor)
    return actors


def actor_for_work(user_id: int | None, membership_id: int | None, channel: str) -> Actor:
    """Who asked for a piece of background work, with what they may do now. Without a person: the house itself.

    A membership that has ended since gives an actor without a role: the work is then refused. The person's other
    capacities come along, because the wall between funder and funded stands for all of them.
    """
    if user_id is None:
        return the_house(channel)
    return actor_in(User.objects.filter(pk=user_id).first(), membership_id, channel)


def actor_in(user: User | None, membership_id: int | None, channel: str) -> Actor:
    """The same for a person who is known, as a program's key is."""
    actor = actor_for(user, membership_id, channel)
    return actor if actor.membership_id == membership_id else actor.without_role()


def the_house(channel: str = "command", label: str = "Concordat itself") -> Actor:
    """The actor of scheduled jobs and of commands run by whoever keeps the server."""
    return Actor(channel=channel, everything=True, system_label=label)
