"""The demonstration's boards and groups: those of both counties from 2000 on, and of today.

Names are those of the source documents and of public bodies; most of the days, and all minutes, are invented.
"""

import datetime
from typing import Any

from core import clock
from core.acts import Actor
from partnerships.bodies import actions
from partnerships.bodies.models import Body, BodyKind, Capacity, Outcome
from partnerships.organisations.demo import ADVOCACY, CARERS, FORUM, LIFTS, YOUTH
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
COUNCIL, COUNTY = "Herefordshire Council", "Worcestershire County Council"
TRUST, COUNTY_TRUST = "Herefordshire Primary Care Trust", "Worcestershire Primary Care Trust"
BOARD = "NHS Herefordshire and Worcestershire Integrated Care Board"
PROVIDER = "Herefordshire and Worcestershire Health and Care NHS Trust"
COMPACT_GROUP = "Herefordshire Compact Working Group"
LSP, ONE = "Herefordshire Partnership", "One Herefordshire Partnership"
LAST = DAY(2013, 3, 31)
"""The last day of the primary care trusts, and of what stood and fell with them."""
CHAIR, MEMBER, ADVISER, OBSERVER = Capacity.CHAIR, Capacity.MEMBER, Capacity.ADVISER, Capacity.OBSERVER


def load() -> None:
    """Tell where partners sat together, who answered to whom, and what was decided."""
    by = the_house("command", "The demonstration")
    hereford, worcester = (Area.objects.get(gss_code=code) for code in ("E06000019", "E10000034"))
    of_today(by, hereford, worcester)
    herefordshire(by, hereford)
    worcestershire(by, worcester)


def added(by: Actor, name: str, kind: str, area: Area, starts: datetime.date, purpose: str, **more: Any) -> Body:
    """A board or group."""
    return actions.add_body(by=by, name=name, kind=kind, area=area, starts=starts, purpose=purpose, **more)


def sits(by: Actor, body: Body, name: str, capacity: str = MEMBER, post: str = "", **more: Any) -> None:
    """An organisation, or a post at one, has a seat until it closes."""
    who = Organisation.objects.get(name=name) if name else None
    days = {"starts": body.starts, "ends": who.closed if who else None}
    actions.fill_seat(by=by, body=body, organisation=who, post=post, capacity=capacity, **days | more)


def decided(by: Actor, body: Body, on: datetime.date, reference: str, what: str, outcome: str = Outcome.AGREED) -> None:
    """What stands in one minute."""
    actions.record_decision(by=by, body=body, decided_on=on, reference=reference, what=what, outcome=outcome)


def of_today(by: Actor, hereford: Area, worcester: Area) -> None:
    """The integrated care partnership with a place below it; its last meeting was a month ago."""
    whole = added(
        by, "Herefordshire and Worcestershire Integrated Care Partnership", BodyKind.PARTNERSHIP, worcester,
        DAY(2022, 7, 1), "Brings the board, both councils and the sector together to write the strategy that all of "
        "them work to.",
    )  # fmt: skip
    sits(by, whole, COUNTY, CHAIR, "Cabinet member for health", appointed="In turn with Herefordshire, for two years")
    for name in (BOARD, COUNCIL, PROVIDER):
        sits(by, whole, name)
    sits(by, whole, FORUM, appointed="Elected by the Forum's members")
    place = added(
        by, ONE, BodyKind.PARTNERSHIP, hereford, DAY(2019, 6, 3), "Plans health and care for the county together, and "
        "answers for what is done with shared money.", parent=whole,
    )  # fmt: skip
    for name in (COUNCIL, PROVIDER, LIFTS):
        sits(by, place, name)
    sits(by, place, BOARD, starts=DAY(2022, 7, 1))
    met = clock.today() - datetime.timedelta(days=33)
    decided(by, whole, met, "Item 6", "The Compact of each county is named in the strategy, with a review each year.")
    decided(
        by, whole, met, "Item 7", "A fund for small groups waits for the board's plan of its money.", Outcome.DEFERRED
    )


