"""How the list of overrides can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from commissioning.cycles.narrowing import of_cycle
from commissioning.overrides.models import Asked, OverrideState
from core.registers.filters import Filters, pick

IN_STATE = {
    OverrideState.ASKED: Q(confirmed_on=None, declined_on=None),
    OverrideState.CONFIRMED: Q(confirmed_on__isnull=False),
    OverrideState.DECLINED: Q(declined_on__isnull=False),
}


class OverrideFilters(Filters):
    """By cycle, by what was gone on without, and by state."""

    cycle = CharFilter(label="Cycle (title or number)", method="by_cycle", max_length=200)
    line = pick("Without", Asked.choices, method="by_line")
    state = pick("State", OverrideState.choices, method="by_state")

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(of_cycle(value, "stage__cycle"))

    def by_line(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(line=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(IN_STATE[OverrideState(value)])
