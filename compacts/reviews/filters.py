"""How the list of reviews can be narrowed."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.reviews.models import ReviewState
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import in_area


class ReviewFilters(Filters):
    """By Compact, locality and state; as at a day."""

    compact = CharFilter(label="Compact (title)", method="by_compact", max_length=200)
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    state = pick("State", ReviewState.choices, method="by_state")
    as_at = as_at(method="by_day")

    def by_compact(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(compact__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "compact__area"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had begun by that day."""
        return rows.filter(began_on__lte=value)
