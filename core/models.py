"""The nouns of the ground floor, gathered from its mechanisms."""

from core.deadlines import models as deadlines
from core.files import models as files
from core.imports import models as imports
from core.mail import models as mail
from core.pages import models as pages
from core.reports import models as reports
from core.trail import models as trail
from core.work import models as work

__all__ = ["deadlines", "files", "imports", "mail", "pages", "reports", "trail", "work"]
