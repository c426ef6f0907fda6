"""How the lists of Codes, of their adoptions, and of bodies by Codes can be narrowed."""

import datetime

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.codes.models import AdoptionState, CodeState, CodeSubject
from compacts.codes.statement import kept_since
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.choices import kind_by_code, kinds
from partnerships.organisations.narrowing import called, in_area

EVERYWHERE = ("everywhere", "national")


class CodeFilters(Filters):
    """By subject, state and where it holds; as at a day."""

    subject = pick("What it is about", CodeSubject.choices, method="by_subject")
    state = pick("State", CodeState.choices, method="by_state")
    area = CharFilter(label="Locality (name or GSS code), or 'everywhere'", method="by_area", max_length=100)
    as_at = as_at(method="by_day")

    def by_subject(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(subject=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if fold(value) in EVERYWHERE:
            return rows.filter(area=None)
        return rows.filter(in_area(value))

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: only how each stood is of that day."""
        return rows


class AdoptionFilters(Filters):
    """By Code, subject, body, kind of body, locality and state; as at a day."""

    code = CharFilter(label="Code (title)", method="by_code", max_length=200)
    subject = pick("What it is about", CodeSubject.choices, method="by_subject")
    body = CharFilter(label="Body (name or code)", method="by_body", max_length=200)
    kind = pick("Kind of body", kinds, method="by_kind")
    area = CharFilter(label="Locality of the body (name or GSS code)", method="by_area", max_length=100)
    state = pick("State", AdoptionState.choices, method="by_state")
    as_at = as_at(method="by_day")

    def by_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(code__sort_name__startswith=fold(value) or value)

    def by_subject(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(code__subject=value)

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind_id=kind_by_code(value))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "organisation__area"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had been made by that day, however they stood on it."""
        return rows.filter(adopted_on__lte=value)


class MatrixFilters(Filters):
    """By locality, kind of body, and a subject on which a body keeps no Code; as at a day."""

    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    kind = pick("Kind of body", kinds, method="by_kind")
    lacks = pick("Keeps no Code on", CodeSubject.choices, method="by_lack")
    as_at = as_at(method="by_day")

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind_id=kind_by_code(value))

    def by_lack(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that kept none on the day asked for."""
        return rows.alias(kept=kept_since(value, self.on())).filter(kept=None)

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: the day, be it asked for or today, narrows every list."""
        return rows

    @property
    def qs(self) -> QuerySet:
        """Those that were open on the day: a body that has closed keeps no Code any more."""
        on = self.on()
        there = Q(opened=None) | Q(opened__lte=on), Q(closed=None) | Q(closed__gte=on)
        return super().qs.filter(*there).once()
