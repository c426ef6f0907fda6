"""How the lists of targets and of what they are measured by can be narrowed."""

import datetime

import django_filters
from django.db.models import OuterRef, Q, QuerySet
from django_filters import CharFilter

from compacts.measures.filters import DAY, measures
from compacts.targets.kinds import Scope, Status, TargetKind
from compacts.targets.reading import standing_on
from core.registers.filters import Filters, as_at, pick

GOING = [("on", "Goes on"), ("ended", "Given up")]
BODY = "For whom (name or code)"


def of_body(rows: QuerySet, text: str, path: str = "") -> QuerySet:
    """Those that are for an area or an organisation, by name or code."""
    text = text.strip()
    named = {f"{path}area__name__istartswith": text}, {f"{path}organisation__name__istartswith": text}
    coded = {f"{path}area__gss_code__iexact": text}, {f"{path}organisation__code__iexact": text}
    asked = Q()
    for each in (*named, *coded):
        asked |= Q(**each)
    return rows.filter(asked)


class TargetFilters(Filters):
    """By status, kind, scope, for whom, due day, owner and whether it goes on; as at a day."""

    status = pick("Status", Status.choices, method="by_status")
    kind = pick("Kind", TargetKind.choices, method="by_kind")
    scope = pick("Scope", Scope.choices, method="by_scope")
    of = CharFilter(label=BODY, method="by_body", max_length=100)
    owner = CharFilter(label="Owner (name)", method="by_owner", max_length=100)
    due_by = django_filters.DateFilter(label="Due by", method="by_due_day", error_messages=DAY)
    state = pick("State", GOING, method="by_state")
    as_at = as_at(method="by_day")

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.alias(stood=standing_on(self.on(), contribution__target=OuterRef("pk"))).filter(stood=value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those of which something was known by that day."""
        return rows.known_on(value)  # type: ignore[attr-defined]

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_scope(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(scope=value)

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return of_body(rows, value)

    def by_owner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        owned = rows.model.owners.through.objects.filter(organisation__name__istartswith=value.strip())
        return rows.filter(pk__in=owned.values("target"))

    def by_due_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(due__lte=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        ended = Q(ended_on__lte=self.on())
        return rows.exclude(ended) if value == "on" else rows.filter(ended)


class ContributionFilters(Filters):
    """By status, measure and for whom; as at a day."""

    status = pick("Status", Status.choices, method="by_status")
    measure = pick("Measure", measures, method="by_measure")
    of = CharFilter(label=BODY, method="by_body", max_length=100)
    as_at = as_at(method="by_day")

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.alias(stood=standing_on(self.on(), contribution=OuterRef("pk"))).filter(stood=value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those of which something was known by that day."""
        return rows.known_on(value)  # type: ignore[attr-defined]

    def by_measure(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(measure__code=value)

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return of_body(rows, value, "target__")
