"""The demonstration's joint strategies: one that ends with last year, and the one that takes its place. Both invented."""

from compacts.strategies import actions
from compacts.strategies.years import year_of
from core import clock
from partnerships.organisations.models import Area
from partnerships.people.actors import the_house

HOME = "Home from hospital"


def load() -> None:
    """Tell of two strategies of three years, one after the other."""
    by = the_house("command", "The demonstration")
    worcester, year = Area.objects.get(gss_code="E10000034"), year_of(clock.today())
    for first in (year - 3, year):
        actions.add_strategy(
            by=by, title=HOME, area=worcester, first_year=first, last_year=first + 2,
            source="Kept by the secretary of the Health and Wellbeing Board",
        )  # fmt: skip
