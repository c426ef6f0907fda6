"""The demonstration's agreements: one with nine drafts, one that waits for a signature, and Worcestershire's.

Titles and places are those of the source documents; the texts are ours, and most of the days invented.
"""

import datetime

from compacts.agreements import actions
from compacts.agreements.models import Agreement
from core import clock
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
OLD_TRUSTS = (
    "South Worcestershire Primary Care Trust",
    "Redditch and Bromsgrove Primary Care Trust",
    "Wyre Forest Primary Care Trust",
)
"""Told of with the targets of sign-up. Merged on 1 October 2006; they signed what their successors are bound by."""
COUNTY, COUNTY_TRUST = "Worcestershire County Council", "Worcestershire Primary Care Trust"
JOINT = "Herefordshire joint agreement on health and care"
CARERS = "Memorandum on support for carers"
LEARNING, MINDS = (
    "Section 31 agreement on learning disability services",
    "Section 31 agreement on mental health services",
)
COMMISSIONING, PROVIDING = "Framework agreement for commissioning", "Framework agreement for providing"
CHILDREN = "Framework agreement for children's services"
TODAYS = "Framework agreement for the Better Care Fund"

AIMS = "Aims\nPeople of the county meet one service, whoever pays for it."
WHY = "Why jointly\nOne person's care crosses our boundaries every day. Two plans for it cost more and reach less."
FIRST_WORK = "What we do first\nWe look together at what older people are offered after a stay in hospital."
JOINT_POST = "What we do first\nOne director answers to both bodies for services to older people."
MONEY = "Money\nEach body keeps its own budget, and tells the other of changes."
POOLED = "Money\nEach body says by the end of January what it puts into the pool, and gives six months' notice of less."
TIME = "How people are asked\nPapers go out in plain English, and nobody has less than twelve weeks to answer."
SECTOR = "The voluntary and community sector\nGroups sit where plans are made, and are paid for the time it takes."
DISPUTES = "When we disagree\nThe two chief executives meet within ten working days."
DRAFTS = (
    # the days, what changed, and the whole text of each
    (DAY(2007, 1, 15), "", (AIMS, FIRST_WORK)),
    (DAY(2007, 3, 5), "Why jointly is said", (AIMS, WHY, FIRST_WORK)),
    (DAY(2007, 4, 23), "A paragraph on money", (AIMS, WHY, FIRST_WORK, MONEY)),
    (DAY(2007, 6, 11), "The joint post takes the place of the review", (AIMS, WHY, JOINT_POST, MONEY)),
    (DAY(2007, 8, 6), "The sector is named, as sent out for consultation", (AIMS, WHY, JOINT_POST, MONEY, SECTOR)),
    (DAY(2007, 11, 5), "From the consultation: how people are asked", (AIMS, WHY, JOINT_POST, MONEY, SECTOR, TIME)),
    (DAY(2007, 12, 3), "From the consultation: a pool, with notice", (AIMS, WHY, JOINT_POST, POOLED, SECTOR, TIME)),
    (DAY(2008, 1, 21), "What happens when we disagree", (AIMS, WHY, JOINT_POST, POOLED, SECTOR, TIME, DISPUTES)),
    (DAY(2008, 2, 25), "The sector comes before the money", (AIMS, WHY, JOINT_POST, SECTOR, TIME, POOLED, DISPUTES)),
)


def load() -> None:
    """Tell what the partners of both counties agreed. Who signed is told after it."""
    by = the_house("command", "The demonstration")
    hereford, worcester = (Area.objects.get(gss_code=code) for code in ("E06000019", "E10000034"))
    nine_drafts(by, hereford)
    carers(by, worcester)
    old = (*OLD_TRUSTS, COUNTY)
    for title, on in ((LEARNING, DAY(2003, 3, 10)), (MINDS, DAY(2003, 3, 10))):
        written(by, title, worcester, old, on, "Services for the county are planned and paid for together.")
    new = (COUNTY_TRUST, COUNTY)
    for title in (COMMISSIONING, PROVIDING):
        written(by, title, worcester, new, DAY(2008, 3, 3), "Each service has its own agreement for the year.")
    children = begun(by, CHILDREN, worcester, new, kind="framework", force="statutory")
    first = "Aims\nA formal agreement on services for children follows the two frameworks."
    actions.add_draft(by=by, agreement=children, version=0, on=DAY(2008, 3, 31), text=first)
    today = (("NHS Herefordshire and Worcestershire Integrated Care Board"), COUNTY)
    written(
        by, TODAYS, worcester, today, DAY(2024, 3, 18), "The fund is planned by both bodies, and spent from one pool."
    )


def begun(by, title: str, area: Area, parties, **more) -> Agreement:
    """An agreement with its parties."""
    said = {
        "aims": "People meet one service, whoever pays for it.",
        "values": "We are frank with one another, early, and before the papers go out.",
        "vision": "Nobody tells their story twice.",
        "why_jointly": "The same people need both of us.",
        "action_plan": "A joint plan for each service by the end of March, looked at every quarter.",
    }
    agreement = actions.begin_agreement(by=by, title=title, area=area, **said | more)
    for name in parties:
        actions.add_party(by=by, agreement=agreement, organisation=Organisation.objects.get(name=name))
    return agreement


def written(by, title: str, area: Area, parties, on: datetime.date, text: str) -> None:
    """A framework agreement, final and published."""
    agreement = begun(by, title, area, parties, kind="framework", force="statutory")
    whole = f"Aims\n{text}\n\n{WHY}\n\n{POOLED}\n\n{DISPUTES}"
    actions.add_draft(by=by, agreement=agreement, version=0, on=on, text=whole)
    actions.call_final(by=by, agreement=agreement, version=1, on=on)
    actions.publish_agreement(by=by, agreement=agreement, version=1)


def nine_drafts(by, area: Area) -> None:
    """Written from January 2007 on, sent out as the fifth draft, final as the ninth draft, signed by the trust and the council."""
    agreement = begun(by, JOINT, area, ("Herefordshire Primary Care Trust", "Herefordshire Council"))
    for number, (on, note, parts) in enumerate(DRAFTS):
        actions.add_draft(by=by, agreement=agreement, version=number, on=on, note=note, text="\n\n".join(parts))
        if number == 4:
            actions.send_out(by=by, agreement=agreement, on=on)
    actions.call_final(by=by, agreement=agreement, version=9, on=DAY(2008, 2, 25))
    actions.publish_agreement(by=by, agreement=agreement, version=9)


def carers(by, area: Area) -> None:
    """Of today: final, and one of its three parties has still to sign."""
    parties = (
        "NHS Herefordshire and Worcestershire Integrated Care Board", COUNTY, "Malvern Hills Carers Forum",
    )  # fmt: skip
    agreement = begun(by, CARERS, area, parties, kind="memorandum")
    on = clock.today() - datetime.timedelta(days=30)
    text = (
        "Aims\nEvery carer is asked once a year how they are, by somebody who can do something about it.\n\n"
        "What each of us does\nThe board and the council pay for a break of one week. The Forum says who needs it most."
    )
    actions.add_draft(by=by, agreement=agreement, version=0, on=on, text=text)
    final = text.replace("a break of one week", "a break of two weeks")
    actions.add_draft(by=by, agreement=agreement, version=1, on=on, note="Two weeks instead of one", text=final)
    actions.call_final(by=by, agreement=agreement, version=2, on=on)
