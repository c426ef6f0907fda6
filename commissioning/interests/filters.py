"""How the list of declared interests can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from commissioning.cycles.narrowing import of_cycle
from commissioning.interests.models import InterestKind
from core.registers.filters import OfWhatCounts, pick
from partnerships.organisations.narrowing import called

HELD = [("counts", "Counts"), ("void", "Entered by mistake")]


class InterestFilters(OfWhatCounts):
    """By cycle, organisation and kind."""

    cycle = CharFilter(label="Cycle (title or number)", method="by_cycle", max_length=200)
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    kind = pick("Interest", InterestKind.choices, method="by_kind")
    state = pick("State", HELD, method="by_state")

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(of_cycle(value))

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value))

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(voided_on__isnull=value == "counts")
