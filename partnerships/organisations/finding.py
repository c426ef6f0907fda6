"""Finding partners by name, former name or code."""

from django.urls import reverse
from django.utils.http import urlencode

from core import finding
from core.acts import Actor
from core.finding import MOST, Hit
from partnerships.organisations.models import Organisation


def partners(actor: Actor, text: str) -> list[Hit]:
    """Partners here come first."""
    rows = Organisation.objects.visible_to(actor).matching(text).select_related("kind")
    rows = rows.order_by("-is_partner", "sort_name", "pk")[: MOST + 1]
    return [Hit(str(row), row.get_absolute_url(), row.kind.title) for row in rows]


finding.add("Partners", 10, partners, more=lambda text: f"{reverse('organisations')}?{urlencode({'q': text})}")
