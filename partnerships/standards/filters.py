"""How the list of dated rules can be narrowed."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter, DateFilter

from core.fields import fold
from core.registers.filters import Filters, pick
from partnerships.standards.models import StandardKind

EVERYWHERE = ("everywhere", "national")


class StandardFilters(Filters):
    """By what they are about and where they hold; as at a day."""

    kind = pick("What it is about", StandardKind.choices, method="by_kind")
    area = CharFilter(label="Where it holds (an area, or 'everywhere')", method="by_area", max_length=100)
    as_at = DateFilter(label="As at", method="by_day", error_messages={"invalid": "Enter the day like 20/11/2003."})

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if fold(value) in EVERYWHERE:
            return rows.filter(area=None)
        return rows.filter(area__name__istartswith=value.strip())

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that held on that day."""
        return rows.in_force(value)  # type: ignore[attr-defined]
