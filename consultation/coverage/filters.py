"""How the lists of invited organisations can be narrowed."""

import django_filters
from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from core.registers.filters import Filters, pick
from partnerships.organisations.models import Sector

STANDS = (("silent", "Has sent nothing"), ("unopened", "Has not opened it"), ("sent", "Has sent an answer"))


class InviteeFilters(Filters):
    """By consultation, by sector, and by how far it has come."""

    consultation = django_filters.ModelChoiceFilter(
        label="Consultation", queryset=Consultation.objects.published().order_by("-closes_on", "sort_name")
    )
    sector = pick("Sector", Sector.choices, method="by_sector")
    stands = pick("How far", STANDS, method="by_standing")

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind__sector=value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "unopened":
            return rows.filter(opened_at=None, sent=None)
        return rows.filter(sent=None) if value == "silent" else rows.exclude(sent=None)
