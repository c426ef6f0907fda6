"""What the home page says about consultations."""

from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation
from core import home
from core.home import MOST, Line


def to_publish(actor: Any) -> list[Line]:
    """Drafts of the organisation acted for, or all for the secretariat."""
    if not actor.can_ever("consultation.edit_consultation"):
        return []
    drafts = Consultation.objects.filter(
        actor.q("consultation.edit_consultation"), published_at=None, withdrawn_at=None
    ).order_by("opens_on", "pk")
    return [
        Line(
            row.title,
            reverse("consultation_prepare", args=[row.pk]),
            "Finish and publish it",
            "A draft. Only the body that is asking and the secretariat can see it.",
        )
        for row in drafts[:MOST]
    ]


home.add("waiting", 30, to_publish)
