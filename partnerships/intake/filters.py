"""How the list of refused rows can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from core.imports.models import LineOutcome
from core.imports.sources import SOURCES
from core.registers.filters import Filters, pick

STATES = [each for each in LineOutcome.choices if each[0] != LineOutcome.DOUBTFUL]


def lists() -> list[tuple[str, str]]:
    """The lists whose rows can be corrected, by code."""
    return sorted((code, each.title) for code, each in SOURCES.items() if each.taken_by_row)


class RefusedFilters(Filters):
    """By list, file and state. Without a state: those that nobody has seen to."""

    source = pick("List", lists, method="by_source")
    file = CharFilter(label="File", method="by_file", max_length=255)
    state = pick("State", STATES, method="by_state")

    def by_source(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(run__source=value)

    def by_file(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(run__file_name__icontains=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(outcome=value)

    @property
    def qs(self) -> QuerySet:
        rows: QuerySet = super().qs
        return rows if "state" in self.form.cleaned_data else rows.filter(outcome=LineOutcome.REFUSED)
