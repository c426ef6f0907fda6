"""The nouns of the ground floor, gathered from its mechanisms."""

from core.deadlines import models as deadlines
from core.mail import models as mail
from core.pages import models as pages
from core.trail import models as trail
from core.work import models as work

__all__ = ["deadlines", "mail", "pages", "trail", "work"]
