"""How the list of answers in words can be narrowed."""

import django_filters
from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from consultation.responses.models import Channel
from consultation.responses.registers import kind_of
from core.registers.filters import Filters, pick


class WordsFilters(Filters):
    """By consultation, by question, by how the answer came, and by what was ticked."""

    consultation = django_filters.ModelChoiceFilter(
        label="Consultation",
        field_name="version__response__consultation",
        queryset=Consultation.objects.published().order_by("-closes_on", "sort_name"),
    )
    number = django_filters.CharFilter(
        label="Question (its number, such as 2a)", field_name="question__number", lookup_expr="iexact", max_length=10
    )
    kind = django_filters.CharFilter(label="Kind of respondent (as listed)", method="by_kind", max_length=100)
    channel = pick("How it came", Channel.choices, method="by_channel")
    ticked = pick("Ticked", (("yes", "Yes"), ("no", "No")), method="by_tick")

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.annotate(respondent=kind_of("version__response__")).filter(respondent__istartswith=value.strip())

    def by_channel(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(version__response__channel=value)

    def by_tick(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(yes=value == "yes")