def herefordshire(by: Actor, area: Area) -> None:
    """The county's partnership with a board for children and a working group for the Compact, which outlived it."""
    whole = added(
        by, LSP, BodyKind.PARTNERSHIP, area, DAY(2000, 11, 1), "The local strategic partnership of the county: all "
        "programme boards answer to it.", host=Organisation.objects.get(name=COUNCIL),
    )  # fmt: skip
    sits(by, whole, COUNCIL, CHAIR, "Leader of the Council")
    sits(by, whole, TRUST, MEMBER, "Chair of the Trust")
    children = added(
        by, "Children's Partnership Board", BodyKind.BOARD, area, DAY(2003, 9, 1), "Plans services for children and "
        "young people of the county, and watches how they go.", parent=whole,
    )  # fmt: skip
    sits(by, children, COUNCIL, CHAIR, "Director of Children's Services", appointed="By virtue of the post")
    sits(by, children, TRUST)
    shadow = added(
        by, "Shadow Board of Young People", BodyKind.PANEL, area, DAY(2004, 4, 1), "Young people read the papers of the "
        "Board before it meets, and say what they think of them.", parent=children,
    )  # fmt: skip
    sits(by, children, "", OBSERVER, "A member of the Shadow Board of Young People", starts=DAY(2004, 4, 1))
    group = added(
        by, COMPACT_GROUP, BodyKind.WORKING_GROUP, area, DAY(2002, 4, 15), "Writes the Compact, watches how it is kept, "
        "and hears both sides when somebody says that it is not.", parent=whole,
    )  # fmt: skip
    sits(by, group, ADVOCACY, CHAIR, appointed="Elected by the groups of the county", ends=DAY(2014, 3, 31))
    sits(by, group, LIFTS, CHAIR, appointed="Elected by the groups of the county", starts=DAY(2014, 4, 1))
    sits(by, group, ADVOCACY, starts=DAY(2014, 4, 1))
    sits(by, group, COUNCIL)
    sits(by, group, TRUST)
    sits(by, group, BOARD, starts=DAY(2022, 7, 1))
    sits(by, group, COUNCIL, ADVISER, "Compact Manager", starts=DAY(2003, 2, 20))
    decided(by, group, DAY(2003, 1, 22), "Minute 4", "The text goes to the Council and the Trust to be agreed.")
    decided(by, group, DAY(2005, 9, 14), "Minute 31", "The Compact is launched again, with a Code on funding.")
    decided(by, whole, DAY(2006, 3, 8), "Minute 12", "A second Code waits for the review of consultation.",
            Outcome.DEFERRED)  # fmt: skip
    actions.edit_body(by=by, body=group, version=None, parent=Body.objects.get(name=ONE))
    for body in (shadow, children, whole):
        actions.end_body(by=by, body=body, on=LAST, reason="Its work passed to the Health and Wellbeing Board.")


def worcestershire(by: Actor, area: Area) -> None:
    """The boards that the Concordat names, with the group that commissions jointly below that for adults."""
    adults = added(
        by, "Health and Social Care Partnership Board", BodyKind.BOARD, area, DAY(2002, 4, 1), "Oversees health and "
        "social care of adults in the county.", host=Organisation.objects.get(name=COUNTY),
    )  # fmt: skip
    children = added(
        by, "Children and Young People's Partnership", BodyKind.PARTNERSHIP, area, DAY(2003, 4, 1), "Oversees services "
        "for children and young people of the county.", host=Organisation.objects.get(name=COUNTY),
    )  # fmt: skip
    group = added(
        by, "Joint Commissioning Group", BodyKind.EXECUTIVE_GROUP, area, DAY(2006, 11, 1), "Plans and pays for what the "
        "Trust and the Council commission together.", parent=adults,
    )  # fmt: skip
    joined = DAY(2006, 10, 1)
    for body in (adults, children):
        sits(by, body, COUNTY)
        sits(by, body, COUNTY_TRUST, starts=joined)
    sits(by, adults, CARERS, appointed="Chosen by the groups that work with adults")
    sits(by, children, YOUTH, appointed="Chosen by the groups that work with young people")
    sits(by, group, COUNTY_TRUST, CHAIR, "Chief Executive", appointed="By virtue of the post")
    for post in ("Director of Adult and Community Services", "Director of Children's Services"):
        sits(by, group, COUNTY, MEMBER, post, appointed="By virtue of the post")
    decided(
        by, group, DAY(2008, 2, 6), "Minute 08/11", "The ninth draft of the Concordat goes to each body to be signed."
    )
    decided(
        by, adults, DAY(2008, 3, 12), "Minute 9", "One budget for all services to adults from the first year on.",
        Outcome.NOT_AGREED,
    )  # fmt: skip
    for body in (group, children, adults):
        actions.end_body(by=by, body=body, on=LAST, reason="Its work passed to the Health and Wellbeing Board.")
