"""The nouns of partnerships, gathered from its subjects."""

from partnerships.invitations import models as invitations
from partnerships.organisations import models as organisations
from partnerships.people import models as people

__all__ = ["invitations", "organisations", "people"]
