"""The background work of the ground floor, gathered from its subjects."""

from core.deadlines import tasks as deadlines
from core.mail import tasks as mail
from core.work import tasks as work

__all__ = ["deadlines", "mail", "work"]
