"""The demonstration's evidence: what people with a learning disability told their own organisation in 2004, and what
a group of drivers knows today."""

import datetime

from commissioning.contributions import actions
from commissioning.cycles.demo import COUNCIL, LEARNING, person_of_then, someone
from commissioning.cycles.models import CommissioningCycle
from core import clock
from partnerships.organisations.models import Area
from partnerships.terms.models import Term

DAY = datetime.date
DIRECTOR, DRIVER = "gwen@example.org", "nell@example.org"


def load() -> None:
    """One piece was used, one was not, and one waits without a cycle."""
    with clock.at(DAY(2004, 10, 4)):
        cycle = CommissioningCycle.objects.get(title=LEARNING)
        breaks = actions.send_contribution(
            by=someone(DIRECTOR), cycle=cycle, title="Short breaks: who waits, and where", starts=DAY(2003, 10, 1),
            ends=DAY(2004, 9, 30),
            what="We asked 46 members and their families. Eleven families north of Leominster have waited more than a "
            "year for a short break, because the only house is in Hereford and nobody drives there on a Friday. Nine of "
            "the eleven would take a place for one night near home.",
        )  # fmt: skip
        paper = actions.send_contribution(
            by=someone(DIRECTOR), cycle=cycle, title="Jobs in cafés elsewhere",
            what="A newspaper wrote about three cafés in other counties where people with a learning disability work.",
        )  # fmt: skip
    with clock.at(DAY(2004, 11, 4)):
        council = person_of_then(COUNCIL)
        actions.answer_contribution(
            by=council, contribution=breaks, use="used",
            answer="It is the third need of the analysis, with your figures and your name. The plan will ask for one "
            "night places in the north of the county.",
        )  # fmt: skip
        actions.answer_contribution(
            by=council, contribution=paper, use="not_used",
            answer="It is about other counties. If you know who here would like such work, please send us that.",
        )  # fmt: skip
    lately = clock.today() - datetime.timedelta(12)
    with clock.at(lately):
        actions.send_contribution(
            by=someone(DRIVER), title="Hospital appointments missed for want of a lift",
            area=Area.objects.get(gss_code="E06000019"),
            client_group=Term.objects.get(code="carers", vocabulary="client_group"),
            what="In October our drivers turned down 31 requests from carers of the western villages. Nineteen rang "
            "back: the appointment was missed.",
        )  # fmt: skip
