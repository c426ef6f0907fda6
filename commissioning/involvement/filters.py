"""How the list of involvements can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from commissioning.cycles.models import StageKind
from commissioning.cycles.narrowing import of_cycle
from commissioning.involvement.models import Capacity
from core.registers.filters import OfWhatCounts, pick
from partnerships.organisations.narrowing import called

HELD = [("counts", "Counts"), ("void", "Entered by mistake")]


class InvolvementFilters(OfWhatCounts):
    """By cycle, stage, capacity and organisation."""

    cycle = CharFilter(label="Cycle (title or number)", method="by_cycle", max_length=200)
    stage = pick("Stage", StageKind.choices, method="by_stage")
    capacity = pick("Capacity", Capacity.choices, method="by_capacity")
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    state = pick("State", HELD, method="by_state")

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(of_cycle(value, "stage__cycle"))

    def by_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(stage__kind=value)

    def by_capacity(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(capacity=value)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(voided_on__isnull=value == "counts")
