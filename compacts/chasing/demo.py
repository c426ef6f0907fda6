"""The demonstration's letter to the integrated care board, which has not agreed with the sector yet."""

import datetime

from compacts.chasing import actions
from compacts.chasing.reading import STANDINGS
from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house

BOARD = "NHS Herefordshire and Worcestershire Integrated Care Board"


def load() -> None:
    """Tell who leads on Compacts at the board, and that she was written to some days ago."""
    by = the_house("command", "The demonstration")
    board = Organisation.objects.get(name=BOARD)
    actions.name_lead(by=by, organisation=board, name="Nadia Osei", email="nadia.osei@board.example")
    with clock.at(clock.today() - datetime.timedelta(days=10)):
        actions.chase_signup(by=by, standing=STANDINGS.filter(organisation=board, counts=True)[0])
