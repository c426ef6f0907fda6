"""How lists of members, and the contacts they name, can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from core.registers.filters import Filters, pick
from partnerships.members.models import Matched, SheetState
from partnerships.members.reading import STANDINGS
from partnerships.organisations.narrowing import called


class SheetFilters(Filters):
    """By umbrella body and state."""

    umbrella = CharFilter(label="Umbrella body (name or code)", method="by_umbrella", max_length=200)
    state = pick("State", SheetState.choices, method="by_state")

    def by_umbrella(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "umbrella"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == SheetState.VOID:
            return rows.filter(voided_on__isnull=False)
        return rows.filter(voided_on=None, taken_in_on__isnull=value == SheetState.SENT)


class LineFilters(Filters):
    """By umbrella body, by how the organisation was found, and by how the contact stands."""

    umbrella = CharFilter(label="Umbrella body (name or code)", method="by_umbrella", max_length=200)
    standing = pick("Contact", list(STANDINGS.items()), method="by_standing")
    matched = pick("Organisation found", Matched.choices, method="by_match")

    def by_umbrella(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "sheet__umbrella"))

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(standing=value)

    def by_match(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(matched=value)
