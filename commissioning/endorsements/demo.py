"""The demonstration's plans: that for people with a learning disability in Herefordshire, and those still being written.

That the plan of 2005 to 2008 was in place, others in development, and that the Programme Board and then the Joint
Commissioning Group endorse plans, is told by the source document; the text, money, days and minutes are invented.
"""

import datetime
from decimal import Decimal

from commissioning.analysis.demo import COUNCIL, FIRST, LAST, LEARNING, TRUST, cycle_for
from commissioning.endorsements import actions
from commissioning.needs.demo import FRIENDS, HOMES, OLD, WORK
from commissioning.needs.models import Need
from commissioning.plans import actions as plans
from commissioning.plans.models import CommissioningPlan, Content
from commissioning.priorities import actions as priorities
from core import clock
from core.acts import Actor
from core.fields import fold
from partnerships.bodies.actions import add_body, record_decision
from partnerships.bodies.models import Body, BodyKind
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import User

DAY = datetime.date
PLAN = "Learning disability commissioning plan, 2005 to 2008"
WRITES = "sara@example.org"
PROGRAMME, GROUP = "Learning Disability Programme Board", "Joint Commissioning Group"
DRIVERS = (
    (
        "Valuing People",
        "Department of Health",
        2001,
        "Rights, independence, choice and inclusion; a partnership board.",
    ),
    (
        "Direct payments: policy and practice guidance",
        "Department of Health",
        2003,
        "Direct payments are offered to all.",
    ),
)
CONTENTS = {
    Content.PREVENTION: ("Section 3, 'Before a crisis'", ""),
    Content.VOLUNTEERING: ("Section 5, 'Friends and neighbours'", ""),
    Content.INCLUSION: ("Section 2, 'A place in the county'", ""),
    Content.DEMAND: ("Section 4, 'Who will need what'", ""),
    Content.FINANCE: ("Section 6, 'The money of both bodies'", ""),
}
TEXT = (
    "Aims\n\nPeople with a learning disability live where they choose, work if they want to, and have friends.\n\n"
    "What changes\n\nMoney moves from places far away and from day centres to homes, jobs and evenings in the county. "
    "Nobody loses a place before something better is there.\n\nHow we buy\n\nContracts say what is different for people, and "
    "run for three years. Small groups are asked for less paper than large ones."
)
PRIORITIES = (
    # title, needs, demand, outcome, measured by, what it is to come to, money by year of trust and of council
    ("Supported living in the county", (HOMES,), "Twenty people a year leave home or a placement far away; four landlords "
     "say that they can build.", "People live in a tenancy of their own.", "Tenancies held by people on the register",
     "60 more by March 2008", ((150_000, 210_000), (180_000, 260_000), (180_000, 300_000))),
    ("Jobs that pay", (WORK,), "Two hundred people say that they want to work; one job coach can help fifteen a year.",
     "People are in paid work and keep it.", "People in paid work for six months", "45 by March 2008",
     ((20_000, 40_000), (20_000, 55_000), (20_000, 55_000))),
    ("Evenings and weekends", (FRIENDS,), "Clubs reach sixty people; transport is what stops the others.",
     "People see friends in the evening.", "People who go out once a week or more", "150 by March 2008",
     ((0, 30_000), (0, 36_000), (0, 36_000))),
)  # fmt: skip
IN_DEVELOPMENT = (
    ("older-people", "Older people commissioning plan, 2006 to 2011", DAY(2006, 4, 1), DAY(2011, 3, 31), True),
    ("mental-health", "Mental health commissioning plan, 2006 to 2009", DAY(2006, 4, 1), DAY(2009, 3, 31), False),
)


def load() -> None:
    """Tell how a plan was written, endorsed by two boards and came into place, while others were being written."""
    by = the_house("command", "The demonstration")
    learning_disability(by)
    with clock.at(DAY(2005, 9, 12)):
        for code, title, starts, ends, written in IN_DEVELOPMENT:
            cycle = cycle_for(code, title.replace(" commissioning plan", ""))
            plan = plans.begin_plan(by=by, cycle=cycle, title=title, starts=starts, ends=ends)
            if written:
                plans.begin_version(by=by, plan=plan, text="Aims\n\nPeople grow old at home, with a little help early.")
                needs = list(Need.objects.filter(cycle=cycle, title=OLD))
                priorities.add_priority(by=by, plan=plan, title="A little help, early", needs=needs)


def learning_disability(by: Actor) -> None:
    """Written by the council's commissioner in the winter, endorsed in February and March, in place from April 2005."""
    cycle, sara = cycle_for(LEARNING, "Learning disability, 2005 to 2008"), actor_for(User.objects.get(email=WRITES))
    with clock.at(DAY(2004, 11, 22)):
        plan = plans.begin_plan(by=sara, cycle=cycle, title=PLAN, starts=FIRST, ends=LAST, refresh_due=DAY(2006, 3, 31))
        plans.begin_version(by=sara, plan=plan, text=TEXT)
        for title, publisher, year, requirement in DRIVERS:
            plans.name_driver(by=sara, plan=plan, title=title, publisher=publisher, year=year, requirement=requirement)
        plans.answer_contents(by=sara, plan=plan, answers=CONTENTS)
        boards = [board(by, PROGRAMME, BodyKind.BOARD), board(by, GROUP, BodyKind.EXECUTIVE_GROUP)]
        for each in boards:
            actions.name_board(by=by, plan=plan, body=each)
        for row in PRIORITIES:
            put_first(sara, plan, *row)
    with clock.at(DAY(2005, 1, 31)):
        actions.submit_plan(by=sara, plan=plan)
    programme, group = boards
    minutes = (
        (programme, DAY(2005, 2, 15), "Minute 05/07", "The plan is endorsed; the Board asks to see the jobs priority "
         "again after a year."),
        (group, DAY(2005, 3, 16), "Minute 9", "The plan of 2005 to 2008 is endorsed, with the money of both bodies."),
    )  # fmt: skip
    for body, on, reference, what in minutes:
        with clock.at(on):
            decision = record_decision(by=by, body=body, decided_on=on, reference=reference, what=what)
            actions.record_endorsement(by=by, plan=plan, decision=decision)


def put_first(
    by: Actor, plan: CommissioningPlan, title: str, needs: tuple[str, ...], demand: str, outcome: str, measured: str,
    aim: str, money: tuple[tuple[int, int], ...],
) -> None:  # fmt: skip
    """A priority with all that the boards ask of it."""
    found = list(Need.objects.filter(cycle=plan.cycle, title__in=needs, withdrawn_on=None))
    priority = priorities.add_priority(by=by, plan=plan, title=title, needs=found, demand=demand)
    priorities.add_outcome(by=by, priority=priority, what=outcome, measured_by=measured, aim=aim)
    trust, council = (Organisation.objects.get(name=name) for name in (TRUST, COUNCIL))
    rows = [
        (partner, 2005 + number, Decimal(amount))
        for number, amounts in enumerate(money)
        for partner, amount in zip((trust, council), amounts, strict=True)
        if amount
    ]
    priorities.set_budget(by=by, priority=priority, budget=rows)


def board(by: Actor, name: str, kind: str) -> Body:
    """A board of the county, as it is told already, or added."""
    area = Area.objects.get(gss_code="E06000019")
    found = Body.objects.filter(area=area, sort_name=fold(name)).first()
    purpose = "Plans what is commissioned together for the county, and endorses commissioning plans."
    return found or add_body(by=by, name=name, kind=kind, area=area, starts=DAY(2003, 4, 1), purpose=purpose)
