"""One organisation with what its page and the API show of it."""

from core.acts import Actor
from core.pages.page import find
from partnerships.organisations.models import Organisation

LOADED = Organisation.objects.select_related("kind", "area", "size")


def the(actor: Actor, pk: int) -> Organisation:
    """The organisation with this key, for somebody who may see it. Raises NotVisible otherwise."""
    found: Organisation = find(LOADED, actor, pk=pk)
    return found
