"""How the list of Local Compacts can be narrowed."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.local.models import CompactKind, LocalCompact, State
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import in_area

BEFORE_THE_LAUNCH = (State.IN_DEVELOPMENT.value, State.AGREED.value)


def withheld_states(actor: Any) -> tuple[str, ...]:
    """The states in which this person is shown no Compact today: those before the launch, for most people."""
    return () if actor.may(LocalCompact.view_permission, LocalCompact()) else BEFORE_THE_LAUNCH


class CompactFilters(Filters):
    """By state, locality and kind; as at a day."""

    state = pick("State", State.choices, method="by_state", withheld=withheld_states)
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    kind = pick("Kind", CompactKind.choices, method="by_kind")
    as_at = as_at(method="by_day")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.in_state(value, self.on())  # type: ignore[attr-defined]

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had been begun by that day."""
        return rows.begun_by(value)  # type: ignore[attr-defined]
