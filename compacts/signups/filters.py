"""How the list of sign-ups can be narrowed."""

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.signups.models import Standing
from core.fields import fold
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.choices import kind_by_code, kinds
from partnerships.organisations.narrowing import in_area


class SignupFilters(Filters):
    """By Compact, locality, status and kind of body; as at a day."""

    compact = CharFilter(label="Compact (title)", method="by_compact", max_length=200)
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    status = pick("Status", Standing.choices, method="by_status")
    kind = pick("Kind of body", kinds, method="by_kind")
    as_at = as_at()

    def by_compact(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(compact__sort_name__startswith=fold(value) or value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "compact__area"))

    def by_status(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.standing(value, self.on())  # type: ignore[attr-defined]

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind_id=kind_by_code(value))
