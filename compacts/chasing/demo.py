"""The demonstration's letter to the integrated care board, which has not agreed with the sector yet; and the lead of the
council, who has gone and handed that over."""

import datetime

from compacts.chasing import actions
from compacts.chasing.reading import STANDINGS
from core import clock
from partnerships.leaving import demo as leaving
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house
from partnerships.people.demo import COUNCIL

BOARD = "NHS Herefordshire and Worcestershire Integrated Care Board"


def load() -> None:
    """Tell who leads on Compacts at the board, and that she was written to some days ago."""
    by = the_house("command", "The demonstration")
    board = Organisation.objects.get(name=BOARD)
    actions.name_lead(by=by, organisation=board, name="Nadia Osei", email="nadia.osei@board.example")
    with clock.at(clock.today() - datetime.timedelta(days=10)):
        actions.chase_signup(by=by, standing=STANDINGS.filter(organisation=board, counts=True)[0])
    council = Organisation.objects.get(name=COUNCIL)
    with clock.at(clock.today() - datetime.timedelta(days=300)):
        actions.name_lead(by=by, organisation=council, name="Owen Baskerville", email=leaving.LEAVER)
    leaving.goes()
