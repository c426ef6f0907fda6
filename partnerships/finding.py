"""What the search finds, gathered from the subjects."""

from partnerships.organisations import finding as organisations
from partnerships.people import finding as people

__all__ = ["organisations", "people"]
