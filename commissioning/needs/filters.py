"""How the list of needs can be narrowed."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter

from commissioning.needs.models import NeedState
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import in_area
from partnerships.terms.choices import client_groups


class NeedFilters(Filters):
    """By cycle, client group, area, state, and whether a priority cites it."""

    cycle = CharFilter(label="Cycle (title)", method="by_cycle", max_length=200)
    client_group = ChoiceFilter(label="Client group", choices=client_groups, field_name="client_group")
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    state = pick("State", NeedState.choices, method="by_state")
    taken_up = pick("Priorities", (("yes", "Cited by one"), ("no", "Cited by none")), method="by_priority")
    as_at = as_at(method="by_day")

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(cycle__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_priority(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(cited=value == "yes")

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that were recorded by that day."""
        return rows.filter(recorded_on__lte=value)
