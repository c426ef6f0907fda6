"""The list of everybody who has, or had, an account."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Lower

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATETIME, Column, Joined
from core.registers.register import Register, add
from partnerships.people.filters import STATES, PeopleFilters
from partnerships.people.models import ERASED, Membership, RoleHeld, User
from partnerships.people.roles import Role

NEVER = Value(datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC))
"""Where an account stands, in the order of the last sign-in, that nobody has signed in to."""

OF_THE_DAY = Value("", output_field=CharField())
"""Stands for a value that depends on the day: `columns_on` says what it is."""


def places_on(day: datetime.date) -> Coalesce:
    """The organisations and areas for which a person holds a role on a day, in one text."""
    held = Membership.objects.filter(pk__in=RoleHeld.objects.held_on(day).values("membership_id"))
    return of_person(held, "user", Coalesce("organisation__name", "area__name"))


def roles_on(day: datetime.date) -> Coalesce:
    """The roles that a person holds on a day, each with its place, in one text."""
    title = Case(*[When(role=role.value, then=Value(role.label)) for role in Role], output_field=CharField())
    place = Coalesce("membership__organisation__name", "membership__area__name")
    return of_person(RoleHeld.objects.held_on(day), "membership__user", Concat(title, Value(", "), place))


def of_person(rows, path: str, text) -> Coalesce:
    """A text of each of the person's rows, joined."""
    found = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(joined=Joined(text))
    return Coalesce(Subquery(found.values("joined")), Value(""), output_field=CharField())


@add
class People(Register):
    """Everybody with an account: who they are, for whom they act, and whether they sign in."""

    name = "people"
    title = "People"
    noun = "person"
    nouns = "people"
    model = User
    permission = "partnerships.list_people"
    filters = PeopleFilters
    link = "person"
    intro = "Everybody who has, or had, an account: for whom they act, in which roles, and when they last signed in."
    empty = "People come by invitation: open an organisation, then its people, and invite them there."
    in_navigation = (20, "People")
    columns = (
        Column("name", "Name", link=True, order=Lower("name")),
        Column("email", "E-mail address", order="email"),
        Column("places", "Organisations and areas", value=OF_THE_DAY, on_page=False),
        Column("roles", "Roles", value=OF_THE_DAY),
        Column("signed_in", "Last signed in", value="last_login", kind=DATETIME, order=Coalesce("last_login", NEVER)),
        Column(
            "account",
            "Account",
            value=Case(
                When(is_active=True, then=Value("open")),
                When(email__endswith=ERASED, then=Value("erased")),
                default=Value("closed"),
                output_field=CharField(),
            ),
            kind=CHOICE,
            choices=STATES,
            order="is_active",
        ),
        Column("made", "Account made", value="date_joined", kind=DATETIME, order="date_joined", on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Hand-overs", fixed("handovers")), ("Cover for leave", fixed("covers"))]

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        day = on or clock.today()
        then = {"places": places_on(day), "roles": roles_on(day)}
        return [replace(each, value=then[each.name]) if each.name in then else each for each in self.columns]
