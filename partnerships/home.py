"""Lines of the home page, gathered from the subjects."""

from partnerships.organisations import home as organisations
from partnerships.people import home as people

__all__ = ["organisations", "people"]
