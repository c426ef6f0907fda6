"""How the lists of invited organisations can be narrowed."""

import django_filters
from django.db.models import QuerySet

from consultation.consultations.models import Consultation
from core.registers.filters import Filters, pick
from partnerships.organisations.models import OrganisationKind, Sector

STANDS = (
    ("opened", "Has opened it"),
    ("unopened", "Has neither opened it nor answered"),
    ("silent", "Has not answered"),
    ("sent", "Has sent an answer"),
    ("counts", "Has an answer that counts"),
    ("closed", "Closed to you"),
)


def kinds() -> list[tuple[str, str]]:
    """The kinds of organisation, by their titles."""
    titles = OrganisationKind.objects.order_by("title").values_list("title", flat=True).distinct()
    return [(each, each) for each in titles]


class InviteeFilters(Filters):
    """By consultation, by sector and kind, and by how far it has come."""

    consultation = django_filters.ModelChoiceFilter(
        label="Consultation", queryset=Consultation.objects.published().order_by("-closes_on", "sort_name")
    )
    sector = pick("Sector", Sector.choices, method="by_sector")
    kind = pick("Kind", kinds, method="by_kind")
    stands = pick("How far", STANDS, method="by_standing")

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind__sector=value)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind__title=value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "opened":
            return rows.exclude(opened_at=None)
        if value == "unopened":
            return rows.filter(told=True, opened_at=None, sent=None)
        if value == "silent":
            return rows.filter(told=True, sent=None)
        if value == "counts":
            return rows.filter(counts=True)
        return rows.filter(told=False) if value == "closed" else rows.exclude(sent=None)


class ProgressFilters(InviteeFilters):
    """The same, and by who has begun to draft."""

    stands = pick("How far", (*STANDS, ("drafting", "Is drafting")), method="by_standing")

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(drafting=True) if value == "drafting" else super().by_standing(rows, name, value)
