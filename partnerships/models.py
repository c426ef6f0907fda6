"""The nouns of partnerships, gathered from its subjects."""

from partnerships.organisations import models as organisations
from partnerships.people import models as people

__all__ = ["organisations", "people"]
