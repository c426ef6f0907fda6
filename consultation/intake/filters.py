"""How the lists of the desk can be narrowed."""

import django_filters
from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from consultation.responses.models import Channel
from core.registers.filters import Filters, pick


class DeskFilters(Filters):
    """By consultation, and by how it came."""

    consultation = django_filters.ModelChoiceFilter(
        label="Consultation", queryset=Consultation.objects.published().order_by("-closes_on", "sort_name")
    )
    channel = pick("How it came", Channel.choices, method="by_channel")

    def by_channel(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(channel=value)
