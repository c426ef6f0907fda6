"""How the list of disputes can be narrowed."""

import datetime

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.codes.models import CodeSubject
from compacts.disputes.models import BREACHES, Outcome, Rung, rung_on
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import in_area

OPEN, ENDED, BREACH = "open", "ended", "breach"
STATES = ((OPEN, "Going on"), (ENDED, "Ended"), (BREACH, "Ended, the Compact was broken"))


class DisputeFilters(Filters):
    """By state, rung, outcome, locality, either side and the subject of the Code; as at a day."""

    state = pick("State", STATES, method="by_state")
    rung = pick("Rung", Rung.choices, method="by_rung")
    outcome = pick("Outcome", Outcome.choices, method="by_outcome")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    side = CharFilter(label="Either side (name or code)", method="by_side", max_length=200)
    subject = pick("Code about", CodeSubject.choices, method="by_subject")
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        if value == OPEN:
            return rows.open_on(self.on())  # type: ignore[attr-defined]
        ended = rows.closed_by(self.on())  # type: ignore[attr-defined]
        return ended.filter(outcome__in=BREACHES) if value == BREACH else ended

    def by_rung(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that were on it, or had ended on it, on the day asked for."""
        return rows.alias(stood=rung_on(self.on())).filter(stood=value)

    def by_outcome(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.closed_by(self.on()).filter(outcome=value)  # type: ignore[attr-defined]

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_side(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        text, found = fold(value) or value, Q()
        for side in ("raised_by", "against"):
            found |= Q(**{f"{side}__sort_name__startswith": text}) | Q(**{f"{side}__code__iexact": value.strip()})
        return rows.filter(found)

    def by_subject(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(code__subject=value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had been raised by that day."""
        return rows.raised_by_day(value)  # type: ignore[attr-defined]
