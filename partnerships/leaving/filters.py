"""How the lists of hand-overs and of organisations without people can be narrowed."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.invitations.models import Invitation
from partnerships.leaving.nobody import without_people
from partnerships.organisations.models import Sector
from partnerships.organisations.narrowing import called, in_area

TAKEN = [("named", "A named person"), ("role", "The role")]
INVITED = [("yes", "Somebody is invited"), ("no", "Nobody is invited")]


class HandoverFilters(Filters):
    """By person, organisation and who took it over; as at a day."""

    person = CharFilter(label="Person", method="by_person", max_length=150)
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    taken = pick("Taken over by", TAKEN, method="by_taken")
    as_at = as_at(method="by_day")

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(membership__user__name__icontains=value) | Q(successor__user__name__icontains=value))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "membership__organisation"))

    def by_taken(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(successor__isnull=value == "role")

    def by_day(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        return rows.filter(handed_on__lte=value)


class WithoutPeopleFilters(Filters):
    """By name, area, sector, and whether somebody is invited; as at a day."""

    organisation = CharFilter(label="Name or code", method="by_organisation", max_length=200)
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    sector = pick("Sector", Sector.choices, method="by_sector")
    invited = pick("Invitations", INVITED, method="by_invited")
    as_at = as_at(method="by_day")

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(sort_name__startswith=fold(value) or value) | Q(code__iexact=value.strip()))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind__sector=value)

    def by_invited(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        waiting = Q(pk__in=Invitation.objects.waiting().exclude(organisation=None).values("organisation"))
        return rows.filter(waiting if value == "yes" else ~waiting)

    def by_day(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """The day counts once, with all else: see `qs`."""
        return rows

    @property
    def qs(self) -> QuerySet:
        return without_people(super().qs, self.on())
