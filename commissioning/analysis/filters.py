"""How the list of what analyses found can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter, ChoiceFilter

from commissioning.analysis.models import AnalysisKind
from core.fields import fold
from core.registers.filters import OfWhatCounts, pick
from partnerships.organisations.narrowing import called, in_area

STANDING = (("counting", "That count"), ("void", "Void"))


class AnalysisFilters(OfWhatCounts):
    """By what it is, cycle, area and organisation."""

    kind = ChoiceFilter(label="What it is", choices=AnalysisKind.choices, field_name="kind")
    cycle = CharFilter(label="Cycle (title)", method="by_cycle", max_length=200)
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    organisation = CharFilter(label="Provider or owner (name or code)", method="by_organisation", max_length=200)
    state = pick("Entries", STANDING, method="by_state")

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(cycle__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "cycle__area"))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "organisation"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(voided_on__isnull=value == "counting")
