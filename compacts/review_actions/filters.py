"""How the list of what reviews asked for can be narrowed."""

import datetime

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.review_actions.models import ActionState
from core.fields import fold
from core.registers.filters import Filters, as_at, pick


class ReviewActionFilters(Filters):
    """By Compact, who does it and state; as at a day."""

    compact = CharFilter(label="Compact (title)", method="by_compact", max_length=200)
    owner = CharFilter(label="Who does it (name or code)", method="by_owner", max_length=200)
    state = pick("State", ActionState.choices, method="by_state")
    as_at = as_at(method="by_day")

    def by_compact(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(review__compact__sort_name__startswith=fold(value) or value)

    def by_owner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = Q(owner__sort_name__startswith=fold(value) or value)
        return rows.filter(named | Q(owner__code__iexact=value.strip()))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those of reviews that had begun by that day."""
        return rows.filter(review__began_on__lte=value)
