"""The demonstration's partners: Herefordshire and Worcestershire from 2006 until today.

Public bodies are real, with their real names, codes and dates; the voluntary organisations are invented and have no
charity number, so that none can be mistaken for a real one.
"""

import datetime

from core import clock
from partnerships.organisations import actions, succession
from partnerships.organisations.models import (
    Area,
    AreaKind,
    Organisation,
    OrganisationKind,
    Scheme,
    UmbrellaClass,
)
from partnerships.people.actors import the_house
from partnerships.terms.models import Term

DAY = datetime.date

FORUM = "Three Counties Voluntary Sector Forum"
CARERS = "Malvern Hills Carers Forum"
LIFTS = "Golden Valley Community Lifts"
ELDERS = "Redditch Asian Elders Circle"
ADVOCACY = "Wye Valley Speaking Up"
YOUTH = "Evesham Young People's Room"

# fmt: off
PUBLIC_BODIES = (
    # name, kind, codes, opened, last day, area
    ("Herefordshire Primary Care Trust", "primary-care-trust", {"ods": "5CN", "gss": "E16000015"}, None, DAY(2013, 3, 31), "Herefordshire"),
    ("Worcestershire Primary Care Trust", "primary-care-trust", {"ods": "5PL", "gss": "E16000121"}, DAY(2006, 10, 1), DAY(2013, 3, 31), "Worcestershire"),
    ("NHS Herefordshire CCG", "clinical-commissioning-group", {"ods": "05F"}, DAY(2013, 4, 1), DAY(2020, 3, 31), "Herefordshire"),
    ("NHS South Worcestershire CCG", "clinical-commissioning-group", {"ods": "05T"}, DAY(2013, 4, 1), DAY(2020, 3, 31), "Worcestershire"),
    ("NHS Redditch and Bromsgrove CCG", "clinical-commissioning-group", {"ods": "05J"}, DAY(2013, 4, 1), DAY(2020, 3, 31), "Worcestershire"),
    ("NHS Wyre Forest CCG", "clinical-commissioning-group", {"ods": "06D"}, DAY(2013, 4, 1), DAY(2020, 3, 31), "Worcestershire"),
    ("NHS Herefordshire and Worcestershire CCG", "clinical-commissioning-group", {"ods": "18C"}, DAY(2020, 4, 1), DAY(2022, 6, 30), "Worcestershire"),
    ("NHS Herefordshire and Worcestershire Integrated Care Board", "integrated-care-board", {"ods": "QGH", "gss": "E54000019"}, DAY(2022, 7, 1), None, "Worcestershire"),
    ("Herefordshire and Worcestershire Health and Care NHS Trust", "nhs-trust", {"ods": "R1A"}, DAY(2011, 7, 1), None, "Worcestershire"),
    ("Herefordshire Council", "unitary-authority", {"gss": "E06000019", "council": "HEF"}, DAY(1998, 4, 1), None, "Herefordshire"),
    ("Worcestershire County Council", "county-council", {"gss": "E10000034", "council": "WOR"}, None, None, "Worcestershire"),
)
# fmt: on

BOTH_COUNTIES = ("18C", "QGH", "R1A")
"""Bodies that work in Herefordshire and in Worcestershire alike."""

# fmt: off
GROUPS = (
    # name, kind, area, what it does, codes of terms
    (FORUM, "umbrella-body", "Worcestershire", "Brings voluntary and community organisations of both counties to the table with the NHS and the councils.", ()),
    (CARERS, "community-group", "Worcestershire", "Carers of all ages meet, rest and speak for themselves around Malvern and Upton.", ("carers", "older-people", "carer-led")),
    (LIFTS, "community-group", "Herefordshire", "Volunteer drivers take people to clinics and hospital from the villages west of Hereford.", ("older-people", "transport", "serves-rural", "volunteering")),
    (ELDERS, "community-group", "Worcestershire", "Lunches, company and advice in Punjabi, Urdu and Mirpuri for older people of Redditch.", ("older-people", "bme-led", "serves-bme")),
    (ADVOCACY, "community-group", "Herefordshire", "People with a learning disability speak up for themselves and for one another.", ("learning-disability", "user-led", "advocate")),
    (YOUTH, "community-group", "Worcestershire", "A room of their own, and somebody to talk to, for young people in and around Evesham.", ("children-and-young-people", "mental-health", "youth-led")),
)
# fmt: on


def load() -> None:
    """Tell who the partners are. What became of the public bodies is told as reorganisations."""
    by = the_house("command", "The demonstration")
    areas = places()
    kinds = {each.code: each for each in OrganisationKind.objects.all()}
    for name, kind, codes, opened, closed, area in PUBLIC_BODIES:
        body = actions.add_organisation(
            by=by,
            name=name,
            kind=kinds[kind],
            identifiers=codes.items(),
            opened=opened,
            closed=closed,
            area=areas[area],
        )
        if codes.get(Scheme.ODS) in BOTH_COUNTIES:
            with clock.at(opened):
                actions.set_areas_served(by=by, organisation=body, areas=areas.values())
        if closed is None:
            actions.mark_partner(by=by, organisation=body, starts=opened)
    groups(by, kinds, areas)


def places() -> dict[str, Area]:
    """The two counties in their region."""
    region, _ = Area.objects.get_or_create(
        name="West Midlands", kind=AreaKind.REGION, defaults={"gss_code": "E12000005"}
    )
    found = {}
    for name, gss in (("Herefordshire", "E06000019"), ("Worcestershire", "E10000034")):
        defaults = {"name": name, "kind": AreaKind.COUNTY, "parent": region}
        found[name], _ = Area.objects.get_or_create(gss_code=gss, defaults=defaults)
    return found


def groups(by, kinds: dict[str, OrganisationKind], areas: dict[str, Area]) -> None:
    """The invented voluntary organisations, members of the Forum; one has not confirmed its entry for long."""
    forum = None
    for number, (name, kind, area, about, terms) in enumerate(GROUPS):
        group = actions.add_organisation(by=by, name=name, kind=kinds[kind], area=areas[area], about=about)
        served = areas.values() if name == FORUM else [areas[area]]
        actions.set_areas_served(by=by, organisation=group, areas=served)
        wanted = Term.objects.filter(code__in=terms)
        actions.describe_organisation(by=by, organisation=group, terms=wanted)
        actions.mark_partner(by=by, organisation=group, starts=DAY(2019, 4, 1) + datetime.timedelta(days=91 * number))
        if forum is None:
            forum = group
            continue
        confirmed = clock.today() - datetime.timedelta(days=400 if name == YOUTH else 40 * number)
        with clock.at(confirmed):
            actions.confirm_organisation(by=by, organisation=group)
        actions.join_umbrella(
            by=by,
            member=group,
            umbrella=forum,
            membership_class=UmbrellaClass.AFFILIATE if name == LIFTS else UmbrellaClass.MEMBER,
        )
    board = Organisation.objects.get(code="QGH")
    funded = Organisation.objects.get(name=YOUTH)
    succession.record_funding(by=by, funder=board, funded=funded, starts=DAY(2023, 4, 1), note="Grant for the drop-in")
