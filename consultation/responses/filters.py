"""How the list of answers can be narrowed."""

import datetime

import django_filters
from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from core import clock
from core.registers.filters import Filters, as_at


class ResponseFilters(Filters):
    """By consultation, and by when they were sent; as at a day, those that had been sent by then."""

    consultation = django_filters.ModelChoiceFilter(
        label="Consultation",
        queryset=Consultation.objects.published().order_by("-closes_on", "sort_name"),
    )
    sent_since = django_filters.DateFilter(label="Sent since", method="by_day")
    as_at = as_at(method="by_then")

    def by_then(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.sent_by(value)  # type: ignore[attr-defined]

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(submitted_at__gte=clock.start_of(value))
