"""The demonstration's part of partnerships, gathered from its subjects."""

from partnerships.bodies import demo as bodies
from partnerships.cover import demo as cover
from partnerships.duplicates import demo as duplicates
from partnerships.intake import demo as intake
from partnerships.leaving import demo as leaving
from partnerships.members import demo as members
from partnerships.organisations import demo as organisations
from partnerships.people import demo as people
from partnerships.places import demo as places
from partnerships.reorganisations import demo as reorganisations
from partnerships.schedules import demo as schedules
from partnerships.standards import demo as standards

__all__ = ["ACCOUNTS", "load"]
ACCOUNTS = [*people.ACCOUNTS, *members.ACCOUNTS]


def load() -> None:
    """Tell who the partners are and who their people, which rules they agreed to keep, where they sit, and what was
    imported."""
    organisations.load()
    reorganisations.load()
    people.load()
    standards.load()
    bodies.load()
    duplicates.load()
    places.load()
    leaving.load()
    cover.load()
    intake.load()
    reorganisations.load_draft()
    members.load()
    schedules.load()
