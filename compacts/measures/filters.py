"""How the lists of measures and readings can be narrowed."""

import datetime
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django_filters import CharFilter

from compacts.measures.models import Measure, PriceBasis
from core.registers.filters import Filters, pick

STATES = [("counting", "Counts"), ("replaced", "No longer counts")]
COVERAGE = [("whole", "The whole period"), ("part", "Part of the period")]
CHECKED = [("yes", "Verified"), ("no", "Not verified")]
DAY = {"invalid": "Enter the day like 20/11/2003."}


def measures() -> list[tuple[str, str]]:
    """Every measure by its short name."""
    return list(Measure.objects.order_by("sort_name", "pk").values_list("code", "title"))


class MeasureFilters(Filters):
    """By prices and by words of the title."""

    title = CharFilter(label="Words of the title", method="by_title", max_length=100)
    price_basis = pick("Prices", PriceBasis.choices, method="by_prices")

    def by_title(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(title__icontains=value.strip())

    def by_prices(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(price_basis=value)


class ReadingFilters(Filters):
    """By measure, by whose they are, by period, by what they cover and how they stand."""

    measure = pick("Measure", measures, method="by_measure")
    of = CharFilter(label="Organisation or area (name or code)", method="by_body", max_length=100)
    since = django_filters.DateFilter(label="Periods from", method="by_first_day", error_messages=DAY)
    until = django_filters.DateFilter(label="Periods to", method="by_last_day", error_messages=DAY)
    covers = pick("Covers", COVERAGE, method="by_coverage")
    verified = pick("Verified", CHECKED, method="by_check")
    state = pick("State", STATES, method="by_state")

    def by_measure(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(measure__code=value)

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        text = value.strip()
        codes = Q(organisation__code__iexact=text) | Q(area__gss_code__iexact=text)
        return rows.filter(codes | Q(organisation__name__istartswith=text) | Q(area__name__istartswith=text))

    def by_first_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(starts__gte=value)

    def by_last_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(ends__lte=value)

    def by_coverage(self, rows: Any, name: str, value: str) -> QuerySet:
        whole = Q(covers_from=F("starts"), covers_to=F("ends"))
        found: QuerySet = rows.filter(whole if value == "whole" else ~whole)
        return found

    def by_check(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(verified_on__isnull=value == "no")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(replaced_on__isnull=value == "counting")
