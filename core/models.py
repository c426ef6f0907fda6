"""The nouns of the ground floor, gathered from its mechanisms."""

from core.pages import models as pages
from core.trail import models as trail

__all__ = ["pages", "trail"]
