"""How the list of plans can be narrowed."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter

from commissioning.plans.models import PlanState
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import called, in_area
from partnerships.terms.choices import client_groups


class PlanFilters(Filters):
    """By state, client group, area, partner, and the day it is judged on."""

    state = pick("State", PlanState.choices, method="by_state")
    client_group = ChoiceFilter(label="Client group", choices=client_groups, field_name="cycle__client_group")
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    partner = CharFilter(label="Partner (name or code)", method="by_partner", max_length=200)
    cycle = CharFilter(label="Cycle (title)", method="by_cycle", max_length=200)
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "cycle__area"))

    def by_partner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(
            pk__in=rows.model.objects.filter(called(value, "cycle__partners__organisation")).values("pk")
        )

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(cycle__sort_name__startswith=fold(value) or value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """All of them: how each stood is of that day."""
        return rows
