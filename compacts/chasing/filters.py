"""How the leads, and what was written to them, can be narrowed."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from compacts.chasing.models import Channel
from compacts.deadline.filters import StandingFilters
from core.fields import fold
from core.registers.filters import Filters, pick

ORGANISATION = "Body (name or code)"


class LeadFilters(Filters):
    """By body."""

    organisation = CharFilter(label=ORGANISATION, method="by_organisation", max_length=200)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        text = value.strip()
        return rows.filter(Q(organisation__sort_name__startswith=fold(text) or text) | Q(organisation__code=text))


class ChaserFilters(LeadFilters):
    """By body, target, and how it was sent."""

    target = CharFilter(label="Target (title)", method="by_target", max_length=200)
    channel = pick("Sent as", Channel.choices, method="by_channel")

    def by_target(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(target__sort_name__startswith=fold(value) or value)

    def by_channel(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(channel=value)


class OutstandingFilters(StandingFilters):
    """The same as for every body, without whether it counts."""

    counts = None
