"""Consultations that are drafted, to come or open, as what a reorganisation touches."""

from consultation.consultations.models import Consultation
from core import clock
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Consultations drafted or open",
        Consultation,
        ("host",),
        rows=lambda day: Consultation.objects.filter(closes_at__gt=clock.start_of(day), withdrawn_at=None),
    )
)
