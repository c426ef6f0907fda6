"""How the list of covers can be narrowed."""

import datetime

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from core.registers.filters import Filters, as_at, pick
from partnerships.cover.models import CoverState
from partnerships.organisations.narrowing import called

STATES = [(each.value, each.label) for each in CoverState]


class CoverFilters(Filters):
    """By person, organisation and state; as at a day."""

    person = CharFilter(label="Person", method="by_person", max_length=150)
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    state = pick("State", STATES, method="by_state")
    as_at = as_at(method="by_day")

    def by_person(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(membership__user__name__icontains=value) | Q(by_whom__user__name__icontains=value))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "membership__organisation"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_state(value, self.on()))

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """What a state on a day says is in its column; nothing is left out."""
        return rows


def in_state(state: str, day: datetime.date) -> Q:
    """The condition of a state on a day: called off counts from the day on which it was."""
    off = Q(called_off_on__isnull=False, called_off_on__lte=day)
    return {
        CoverState.CALLED_OFF.value: off,
        CoverState.LATER.value: ~off & Q(starts__gt=day),
        CoverState.NOW.value: ~off & Q(starts__lte=day, ends__gte=day),
        CoverState.OVER.value: ~off & Q(ends__lt=day),
    }[state]
