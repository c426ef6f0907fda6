"""How the list of Compacts' documents can be narrowed."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter

from core.fields import fold
from core.registers.filters import Filters, as_at
from partnerships.organisations.narrowing import in_area


class EditionFilters(Filters):
    """By Compact and locality; as at a day."""

    compact = CharFilter(label="Compact (title)", method="by_compact", max_length=200)
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    as_at = as_at(method="by_day")

    def by_compact(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(compact__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "compact__area"))

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those of that day or before."""
        return rows.filter(dated_on__lte=value)
