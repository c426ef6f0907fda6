"""The people of the bodies that go: who they are, and the same roles at a successor for those who are chosen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from core import clock
from core.acts import Actor, Refused, authorise, locked
from core.mail.actions import write_letter
from core.trail.actions import record
from partnerships.organisations.models import Organisation
from partnerships.people.actions import give_role, meets
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.reorganisations import letters
from partnerships.reorganisations.judging import DAY, lines_of
from partnerships.reorganisations.models import Reorganisation, State
from partnerships.reorganisations.rules import bodies_of

GIVE = "partnerships.give_successor_roles"


@dataclass(frozen=True)
class Offer:
    """A role that somebody holds at a body that goes, and could be given at a successor."""

    held: RoleHeld
    at: Organisation

    @property
    def key(self) -> str:
        """What tells it from every other, in a form."""
        return f"{self.held.pk}:{self.at.pk}"

    def __str__(self) -> str:
        person, role = self.held.membership.user.name, self.held.get_role_display().lower()
        return f"{person}: {role} of {self.at.name} (now of {self.held.membership.place.name})"


def roles_at(bodies: Iterable[int], on, among: QuerySet[Membership] | None = None) -> list[RoleHeld]:
    """The roles that people hold at these bodies on a day; where said, in some of their capacities. One query."""
    rows = RoleHeld.objects.active(on).filter(membership__organisation__in=list(bodies))
    rows = rows if among is None else rows.filter(membership__in=among)
    rows = rows.select_related("membership__user", "membership__organisation")
    return list(rows.order_by("membership__user__name", "membership__user_id", "role", "pk"))


def who_acts_for(bodies: Mapping[int, Organisation], on) -> dict[User, list[str]]:
    """The people who hold a role at one of these bodies on a day, each with the names of those they act for."""
    found: dict[User, list[str]] = defaultdict(list)
    for held in roles_at(bodies, on):
        name = bodies[held.membership.organisation_id].name  # type: ignore[index]
        if name not in found[held.membership.user]:
            found[held.membership.user].append(name)
    return dict(found)


def offers(event: Reorganisation) -> list[Offer]:
    """The roles that could be given at successors: held on the eve, and not there from the day. Two queries."""
    if event.state != State.CARRIED_OUT:
        return []
    after: dict[int, list[Organisation]] = defaultdict(list)
    for line in lines_of(event):
        after[line.ancestor_id].append(line.descendant)  # type: ignore[arg-type]
    held = roles_at(bodies_of(event), event.first_day - DAY)
    there: dict[tuple[int, int | None, str], list[RoleHeld]] = defaultdict(list)
    successors = {each.pk for found in after.values() for each in found}
    standing = RoleHeld.objects.filter(membership__organisation__in=successors, revoked_at=None)
    for each in standing.select_related("membership"):
        there[each.membership.user_id, each.membership.organisation_id, each.role].append(each)
    found: dict[tuple[int, int, str], Offer] = {}
    for role in held:
        for place in after[role.membership.organisation_id]:  # type: ignore[index]
            key = (role.membership.user_id, place.pk, role.role)
            if not any(meets(each, event.first_day, ends_of(role, event)) for each in there[key]):
                found.setdefault(key, Offer(role, place))
    return list(found.values())


def ends_of(held: RoleHeld, event: Reorganisation):
    """Until when the same role is given: as before, but for one that ends with the body."""
    return held.ends if held.ends and held.ends >= event.first_day else None


@transaction.atomic
def give_successor_roles(*, by: Actor, reorganisation: Reorganisation, chosen: Iterable[str]) -> Reorganisation:
    """Give people the roles that were chosen, at the successors, from the first day; and tell them."""
    event = locked(Reorganisation, reorganisation.pk)
    authorise(by, GIVE, event)
    if event.state != State.CARRIED_OUT:
        raise Refused("Roles are given at the successors once it is carried out.")
    offered = {each.key: each for each in offers(event)}
    wanted = list(dict.fromkeys(chosen))
    if not wanted:
        raise Refused({"chosen": "Choose at least one role, or leave the page."})
    if gone := [key for key in wanted if key not in offered]:
        raise Refused({"chosen": f"{len(gone)} of them can no longer be given. Look at the page again."})
    told: dict[User, dict[Organisation, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in wanted:
        offer = offered[key]
        made = give(by, offer, event)
        event.roles.add(made)
        told[offer.held.membership.user][offer.at].append(made.get_role_display().lower())
    record(by, "gave roles at successors", event, number=len(wanted))
    for person, places in told.items():
        letter = letters.roles_given(event, places)
        key = f"reorganisation:roles:{event.pk}:{person.pk}:{clock.true_now().isoformat()}"
        write_letter(letter, to=person, key=key, link=event.get_absolute_url())
    return event


def give(by: Actor, offer: Offer, event: Reorganisation) -> RoleHeld:
    """The role at the successor, by the ordinary act; with a membership where there is none."""
    before = offer.held.membership
    membership, made = Membership.objects.get_or_create(
        user=before.user, organisation=offer.at, defaults={"job_title": before.job_title}
    )
    if made:
        record(by, "added", membership, person_id=before.user_id)
    ends = ends_of(offer.held, event)
    return give_role(by=by, membership=membership, role=offer.held.role, starts=event.first_day, ends=ends)
