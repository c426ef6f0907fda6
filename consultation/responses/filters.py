"""How the list of answers can be narrowed."""

import datetime

import django_filters
from django import forms
from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from consultation.responses.models import Response
from core import clock
from partnerships.organisations.filters import DAY


class ResponseFilters(django_filters.FilterSet):
    """By consultation, and by when they were sent."""

    consultation = django_filters.ModelChoiceFilter(
        label="Consultation",
        queryset=Consultation.objects.published().order_by("-closes_on", "sort_name"),
        empty_label="All",
        widget=forms.Select(attrs={"class": "nhsuk-select"}),
    )
    sent_since = django_filters.DateFilter(label="Sent since", method="by_day", widget=DAY)

    class Meta:
        model = Response
        fields: list[str] = []

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(submitted_at__gte=clock.start_of(value))
