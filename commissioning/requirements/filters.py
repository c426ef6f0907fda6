"""How the list of required plans can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter

from commissioning.requirements.models import STATES, state_on
from core.registers.filters import OfWhatCounts, as_at, pick
from partnerships.organisations.narrowing import called, in_area
from partnerships.terms.choices import client_groups


class RequirementFilters(OfWhatCounts):
    """By how it stands, who must, area and client group."""

    state = pick("State", STATES, method="by_state")
    organisation = CharFilter(label="Who must (name or code)", method="by_organisation", max_length=200)
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    client_group = ChoiceFilter(label="Client group", choices=client_groups, field_name="client_group")
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.alias(stands=state_on(self.on())).filter(stands=value)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "organisation__area"))

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: how each stood is of that day."""
        return rows
