"""The demonstration's boundaries: who served the same people in Herefordshire and Worcestershire, and since when.

The counts are those published for 2015, in small areas. What was before and after is counted along the same small
areas: the trusts served one county each, and their successors of 2020 both. One change is made up, and says so.
"""

import datetime

from core import clock
from core.acts import Actor
from partnerships.organisations.models import Area, AreaKind, Organisation
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import User
from partnerships.places import actions, keeping
from partnerships.places.judging import LONG_AGO
from partnerships.places.models import AreaPoint, BoundaryAlert

DAY = datetime.date
SOURCE = "NHS postcode directory, small areas of 2011, counted for 2015"
# fmt: off
DISTRICTS = (
    # district, GSS code, small areas
    ("Bromsgrove", "E07000234", 58), ("Malvern Hills", "E07000235", 45), ("Redditch", "E07000236", 55),
    ("Worcester", "E07000237", 63), ("Wychavon", "E07000238", 78), ("Wyre Forest", "E07000239", 65),
)
POINTS = (
    # area, latitude, longitude of a point in it
    ("Herefordshire", "52.082600", "-2.739600"), ("Worcestershire", "52.203900", "-2.160500"),
)
HEREFORDSHIRE = ("Herefordshire", 116)
SERVED = (
    # body, first day, what it serves
    ("5CN", None, (HEREFORDSHIRE,)),
    ("5PL", DAY(2006, 10, 1), tuple((name, number) for name, _, number in DISTRICTS)),
    ("05F", DAY(2013, 4, 1), (HEREFORDSHIRE,)),
    ("05T", DAY(2013, 4, 1), (("Malvern Hills", 45), ("Worcester", 63), ("Wychavon", 78))),
    ("05J", DAY(2013, 4, 1), (("Bromsgrove", 58), ("Redditch", 55))),
    ("06D", DAY(2013, 4, 1), (("Wyre Forest", 65),)),
    ("18C", DAY(2020, 4, 1), (HEREFORDSHIRE, *((name, number) for name, _, number in DISTRICTS))),
    ("QGH", DAY(2022, 7, 1), (HEREFORDSHIRE, *((name, number) for name, _, number in DISTRICTS))),
)
# fmt: on
CHANGED = DAY(2018, 4, 1)

MADE_UP = "Made up for this demonstration: "


def load() -> None:
    """Tell who served whom, of a change that lowered the share, and of a proposal that waits."""
    areas = districts()
    house = the_house("command", "The demonstration")
    ruth = actor_for(User.objects.get(email="ruth@example.org"))
    counts(house, areas)
    a_change(ruth, areas)
    a_proposal(ruth, areas)


def districts() -> dict[str, Area]:
    """The districts of Worcestershire below their county, and where both counties are drawn."""
    worcestershire = Area.objects.get(name="Worcestershire", kind=AreaKind.COUNTY)
    found = {each.name: each for each in Area.objects.filter(kind=AreaKind.COUNTY)}
    for name, gss, _ in DISTRICTS:
        defaults = {"name": name, "kind": AreaKind.DISTRICT, "parent": worcestershire}
        found[name], _ = Area.objects.get_or_create(gss_code=gss, defaults=defaults)
    for name, latitude, longitude in POINTS:
        point = {"latitude": latitude, "longitude": longitude}
        AreaPoint.objects.update_or_create(area=found[name], defaults=point)
    return found


def counts(by: Actor, areas: dict[str, Area]) -> None:
    """What each body shared with each district, and all of either."""
    bodies = {each.code: each for each in Organisation.objects.filter(code__in=[code for code, _, _ in SERVED])}
    keeping.hold_places()
    totals = [("Herefordshire", 116), *((name, number) for name, _, number in DISTRICTS)]
    keeping.write_counts(
        [((None, areas[name].pk), number, None) for name, number in totals], first_day=None, source=SOURCE
    )
    for code, first_day, served in SERVED:
        body = bodies[code]
        new = [((body.pk, areas[name].pk), number, None) for name, number in served]
        whole = ((body.pk, None), sum(number for _, number in served), None)
        keeping.write_counts([*new, whole], first_day=first_day, source=SOURCE, source_day=DAY(2015, 4, 1))
    with keeping.watched(by, first=LONG_AGO, on=DAY(2015, 4, 1), cause=SOURCE):
        pass


def a_change(ruth: Actor, areas: dict[str, Area]) -> None:
    """Villages about Tenbury went to the group of the next county: no group was co-terminous with a council then."""
    south, hereford = (Organisation.objects.get(code=code) for code in ("05T", "05F"))
    with clock.at(clock.today() - datetime.timedelta(days=9)):
        change = actions.propose_move(
            by=ruth, first_day=CHANGED, small_areas=8, organisation=south, area=areas["Malvern Hills"],
            to_organisation=hereford, source="Letter of both groups, February 2018",
            reason=f"{MADE_UP}the practices about Tenbury Wells joined the group of Herefordshire.",
        )  # fmt: skip
        actions.carry_out_boundary_change(by=ruth, change=change)
    assert BoundaryAlert.objects.to_note().count() == 1, "the change lowers the share"


def a_proposal(ruth: Actor, areas: dict[str, Area]) -> None:
    """One that waits, with what it would do."""
    board = Organisation.objects.get(code="QGH")
    actions.propose_move(
        by=ruth, first_day=DAY(clock.today().year + 1, 4, 1), small_areas=3, organisation=board, area=areas["Malvern Hills"],
        to_area=areas["Wychavon"], source="Review of districts, draft of last month",
        reason=f"{MADE_UP}three parishes would move to the next district.",
    )  # fmt: skip
