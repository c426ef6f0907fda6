"""The background work of the ground floor, gathered from its subjects."""

from core.charts import tasks as charts
from core.deadlines import tasks as deadlines
from core.files import tasks as files
from core.imports import tasks as imports
from core.mail import tasks as mail
from core.pages import tasks as pages
from core.reports import tasks as reports
from core.work import tasks as work

__all__ = ["charts", "deadlines", "files", "imports", "mail", "pages", "reports", "work"]
