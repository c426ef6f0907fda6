"""How the list of people can be narrowed."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter

from core import clock
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.people.models import ERASED, RoleHeld
from partnerships.people.roles import Role

STATES = {"open": "Open", "closed": "Closed", "erased": "Erased"}
SIGNED_IN = [("month", "In the last 30 days"), ("year", "Not for a year"), ("never", "Never")]


class PeopleFilters(Filters):
    """By person, by what they are where, by account and last sign-in; as at a day."""

    person = CharFilter(label="Name or e-mail address", method="by_person", max_length=150)
    place = CharFilter(label="Organisation or area", method="by_role", max_length=255)
    role = pick("Role", Role.choices, method="by_role")
    account = pick("Account", list(STATES.items()), method="by_account")
    signed_in = pick("Signed in", SIGNED_IN, method="by_sign_in")
    as_at = as_at(method="by_role")

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return rows

    def by_role(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """Those who hold such a role there, today or on the day asked for; role, place and day count together."""
        asked = self.form.cleaned_data
        held = RoleHeld.objects.held_on(self.on()).filter(membership__user=OuterRef("pk"))
        if role := asked.get("role"):
            held = held.filter(role=role)
        if place := asked.get("place"):
            named = Q(membership__organisation__sort_name__startswith=fold(place) or place)
            held = held.filter(named | Q(membership__area__name__istartswith=place))
        return rows.filter(Exists(held))

    def by_account(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "open":
            return rows.filter(is_active=True)
        closed = rows.closed()
        return closed.filter(email__endswith=ERASED) if value == "erased" else closed.still_named()

    def by_sign_in(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "never":
            return rows.filter(last_login=None)
        if value == "month":
            return rows.filter(last_login__gte=clock.now() - datetime.timedelta(days=30))
        return rows.filter(last_login__lt=clock.now() - datetime.timedelta(days=365))
