"""How the lists of pairs, boundary changes and alerts can be narrowed."""

import datetime

from django.db.models import QuerySet
from django_filters import CharFilter

from core.registers.choices import Choices, kept
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.models import Area, AreaKind
from partnerships.organisations.narrowing import called, in_area
from partnerships.places.models import Verdict

CHANGE_STATES = [("proposed", "Proposed"), ("done", "Carried out"), ("void", "Void")]
ALERT_STATES = [("open", "To note"), ("noted", "Noted")]


def regions() -> Choices:
    """Every region, by name."""
    return kept(
        "regions",
        lambda: [
            (str(pk), name)
            for pk, name in Area.objects.filter(kind=AreaKind.REGION).order_by("name").values_list("pk", "name")
        ],
    )


class PairFilters(Filters):
    """By what was found, region, health body and council; as at a day. Without one the list is today's."""

    verdict = pick("Co-terminous", Verdict.choices, method="by_verdict")
    region = pick("Region", regions, method="by_region")
    organisation = CharFilter(label="Health body (name or code)", method="by_organisation", max_length=200)
    area = CharFilter(label="Council area (name or GSS code)", method="by_area", max_length=200)
    as_at = as_at(method="by_day")

    @property
    def qs(self) -> QuerySet:
        """The pairs of the day."""
        found: QuerySet = super().qs.on(self.on())  # type: ignore[attr-defined]
        return found

    def by_verdict(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(verdict=value)

    def by_region(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(area__parent=value)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Narrowed to the day with everything else."""
        return rows


class BoundaryChangeFilters(Filters):
    """By how they stand, and by health body and area."""

    state = pick("State", CHANGE_STATES, method="by_state")
    organisation = CharFilter(label="Health body (name or code)", method="by_organisation", max_length=200)
    area = CharFilter(label="Council area (name or GSS code)", method="by_area", max_length=200)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "proposed":
            return rows.to_carry_out()  # type: ignore[attr-defined]
        if value == "void":
            return rows.exclude(voided_on=None)
        return rows.filter(voided_on=None).exclude(carried_out_on=None)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value) | called(value, "to_organisation"))

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value) | in_area(value, "to_area"))


class BoundaryAlertFilters(Filters):
    """By whether somebody has noted them."""

    state = pick("State", ALERT_STATES, method="by_state")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(noted_on=None) if value == "open" else rows.exclude(noted_on=None)
