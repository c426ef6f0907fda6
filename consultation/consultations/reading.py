"""One consultation with what its page and the API show of it."""

from consultation.consultations.models import Consultation
from core.acts import Actor, the_one
from core.prepared import prepared
from core.trail.models import Event

LOADED = Consultation.objects.select_related("host", "standard")
_of = prepared(lambda key: LOADED.filter(pk=key))


def the(actor: Actor, pk: int) -> Consultation:
    """The consultation with this key, for somebody who may see it. Raises NotVisible otherwise."""
    return the_one(actor, _of(pk))


def reason_for_going_on(consultation: Consultation) -> str:
    """Why whoever said that it is ready went on against advice; empty where there was none."""
    said = Event.objects.of(consultation).filter(verb="said it is ready").order_by("-pk").first()
    return str(said.detail.get("reason", "")) if said else ""
