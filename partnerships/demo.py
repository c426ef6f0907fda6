"""The demonstration's part of partnerships, gathered from its subjects."""

from partnerships.organisations import demo as organisations
from partnerships.people import demo as people
from partnerships.people.demo import ACCOUNTS

__all__ = ["ACCOUNTS", "load"]


def load() -> None:
    """Tell who the partners are, and who the people."""
    organisations.load()
    people.load()
