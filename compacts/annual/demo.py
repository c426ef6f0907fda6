"""The demonstration's annual agreements for support after a stay in hospital, under Worcestershire's framework of today.

Last year's was signed by the board, the council and Malvern Hills Carers Forum, and its work plan was monitored. This
year's was begun from it: four of six components are there. Its priority still rests on a strategy that ended with last
year, and its local measure was dropped. Services, figures and texts are invented.
"""

import datetime
from decimal import Decimal

from compacts.agreements import demo as told
from compacts.agreements.actions import add_party, publish_agreement
from compacts.annual import actions
from compacts.annual.models import AnnualAgreement, LineState, WorkLine
from compacts.annual.monitoring_actions import note_progress
from compacts.frameworks.models import Framework
from compacts.measures.demo import WORCESTERSHIRE
from compacts.measures.demo import year as reading
from compacts.measures.models import Measure
from compacts.signatures.actions import record_signature
from compacts.strategies.demo import HOME
from compacts.strategies.models import JointStrategy
from compacts.strategies.years import year_of
from core import clock
from partnerships.organisations.demo import CARERS
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house
from partnerships.people.demo import BOARD

DAY = datetime.date
COUNTY = told.COUNTY
SERVICE = "Support after a stay in hospital"
VISITS, BREAKS, ROTA = (
    "Visit everybody within two days of coming home", "Offer each carer a break of two weeks",
    "Agree one rota for evenings and weekends",
)  # fmt: skip
TEXTS = {
    "governance": "The Joint Commissioning Group decides. It answers to the Health and Wellbeing Board, meets every "
    "month, and is chaired in turn by the board's and the council's directors of commissioning.",
    "users_involved": "Six people who came home in the last year meet every quarter and read the figures first.",
    "carers_involved": "The Carers Forum asks every carer on its list once a year, and reports in June.",
    "vcs_involved": "The sector names two members of the Group, who are paid for their time.",
}
HELD = {BOARD: ("Farah Lindqvist", "Chief Executive"), COUNTY: ("Colin Parry", "Director of Adult Services"),
        CARERS: ("Joan Beddoes", "Chair")}  # fmt: skip


def load() -> None:
    """Tell of a year that was signed and monitored, and of the next, of which four of six components are there."""
    by = the_house("command", "The demonstration")
    year = year_of(clock.today()) - 1
    last = written(by, year)
    signed(by, last)
    monitored(by, last)
    this = actions.carry_forward(by=by, annual=last)
    changed(by, this)


def body(name: str) -> Organisation:
    """The organisation of that name."""
    return Organisation.objects.get(name=name)


def written(by, year: int) -> AnnualAgreement:
    """Last year's, with all six components."""
    framework = Framework.objects.select_related("agreement").get(agreement__title=told.TODAYS)
    annual = actions.begin_annual(by=by, framework=framework, service=SERVICE, year=year)
    add_party(by=by, agreement=annual.agreement, organisation=body(CARERS))
    actions.edit_governance(by=by, annual=annual, version=None, **TEXTS)

    def add(part: str, **details) -> None:
        actions.add_part(by=by, annual=annual, part=part, **details)

    add("outcomes", what="Fewer people go back into hospital within a month.",
        why_jointly="The board pays for the bed, the council for the care that makes it unnecessary.")  # fmt: skip
    add("outcomes", what="Carers are well enough to go on caring.",
        why_jointly="Only the Forum knows who they are, and neither public body can pay for breaks alone.")  # fmt: skip
    strategy = JointStrategy.objects.covering(year).get(title=HOME)  # type: ignore[attr-defined]
    add("priorities", what="Somebody is at the door within two days", strategy=strategy,
        stage="Stage 3: from four wards to the whole county")  # fmt: skip
    for partner, purpose, amount, more in (
        (BOARD, "Nurses who visit", "412000", {"pooled": True, "recurrent": True}),
        (COUNTY, "Home carers", "268500", {"pooled": True, "recurrent": True}),
        (COUNTY, "A van for equipment", "31200", {"note": "Bought once."}),
        (CARERS, "Volunteers who telephone", "4800", {"recurrent": True, "note": "From its own funds."}),
    ):
        add("intentions", partner=body(partner), purpose=purpose, amount=Decimal(amount), **more)
    for code, level, aim in (
        ("life-expectancy", "national", "No lower than the year before"),
        ("people-served", "local", "1,200 people"),
    ):
        add("measures", measure=Measure.objects.get(code=code), level=level, aim=aim)
    served = annual.measures.get(measure__code="people-served")
    add("work", what=VISITS, lead=body(BOARD), due_on=DAY(year, 9, 30), measure=served)
    add("work", what=BREAKS, lead=body(CARERS), due_on=DAY(year + 1, 1, 31), measure=None)
    add("work", what=ROTA, lead=body(COUNTY), due_on=DAY(year, 6, 30), measure=None)
    return annual


def signed(by, annual: AnnualAgreement) -> None:
    """Sent for signing before its year began, signed on paper by all three within a fortnight, and published."""
    sent_on = DAY(annual.year, 3, 10)
    agreement = actions.send_for_signing(by=by, annual=annual, on=sent_on)
    draft = agreement.drafts.get(number=agreement.latest)
    for days, party in enumerate(agreement.parties.select_related("organisation"), start=9):
        name, designation = HELD[party.organisation.name]
        record_signature(
            by=by, agreement=agreement, draft=draft, party=party, signed_on=sent_on + datetime.timedelta(days=days),
            name=name, designation=designation, authority="Decision of the board, cabinet or trustees of that month",
            kept_at=f"With the secretary of {party.organisation.name}",
        )  # fmt: skip
    publish_agreement(by=by, agreement=agreement, version=agreement.latest)


def monitored(by, annual: AnnualAgreement) -> None:
    """One line was done late, one is delayed and overdue, one was given up; fewer were served than hoped."""
    year = annual.year
    for what, on, state, note in (
        (VISITS, DAY(year, 7, 14), LineState.UNDER_WAY, "Three wards of seven. Two nurses begin in September."),
        (ROTA, DAY(year, 7, 21), LineState.GIVEN_UP, "The two bodies pay weekends differently. Taken to the Group."),
        (VISITS, DAY(year, 10, 20), LineState.DONE, "All seven wards since 13 October, two weeks late."),
        (BREAKS, DAY(year, 11, 3), LineState.UNDER_WAY, "61 carers of 140 have had their break."),
        (BREAKS, DAY(year + 1, 2, 9), LineState.DELAYED, "88 of 140. The respite home was shut in January."),
    ):
        line = WorkLine.objects.get(annual=annual, what=what)
        note_progress(by=by, line=line, on=on, state=state, note=note)
    served = Measure.objects.get(code="people-served")
    reading(by, served, WORCESTERSHIRE, year, "1140")


def changed(by, annual: AnnualAgreement) -> None:
    """What is different this year: a new outcome, more money, and no local measure yet."""
    actions.add_part(
        by=by, annual=annual, part="outcomes", what="People know whom to ring at night.",
        why_jointly="There are two numbers today, and each sends people to the other.",
    )  # fmt: skip
    nurses = annual.intentions.get(purpose="Nurses who visit")
    actions.edit_part(by=by, row=nurses, version=None, amount=Decimal("436500"), note="A seventh nurse.")
    actions.drop_part(by=by, row=annual.measures.get(level="local"))
