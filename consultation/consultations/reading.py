"""One consultation with what its page and the API show of it."""

from consultation.consultations.models import Consultation
from core.acts import Actor
from core.pages.page import find

LOADED = Consultation.objects.select_related("host", "standard")


def the(actor: Actor, pk: int) -> Consultation:
    """The consultation with this key, for somebody who may see it. Raises NotVisible otherwise."""
    found: Consultation = find(LOADED, actor, pk=pk)
    return found
