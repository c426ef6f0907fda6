"""Finding consultations by title, reference or who asks."""

from urllib.parse import urlencode

from django.urls import reverse

from consultation.consultations.models import Consultation
from core import clock, finding
from core.acts import Actor
from core.finding import MOST, Hit


def consultations(actor: Actor, text: str) -> list[Hit]:
    """Those that close last come first."""
    rows = Consultation.objects.visible_to(actor).matching(text).select_related("host").order_by("-closes_on", "pk")
    moment = clock.now()
    return [
        Hit(row.title, row.get_absolute_url(), f"{row.state_at(moment).label}, {row.host.name}, {row.reference}")
        for row in rows[: MOST + 1]
    ]


finding.add(
    "Consultations", 30, consultations, more=lambda text: f"{reverse('consultations')}?{urlencode({'q': text})}"
)
