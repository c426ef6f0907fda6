"""The demonstration's disputes: one settled informally, one that found a breach, one before the Compact group today.

Bodies are real, groups invented; so is everything that happened between them.
"""

import datetime

from compacts.codes.demo import COUNCIL, FUNDING, TRUST, code_called
from compacts.disputes import actions
from compacts.disputes.models import Dispute, Outcome
from core import clock
from partnerships.bodies.demo import COMPACT_GROUP
from partnerships.bodies.models import Body
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
LIFTS, ADVOCACY, CARERS = "Golden Valley Community Lifts", "Wye Valley Speaking Up", "Malvern Hills Carers Forum"


def load() -> None:
    """Tell of three disagreements, and what two of them taught."""
    by = the_house("command", "The demonstration")
    lifts(by)
    advocacy(by)
    of_today(by)


def recorded(by, title: str, area: str, raised_by: str, against: str, about: str, **more) -> Dispute:
    """A dispute between two organisations."""
    sides = {"raised_by": Organisation.objects.get(name=raised_by), "against": Organisation.objects.get(name=against)}
    place = Area.objects.get(name=area)
    return actions.record_dispute(by=by, title=title, area=place, about=about, **sides, **more)


def lifts(by) -> None:
    """A grant was paid three months late in 2004; a talk was enough."""
    dispute = recorded(
        by, "A quarter's grant paid three months late", "Herefordshire", LIFTS, TRUST,
        "The grant for hospital lifts, due in April, came in July. Drivers were not paid their petrol for eleven weeks.",
        code=code_called(FUNDING), clause="Payment in advance", happened_on=DAY(2004, 7, 2), raised_on=DAY(2004, 7, 9),
        due_on=DAY(2004, 8, 6),
    )  # fmt: skip
    actions.close_dispute(
        by=by, dispute=dispute, outcome=Outcome.SETTLED, on=DAY(2004, 7, 30),
        decision="The trust pays grants below £20,000 on the first day of each quarter.",
        learning="Small grants are paid in advance on a fixed day, without an invoice.",
    )  # fmt: skip
    with clock.at(DAY(2004, 9, 1)):
        actions.publish_learning(by=by, dispute=dispute)


def advocacy(by) -> None:
    """Funding ended after five weeks' notice in 2005; the Compact group could not settle it, a panel did."""
    dispute = recorded(
        by, "Five weeks' notice before funding ended", "Herefordshire", ADVOCACY, COUNCIL,
        "The agreement on advocacy was ended on 31 March by a letter of 24 February. The Code asks for three months.",
        code=code_called(FUNDING), clause="Notice before funding ends", happened_on=DAY(2005, 2, 24),
        raised_on=DAY(2005, 3, 1), due_on=DAY(2005, 3, 22),
    )  # fmt: skip
    group = Body.objects.get(name=COMPACT_GROUP)
    for on, due_on, heard_by, result in (
        (DAY(2005, 3, 22), DAY(2005, 4, 26), group, "The council held that the agreement ran out and was not ended."),
        (
            DAY(2005, 4, 20),
            DAY(2005, 6, 15),
            None,
            "The group saw it as the voluntary sector did, but could not bind either.",
        ),
    ):
        actions.take_further(by=by, dispute=dispute, result=result, on=on, due_on=due_on, heard_by=heard_by)
    actions.close_dispute(
        by=by, dispute=dispute, outcome=Outcome.BREACH, on=DAY(2005, 6, 8),
        decision="Notice was due although the term had come to its end. Funding goes on until 30 June.",
        learning="Three months before an agreement runs out, the funder says in writing whether it is renewed.",
    )  # fmt: skip
    with clock.at(DAY(2005, 7, 1)):
        actions.publish_learning(by=by, dispute=dispute)


def of_today(by) -> None:
    """Four weeks over Christmas were allowed for an answer; it is before the Compact group, and due soon."""
    today = clock.today()
    dispute = recorded(
        by, "Four weeks to answer on the carers' strategy", "Worcestershire", CARERS, "Worcestershire County Council",
        "The draft came out when groups were closing for the holidays. No reason was given for less than twelve weeks.",
        happened_on=today - datetime.timedelta(60), raised_on=today - datetime.timedelta(45),
        due_on=today - datetime.timedelta(20),
    )  # fmt: skip
    actions.take_further(
        by=by, dispute=dispute, result="The council offered two more weeks; the group had asked for eight.",
        on=today - datetime.timedelta(18), due_on=today + datetime.timedelta(6),
    )  # fmt: skip
