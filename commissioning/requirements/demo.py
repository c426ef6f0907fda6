"""The demonstration's required plan: that for children and young people, which councils must have from April 2006."""

import datetime

from commissioning.analysis.demo import COUNCIL
from commissioning.requirements.actions import add_plan_requirement
from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house
from partnerships.terms.models import Term, Vocabulary

DAY = datetime.date


def load() -> None:
    """Tell what the law asked the council for."""
    group = Term.objects.get(vocabulary=Vocabulary.CLIENT_GROUP, code="children-and-young-people")
    with clock.at(DAY(2005, 5, 9)):
        add_plan_requirement(
            by=the_house("command", "The demonstration"), organisation=Organisation.objects.get(name=COUNCIL),
            title="Children and Young People's Plan", client_group=group, due_on=DAY(2006, 4, 1), years=3,
            source="Children Act 2004, section 17, with the regulations of 2005",
        )  # fmt: skip
