"""Answers that are begun and not sent, as what a reorganisation touches."""

from consultation.responses.models import Response
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Answers begun and not sent",
        Response,
        ("organisation",),
        rows=lambda day: Response.objects.filter(submitted_at=None, withdrawn_at=None, voided_at=None),
    )
)
