"""The demonstration's analysis of services for people with a learning disability in Herefordshire, before the plan.

That there was such an analysis is told by the source document; the services, amounts and risks are invented.
"""

import datetime
from decimal import Decimal

from commissioning.analysis import actions
from commissioning.cycles.models import CommissioningCycle, CyclePartner, Stage, StageKind
from core import clock
from core.fields import fold
from partnerships.organisations.demo import ADVOCACY
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house
from partnerships.terms.models import Term, Vocabulary

DAY = datetime.date
TRUST, COUNCIL = "Herefordshire Primary Care Trust", "Herefordshire Council"
FIRST, LAST = DAY(2005, 4, 1), DAY(2008, 3, 31)
LEARNING = "learning-disability"
DAY_CENTRES = "Day centres of the Council"
FOUND = (
    # kind, title, what is known of it, whose, amount a year, source
    ("provision", DAY_CENTRES, "Four centres with 210 places; two of every three who come live with their parents.",
     COUNCIL, 1_640_000, "Best value review of day services, 2004"),
    ("provision", "Residential homes", "Nineteen homes with 160 places, and 38 places bought in other counties.",
     COUNCIL, 4_200_000, "Register of placements, September 2004"),
    ("provision", "Speaking up", "Advocacy by and for people with a learning disability, in Hereford and Leominster.",
     ADVOCACY, 28_000, "Annual report of the group, 2004"),
    ("requirement", "Valuing People", "Rights, independence, choice and inclusion for everybody with a learning "
     "disability; a partnership board in every county.", None, None, "Department of Health, 2001"),
    ("risk", "Parents who care grow old", "One carer in three is over 70; a crisis costs a placement far away.",
     None, None, "Carers' register, 2004"),
    ("resource", "Budget of both bodies for learning disability", "To be planned together from April 2005.",
     TRUST, 7_900_000, "Budget books, 2004-05"),
)  # fmt: skip


def load() -> None:
    """Tell what was found beside the needs, in the autumn of 2004."""
    by, cycle = the_house("command", "The demonstration"), cycle_for(LEARNING, "Learning disability, 2005 to 2008")
    with clock.at(DAY(2004, 9, 20)):
        for kind, title, detail, whose, amount, source in FOUND:
            actions.add_analysis(
                by=by, cycle=cycle, kind=kind, title=title, detail=detail, source=source,
                organisation=Organisation.objects.get(name=whose) if whose else None,
                amount=Decimal(amount) if amount else None,
            )  # fmt: skip


def cycle_for(code: str, title: str) -> CommissioningCycle:
    """The first cycle of a client group in the county; made here, of the trust and the council, where none is told."""
    group = Term.objects.get(vocabulary=Vocabulary.CLIENT_GROUP, code=code)
    area = Area.objects.get(gss_code="E06000019")
    found = CommissioningCycle.objects.filter(client_group=group, area=area, starts__lte=DAY(2006, 4, 1)).first()
    if found is not None:
        return found
    made = CommissioningCycle.objects.create(
        title=title, sort_name=fold(title), search_text=fold(title), client_group=group, area=area, starts=FIRST,
        ends=LAST,
    )  # fmt: skip
    for name in (TRUST, COUNCIL):
        CyclePartner.objects.create(cycle=made, organisation=Organisation.objects.get(name=name))
    opened = {StageKind.ANALYSE: FIRST}
    Stage.objects.bulk_create([Stage(cycle=made, kind=each, opened_on=opened.get(each)) for each in StageKind])
    return made
