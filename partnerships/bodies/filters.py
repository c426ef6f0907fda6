"""How the lists of boards and groups, of their seats and of their decisions can be narrowed."""

import datetime

import django_filters
from django.db.models import Q, QuerySet
from django_filters import CharFilter

from core.fields import fold
from core.registers.filters import Filters, OfWhatCounts, as_at, pick
from partnerships.bodies.models import BodyKind, Capacity, Outcome
from partnerships.organisations.narrowing import in_area

HELD = [("counts", "Counts"), ("void", "Entered by mistake")]
DAY = {"invalid": "Enter the day like 20/11/2003."}


class BodyFilters(Filters):
    """By kind, locality, and who convenes it; as at a day."""

    kind = pick("Kind", BodyKind.choices, method="by_kind")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    host = CharFilter(label="Convened by (name or code)", method="by_host", max_length=200)
    as_at = as_at()

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_host(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = Q(host__sort_name__startswith=fold(value) or value)
        return rows.filter(named | Q(host__code__iexact=value.strip()))


class Counting(OfWhatCounts):
    """What counts, or what was entered by mistake where that is asked for."""

    state = pick("State", HELD, method="by_state")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(voided_on__isnull=value == "counts")


class SeatFilters(Counting):
    """By board or group, its kind, organisation and capacity; as at a day."""

    body = CharFilter(label="Board or group (name)", method="by_body", max_length=200)
    kind = pick("Kind of board or group", BodyKind.choices, method="by_kind")
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    capacity = pick("Capacity", Capacity.choices, method="by_capacity")
    as_at = as_at()

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(body__sort_name__startswith=fold(value) or value)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(body__kind=value)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = Q(organisation__sort_name__startswith=fold(value) or value)
        return rows.filter(named | Q(organisation__code__iexact=value.strip()))

    def by_capacity(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(capacity=value)


class DecisionFilters(Counting):
    """By board or group, by what became of it, and from a day to a day; as at a day."""

    body = CharFilter(label="Board or group (name)", method="by_body", max_length=200)
    outcome = pick("Outcome", Outcome.choices, method="by_outcome")
    body_id = CharFilter(label="Id of the board or group", method="by_id", max_length=18)
    since = django_filters.DateFilter(label="Decided on or after", method="by_first_day", error_messages=DAY)
    until = django_filters.DateFilter(label="Decided on or before", method="by_last_day", error_messages=DAY)
    as_at = as_at(method="by_day")

    def by_id(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(body=int(value)) if value.isdecimal() else rows.none()

    def by_first_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(decided_on__gte=value)

    def by_last_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(decided_on__lte=value)

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(body__sort_name__startswith=fold(value) or value)

    def by_outcome(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(outcome=value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had been made by that day."""
        return rows.taken_by(value)  # type: ignore[attr-defined]
