"""How the list of initiatives can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.initiatives.models import State
from core.fields import fold
from core.registers.filters import OfWhatCounts, as_at, pick


class InitiativeFilters(OfWhatCounts):
    """By state, agreement, lead, and board or group responsible; as at a day. The void are shown where asked for."""

    state = pick("State", State.choices, method="by_state")
    agreement = CharFilter(label="Agreement (title)", method="by_agreement", max_length=200)
    lead = CharFilter(label="Led by (name or code)", method="by_lead", max_length=200)
    body = CharFilter(label="Board or group responsible (name)", method="by_body", max_length=200)
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_agreement(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(agreement__sort_name__startswith=fold(value) or value)

    def by_lead(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = Q(lead__sort_name__startswith=fold(value) or value)
        return rows.filter(named | Q(lead__code__iexact=value.strip()))

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(body__sort_name__startswith=fold(value) or value)

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: only how each stood is of that day."""
        return rows
