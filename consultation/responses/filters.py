"""How the list of answers can be narrowed."""

import datetime

import django_filters
from django.db.models import F, QuerySet, Subquery

from consultation.consultations.filters import by_consultation
from consultation.responses.answered import IS_ASKED, that_answered
from consultation.responses.models import Channel, sent_until
from consultation.responses.naming import INDIVIDUAL, UNVERIFIED, kind_of
from core import clock
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.models import OrganisationKind

YES_OR_NO = (("yes", "Yes"), ("no", "No"))


def by_kind() -> django_filters.ChoiceFilter:
    """By kind of respondent."""
    return pick("Kind of respondent", kinds_of_respondents, method="by_kind")


def by_channel() -> django_filters.ChoiceFilter:
    """By how the response came."""
    return pick("How it came", Channel.choices, method="by_way")


def kinds_of_organisations() -> list[tuple[str, str]]:
    """The kinds of organisation, by their titles."""
    titles = OrganisationKind.objects.order_by("title").values_list("title", flat=True).distinct()
    return [(each, each) for each in titles]


def kinds_of_respondents() -> list[tuple[str, str]]:
    """The same, individuals, and organisations that nobody has matched yet."""
    return [*kinds_of_organisations(), (INDIVIDUAL, INDIVIDUAL), (UNVERIFIED, UNVERIFIED)]


class ByRespondent(Filters):
    """How lists are narrowed whose rows lead to a response; `to_response` is the way there."""

    to_response = ""

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.annotate(kind_asked=kind_of(self.to_response)).filter(kind_asked=value)

    def by_way(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{self.to_response}channel": value})


class ResponseFilters(ByRespondent):
    """By consultation, by who answered and how, and by when; as at a day, those that had been sent by then."""

    consultation = by_consultation()
    kind = by_kind()
    channel = by_channel()
    letter = pick("A letter", YES_OR_NO, method="by_letter")
    answer = django_filters.CharFilter(
        label="Answer (such as q1, or q2a=yes)", method="by_answer", max_length=60, validators=[IS_ASKED]
    )
    sent_since = django_filters.DateFilter(label="Sent since", method="by_day")
    as_at = as_at(method="by_then")

    def by_letter(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(is_letter=value == "yes")

    def by_answer(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        day = self.day_asked()
        version = F("counted_version") if day is None else Subquery(sent_until(day).values("pk")[:1])
        return that_answered(rows, version, value)

    def by_then(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.sent_by(value)  # type: ignore[attr-defined]

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(submitted_at__gte=clock.start_of(value))
