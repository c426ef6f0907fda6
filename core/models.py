"""The nouns of the ground floor, gathered from its mechanisms."""

from core.mail import models as mail
from core.pages import models as pages
from core.trail import models as trail
from core.work import models as work

__all__ = ["mail", "pages", "trail", "work"]
