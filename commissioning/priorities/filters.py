"""How the list of priorities can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter

from core.fields import fold
from core.registers.filters import Filters, pick
from partnerships.organisations.narrowing import in_area
from partnerships.terms.choices import client_groups


class PriorityFilters(Filters):
    """By plan, client group and area, and whether anybody pays for it."""

    plan = CharFilter(label="Plan (title)", method="by_plan", max_length=200)
    client_group = ChoiceFilter(label="Client group", choices=client_groups, field_name="plan__cycle__client_group")
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    money = pick("Money", (("yes", "With money"), ("no", "Without money")), method="by_money")
    state = pick("Priorities", (("standing", "That stand"), ("dropped", "Dropped")), method="by_state")

    def by_plan(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(plan__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "plan__cycle__area"))

    def by_money(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(paid=value == "yes")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(told_dropped_on__isnull=value == "standing")
