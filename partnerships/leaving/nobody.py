"""Partners for which nobody acts: which they are, since when, and what waits for them."""

import datetime

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least, NullIf, TruncDate

from core import clock
from core.acts import Actor
from core.deadlines import for_actor
from core.deadlines.pressing import horizon
from core.deadlines.registry import DEADLINES, Item
from core.trail.models import Event
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import Organisation
from partnerships.people.actors import Actor as Person
from partnerships.people.actors import Capacity
from partnerships.people.models import CLOSED, Membership, RoleHeld, User
from partnerships.people.roles import STAFF, Role
from partnerships.people.seeing import seen_by

PARTNERS = Organisation.objects.partners().select_related("kind", "area", "size", "duplicate_of")
FAR = Value(clock.LATEST, output_field=DateField())
NOBODY = "nobody@erased.invalid"
"""The address of the person who stands for those who are not there: nothing names it."""


def held_on(day: datetime.date) -> QuerySet[RoleHeld]:
    """The roles that somebody holds on a day; of today, who may sign in."""
    return RoleHeld.objects.active(day) if day == clock.today() else RoleHeld.objects.held_on(day)


def without_people(rows: QuerySet[Organisation], day: datetime.date) -> QuerySet[Organisation]:
    """Those of the organisations that were open on a day, and for which nobody held a role."""
    held = held_on(day).filter(membership__organisation=OuterRef("pk"))
    return rows.filter(Q(closed=None) | Q(closed__gte=day), duplicate_of=None).filter(~Exists(held))


def last_days(day: datetime.date) -> QuerySet[RoleHeld]:
    """The roles of an organisation that began by a day, each with its last day: it ended, was revoked, or the account
    was closed."""
    closing = Event.objects.filter(model="partnerships.user", object_id=OuterRef("membership__user_id"), verb=CLOSED)
    closed_on = closing.order_by("-pk").values(day=TruncDate("at"))[:1]
    of_account = Case(
        When(membership__user__is_active=True, then=FAR),
        default=Coalesce(Subquery(closed_on, output_field=DateField()), FAR),
        output_field=DateField(),
    )
    revoked = Coalesce(TruncDate("revoked_at"), FAR, output_field=DateField())
    rows = RoleHeld.objects.filter(Q(starts=None) | Q(starts__lte=day))
    return rows.annotate(last=Least(Coalesce("ends", FAR), revoked, of_account, output_field=DateField()))


def since_on(day: datetime.date) -> Subquery:
    """The last day on which anybody acted for each organisation; empty where nobody did, or it is not known."""
    rows = last_days(day).filter(membership__organisation=OuterRef("pk")).order_by()
    rows = rows.values("membership__organisation").annotate(day=Max("last"))
    return Subquery(rows.values(known=NullIf("day", FAR, output_field=DateField())), output_field=DateField())


def last_on(day: datetime.date) -> Subquery:
    """The name of whoever was the last to act for each organisation."""
    rows = last_days(day).filter(membership__organisation=OuterRef("pk")).order_by("-last", "-pk")
    return Subquery(rows.values("membership__user__name")[:1])


def last_of(organisation: Organisation) -> tuple[User | None, datetime.date | None]:
    """Who was the last to act for an organisation, and until when."""
    rows = last_days(clock.today()).filter(membership__organisation=organisation).select_related("membership__user")
    found = rows.order_by(F("last").desc(), "-pk").first()
    if found is None:
        return None, None
    day = found.last  # type: ignore[attr-defined]
    return found.membership.user, None if day == clock.LATEST else day


def matters_of(organisation: Organisation, viewer: Actor) -> tuple[list[Item], int]:
    """What would be due for its people if there were any; and how many more there are that the viewer may not see."""
    office = organisation.kind.is_public_body
    roles = {Role.ADMINISTRATOR, Role.APPROVER, Role.DRAFTER} | (
        STAFF - {Role.SECRETARIAT, Role.AUDITOR} if office else set()
    )
    stands_for = Capacity(Membership(organisation=organisation, user=User(email=NOBODY)), frozenset(roles))
    items = for_actor(Person(User(email=NOBODY), stands_for))
    known = {item.key for item in items}
    items += [item for item in own_of(gone_from(organisation)) if item.key not in known]
    items.sort(key=lambda item: (item.due, item.deadline.title))
    seen = seen_by(viewer, items)
    return seen, len(items) - len(seen)


def gone_from(organisation: Organisation) -> QuerySet[User]:
    """Those who acted for an organisation once, and today act for nobody."""
    there = RoleHeld.objects.active(clock.today()).filter(membership__user=OuterRef("pk"))
    return User.objects.filter(memberships__organisation=organisation).filter(~Exists(there))


def own_of(people: QuerySet[User]) -> list[Item]:
    """What is due and is the own of one of these people, soonest first of each kind. One query for each such kind."""
    found = []
    for each in DEADLINES.values():
        if each.own is not None:
            rows = each.between(each.still_to_do(each.own(people)), None, horizon())
            found += [each.item(row) for row in rows]
    return found


def waiting_at() -> Coalesce:
    """How many invitations to each organisation wait."""
    rows = Invitation.objects.waiting().filter(organisation=OuterRef("pk")).order_by()
    counted = rows.values("organisation").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
