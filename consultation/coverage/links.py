"""Where those that were invited to a consultation are listed."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from consultation.consultations.models import Consultation


def list_url(actor: Any, found: Consultation, stands: str = "") -> str:
    """The list of those that were invited to it, or of those that have come so far; for who may know, with drafting."""
    name = "progress" if actor.can_ever("consultation.view_progress") else "invitees"
    asked = {"consultation": found.pk} | ({"stands": stands} if stands else {})
    return f"{reverse(name)}?{urlencode(asked)}"
