"""How the list of contributions can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from commissioning.contributions.models import ContributionState
from commissioning.cycles.narrowing import of_cycle
from core.registers.filters import Filters, pick
from partnerships.organisations.narrowing import called, in_area
from partnerships.terms.choices import client_groups


class ContributionFilters(Filters):
    """By what became of it, cycle, sender, place and client group."""

    state = pick("State", ContributionState.choices, method="by_state")
    cycle = CharFilter(label="Cycle (title or number)", method="by_cycle", max_length=200)
    organisation = CharFilter(label="Sent by (name or code)", method="by_organisation", max_length=200)
    area = CharFilter(label="Place (name or GSS code)", method="by_area", max_length=100)
    client_group = pick("Client group", client_groups, method="by_client_group")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(value)  # type: ignore[attr-defined]

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(of_cycle(value))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_client_group(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(client_group=value)
