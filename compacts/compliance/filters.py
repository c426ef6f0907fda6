"""How the list of scorecards can be narrowed."""

import datetime

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.compliance.models import FundingKind
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import called, in_area

STATES = (("open", "To be agreed"), ("agreed", "Agreed"), ("dropped", "Given up"))


class ScorecardFilters(Filters):
    """By state, kind, Code, locality and public body; as at a day."""

    state = pick("State", STATES, method="by_state")
    kind = pick("Kind", FundingKind.choices, method="by_kind")
    code = CharFilter(label="Code (title)", method="by_code", max_length=200)
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    body = CharFilter(label="Public body (name or code)", method="by_body", max_length=200)
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        agreed, dropped = Q(agreed_on__lte=self.on()), Q(dropped_on__lte=self.on())
        wanted = {"agreed": agreed, "dropped": dropped}.get(value)
        if wanted is not None:
            return rows.filter(wanted)
        still = Q(agreed_on=None) | Q(agreed_on__gt=self.on())
        return rows.filter(still, Q(dropped_on=None) | Q(dropped_on__gt=self.on()))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_code(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(code__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "body"))

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had been begun by that day."""
        return rows.begun_by(value)  # type: ignore[attr-defined]
