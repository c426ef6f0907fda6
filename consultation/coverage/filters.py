"""How the lists of invited organisations can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter

from consultation.consultations.filters import by_consultation
from consultation.coverage.reading import IS_SILENT
from consultation.responses.filters import kinds_of_organisations
from core.registers.filters import Filters, pick
from partnerships.organisations.models import Sector

STANDS = {
    "opened": ("Has opened it", ~Q(opened_at=None)),
    "unopened": ("Has neither opened it nor answered", Q(told=True, opened_at=None, sent=None)),
    "silent": ("Has not answered", IS_SILENT),
    "sent": ("Has sent an answer", ~Q(sent=None)),
    "counts": ("Has an answer that counts", Q(counts=True)),
    "closed": ("Closed to you", Q(told=False)),
    "drafting": ("Is drafting", Q(drafting=True)),
}
"""How far an invited organisation has come: in words, and what is true of it then."""


def how_far(*without: str) -> ChoiceFilter:
    """By how far it has come."""
    choices = [(name, title) for name, (title, _) in STANDS.items() if name not in without]
    return pick("How far", choices, method="by_standing")


class InviteeFilters(Filters):
    """By consultation, by sector and kind, and by how far it has come."""

    consultation = by_consultation()
    sector = pick("Sector", Sector.choices, method="by_sector")
    kind = pick("Kind", kinds_of_organisations, method="by_kind")
    stands = how_far("drafting")

    def by_sector(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind__sector=value)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(organisation__kind__title=value)

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(STANDS[value][1])


class ProgressFilters(InviteeFilters):
    """The same, and by who has begun to draft."""

    stands = how_far()
