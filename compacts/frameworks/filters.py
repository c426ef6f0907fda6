"""How the list of framework agreements can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.frameworks.models import Basis, FrameworkKind, Standing
from core.registers.filters import Filters, as_at, pick


class FrameworkFilters(Filters):
    """By standing, kind, legal basis and locality; as at a day."""

    standing = pick("Standing", Standing.choices, method="by_standing")
    kind = pick("Kind", FrameworkKind.choices, method="by_kind")
    basis = pick("Legal basis", Basis.choices, method="by_basis")
    area = CharFilter(label="Locality (name)", method="by_area", max_length=100)
    as_at = as_at(method="by_day")

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.standing(value, self.on())  # type: ignore[attr-defined]

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_basis(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(basis=value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(agreement__area__name__istartswith=value.strip())

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: the day decides how each stands."""
        return rows
