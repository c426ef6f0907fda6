"""How the list of entries that are out of date can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from core.registers.filters import Filters, pick
from partnerships.organisations import choices
from partnerships.organisations.narrowing import called, in_area
from partnerships.stale.rules import belongs


class StaleFilters(Filters):
    """By umbrella body, kind and area."""

    umbrella = CharFilter(label="Umbrella body (name or code)", method="by_umbrella", max_length=200)
    kind = pick("Kind", choices.kinds, method="by_kind")
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)

    def by_umbrella(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(belongs(called(value, "umbrella")))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=choices.kind_by_code(value))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "area"))
