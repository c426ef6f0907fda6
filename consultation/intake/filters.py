"""How the lists of the desk can be narrowed."""

from django.db.models import QuerySet

from consultation.consultations.filters import by_consultation
from consultation.responses.models import Channel
from core.registers.filters import Filters, pick


class DeskFilters(Filters):
    """By consultation, and by how it came."""

    consultation = by_consultation()
    channel = pick("How it came", Channel.choices, method="by_channel")

    def by_channel(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(channel=value)
