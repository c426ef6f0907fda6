"""One organisation with what its page and the API show of it."""

from core.acts import Actor, the_one
from core.prepared import prepared
from partnerships.organisations.models import Organisation

LOADED = Organisation.objects.select_related("kind", "area", "size")
_of = prepared(lambda key: LOADED.filter(pk=key))


def the(actor: Actor, pk: int) -> Organisation:
    """The organisation with this key, for somebody who may see it. Raises NotVisible otherwise."""
    return the_one(actor, _of(pk))
