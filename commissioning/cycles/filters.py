"""How the list of cycles, and their board, can be narrowed."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import CharFilter

from commissioning.cycles.models import AT_STAGE, CyclePartner, stage_on
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import called, in_area
from partnerships.terms.choices import client_groups


class BoardFilters(Filters):
    """By place, client group and partner."""

    area = CharFilter(label="Place (name or GSS code)", method="by_area", max_length=100)
    client_group = pick("Client group", client_groups, method="by_client_group")
    partner = CharFilter(label="Partner (name or code)", method="by_partner", max_length=200)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value))

    def by_client_group(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(client_group=value)

    def by_partner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Exists(CyclePartner.objects.filter(called(value), cycle=OuterRef("pk"))))


class CycleFilters(BoardFilters):
    """Also by the stage they are at; as at a day."""

    stage = pick("Stage", list(AT_STAGE.items()), method="by_stage")
    as_at = as_at(method="by_day")

    def by_stage(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those at that stage on the day that is asked for."""
        return rows.annotate(at=stage_on(self.on())).filter(at=value)

    def by_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        """Those that had begun by that day."""
        return rows.begun_by(value)  # type: ignore[attr-defined]
