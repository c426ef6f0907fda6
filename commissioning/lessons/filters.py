"""How the list of lessons can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from commissioning.cycles.narrowing import of_cycle
from commissioning.lessons.models import LessonKind
from core.registers.filters import OfWhatCounts, pick
from partnerships.organisations.narrowing import in_area
from partnerships.terms.choices import client_groups

HELD = [("counts", "Counts"), ("void", "Entered by mistake")]


class LessonFilters(OfWhatCounts):
    """By cycle, area, client group and kind."""

    cycle = CharFilter(label="Cycle (title or number)", method="by_cycle", max_length=200)
    area = CharFilter(label="Area (name or GSS code)", method="by_area", max_length=100)
    client_group = pick("Client group", client_groups, method="by_client_group")
    kind = pick("What it is", LessonKind.choices, method="by_kind")
    state = pick("State", HELD, method="by_state")

    def by_cycle(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(of_cycle(value))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "cycle__area"))

    def by_client_group(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(cycle__client_group=value)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(voided_on__isnull=value == "counts")
