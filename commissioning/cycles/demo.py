"""The demonstration's cycles: people with a learning disability in Herefordshire from 2005 to 2008, and older people of
today, who wait in Analyse for the sector.

The bodies are real and so are their codes and boards' names; the people, days and minutes are invented.
"""

import datetime

from commissioning.cycles import actions
from commissioning.cycles.models import CommissioningCycle, Stage
from commissioning.cycles.reading import STAGES
from core import clock
from partnerships.bodies import actions as bodies
from partnerships.bodies.models import Body, BodyKind
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import Actor, actor_for, the_house
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role
from partnerships.terms.models import Term

DAY = datetime.date
COUNCIL, TRUST = "Herefordshire Council", "Herefordshire Primary Care Trust"
BOARD = "NHS Herefordshire and Worcestershire Integrated Care Board"
PROGRAMME, GROUP = "Learning Disability Programme Board", "Joint Commissioning Group"
LEARNING, OLDER = "Learning disability 2005 to 2008", "Older people at home"
OPENED, LAST = DAY(2004, 9, 6), DAY(2013, 3, 31)
OF_THEN = {
    TRUST: ("Pauline Weston", "pauline.weston@example.org", "Joint commissioning manager, learning disability"),
    COUNCIL: ("Alan Meredith", "alan.meredith@example.org", "Head of adult services"),
}
"""Who commissioned then, by their body. Their accounts are closed."""


def load() -> None:
    """Begin both cycles, with the boards and the people who commissioned then."""
    by = the_house("command", "The demonstration")
    area = Area.objects.get(gss_code="E06000019")
    programme = board(by, area, PROGRAMME, BodyKind.BOARD, "Plans services for people with a learning disability.")
    board(by, area, GROUP, BodyKind.EXECUTIVE_GROUP, "Plans and pays for what both commission together.")
    for name in OF_THEN:
        make_person_of_then(name)
    with clock.at(OPENED):
        actions.begin_cycle(
            by=person_of_then(TRUST), title=LEARNING, area=area, unit=programme, opened_on=OPENED,
            client_group=Term.objects.get(code="learning-disability"), starts=DAY(2005, 4, 1), ends=DAY(2008, 3, 31),
            partners=partners((TRUST, OF_THEN[TRUST][2]), (COUNCIL, "Service manager, learning disability")),
        )  # fmt: skip
    today = clock.today()
    actions.begin_cycle(
        by=someone("daniel@example.org"), title=OLDER, area=area, opened_on=today - datetime.timedelta(40),
        client_group=Term.objects.get(code="older-people", vocabulary="client_group"),
        starts=DAY(today.year + 1, 4, 1), ends=DAY(today.year + 4, 3, 31),
        partners=partners((BOARD, "Partnerships manager"), (COUNCIL, "Head of adult commissioning")),
    )  # fmt: skip


def partners(*named: tuple[str, str]) -> list[tuple[Organisation, str]]:
    """Each partner with its lead officer."""
    return [(Organisation.objects.get(name=name), lead) for name, lead in named]


def board(by: Actor, area: Area, name: str, kind: str, purpose: str) -> Body:
    """A board of the county, until the trusts were abolished; made where the story has none yet."""
    found = Body.objects.filter(name=name, area=area).first()
    if found is not None:
        return found
    made = bodies.add_body(by=by, name=name, kind=kind, area=area, starts=DAY(2002, 4, 1), purpose=purpose)
    return bodies.end_body(by=by, body=made, on=LAST, reason="Its work passed to the Health and Wellbeing Board.")


def make_person_of_then(body: str) -> None:
    """Somebody who commissioned for a body until its trust was abolished; nobody signs in with that account."""
    name, address, post = OF_THEN[body]
    user = User.objects.create(email=address, name=name, password="!")  # noqa: S106 - no password fits
    membership = Membership.objects.create(user=user, organisation=Organisation.objects.get(name=body), job_title=post)
    RoleHeld.objects.create(membership=membership, role=Role.COMMISSIONER, starts=DAY(2004, 4, 1), ends=LAST)


def person_of_then(body: str) -> Actor:
    """The one who commissioned for a body in 2005, to act on a day of then."""
    return someone(OF_THEN[body][1])


def someone(address: str) -> Actor:
    """One of the demonstration's people."""
    return actor_for(User.objects.get(email=address))


def stage_of(title: str, kind: str) -> Stage:
    """A stage of one of the two cycles, as it stands."""
    found: Stage = STAGES.get(cycle=CommissioningCycle.objects.get(title=title), kind=kind)
    return found
