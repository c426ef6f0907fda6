"""The demonstration's duplicates: one merged and put back by hand, one merged, and one that waits to be looked at.

The second entries are as they come about: by somebody who did not find the first, and from a list that writes the name
otherwise. Like all voluntary organisations of the demonstration they are invented.
"""

import datetime

from core import clock
from core.acts import Actor
from partnerships.duplicates import actions
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.demo import ADVOCACY, CARERS, LIFTS
from partnerships.organisations.models import Organisation, OrganisationKind
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import User

BRANCH = "Golden Valley Community Lifts, Ewyas Harold"
TWICE = "The Wye Valley Speaking Up Ltd"
WAITING = "Malvern Hills Carers Forum Limited"
SECRETARY = "ruth@example.org"
DAY = datetime.timedelta(days=1)


def load() -> None:
    """Tell of three pairs, and let the night find the one that waits."""
    house = the_house("command", "The demonstration")
    ruth = actor_for(User.objects.get(email=SECRETARY))
    merged_and_put_back(house, ruth)
    merged(house, ruth)
    again(house, CARERS, WAITING)
    actions.find_duplicates(on=clock.today())


def again(house: Actor, name: str, as_written: str) -> tuple[Organisation, Organisation]:
    """An organisation, and the same entered once more under another spelling."""
    first = Organisation.objects.get(name=name)
    kind = OrganisationKind.objects.get(code="community-group")
    second = add_organisation(by=house, name=as_written, kind=kind, area=first.area, about=first.about)
    return first, second


def merged_and_put_back(house: Actor, ruth: Actor) -> None:
    """Somebody took the branch for the whole; its founder told them that it has a committee of its own."""
    whole, branch = again(house, LIFTS, BRANCH)
    with clock.at(clock.today() - 40 * DAY):
        pair = actions.name_duplicate(
            by=ruth, organisation=branch, other=whole, why="The same valley, the same minibus."
        )
        actions.merge_organisations(by=ruth, suggestion=pair, keep=whole, why="It is the same scheme.")
    with clock.at(clock.today() - 33 * DAY):
        actions.undo_merge(
            by=ruth, suggestion=pair, reason="The drivers of Ewyas Harold have a committee and accounts of their own."
        )


def merged(house: Actor, ruth: Actor) -> None:
    """One that was entered again from a list of grants."""
    kept, other = again(house, ADVOCACY, TWICE)
    with clock.at(clock.today() - 12 * DAY):
        pair = actions.name_duplicate(by=ruth, organisation=other, other=kept, why="The director says so.")
        actions.merge_organisations(
            by=ruth, suggestion=pair, keep=kept, why="The same director and address; the list of grants wrote 'Ltd'."
        )
