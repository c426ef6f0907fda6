"""How the lists of reorganisations can be narrowed."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter, NumberFilter

from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.models import WHAT_BECAME
from partnerships.organisations.narrowing import called
from partnerships.reorganisations.models import Line, State


class ReorganisationFilters(Filters):
    """By state, year, what happens and organisation; as at a day those that had taken effect and stand."""

    state = pick("State", State.choices, method="by_state")
    year = NumberFilter(label="Year", method="by_year", min_value=1900, max_value=2200)
    kind = pick("What happens", WHAT_BECAME, method="by_kind")
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(state=value)

    def by_year(self, rows: QuerySet, name: str, value: int) -> QuerySet:
        return rows.filter(first_day__year=int(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Exists(Line.objects.filter(reorganisation=OuterRef("pk"), kind=value)))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = called(value, "ancestor") | called(value, "descendant")
        return rows.filter(pk__in=Line.objects.filter(named).values("reorganisation"))

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(state=State.CARRIED_OUT, first_day__lte=value)


class LineFilters(Filters):
    """By what happens, year, organisation and how the reorganisation stands; as at a day."""

    kind = pick("What happens", WHAT_BECAME, method="by_kind")
    year = NumberFilter(label="Year", method="by_year", min_value=1900, max_value=2200)
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    state = pick("State", State.choices, method="by_state")
    as_at = as_at(method="by_day")

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(reorganisation__state=value)

    def by_year(self, rows: QuerySet, name: str, value: int) -> QuerySet:
        return rows.filter(reorganisation__first_day__year=int(value))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        found: Q = called(value, "ancestor") | called(value, "descendant")
        return rows.filter(found)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(reorganisation__state=State.CARRIED_OUT, reorganisation__first_day__lte=value)
