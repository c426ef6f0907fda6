"""The demonstration's part of partnerships, gathered from its subjects."""

from partnerships.bodies import demo as bodies
from partnerships.organisations import demo as organisations
from partnerships.people import demo as people
from partnerships.people.demo import ACCOUNTS
from partnerships.standards import demo as standards

__all__ = ["ACCOUNTS", "load"]


def load() -> None:
    """Tell who the partners are, who the people, which rules they agreed to keep, and where they sit."""
    organisations.load()
    people.load()
    standards.load()
    bodies.load()
