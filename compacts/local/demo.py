"""The demonstration's Compacts: three of the years from 2001 on, one of them still kept, and one still in development.

Titles and places are those of the source documents; the people, the texts and most of the days are invented.
"""

import datetime

from compacts.local import actions
from compacts.local.models import CompactKind, LocalCompact
from core import clock
from partnerships.bodies.demo import COMPACT_GROUP
from partnerships.bodies.models import Body
from partnerships.organisations.models import Area, AreaKind, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date


def load() -> None:
    """Tell how each locality came to its Compact, and what became of it."""
    by = the_house("command", "The demonstration")
    herefordshire(by)
    worcestershire(by)
    coventry(by)
    isle_of_wight(by)


def begun(by, title: str, area: Area, begun_on: datetime.date, about: str, **more) -> LocalCompact:
    """A Compact that is worked on."""
    return actions.begin_compact(by=by, title=title, area=area, begun_on=begun_on, about=about, **more)


def managed(by, compact: LocalCompact, name: str, organisation: str, email: str, telephone: str) -> None:
    """Its Compact Manager."""
    actions.name_manager(
        by=by, compact=compact, version=None, manager_name=name,
        manager_organisation=Organisation.objects.get(name=organisation),
        manager_email=email, manager_telephone=telephone,
    )  # fmt: skip


def herefordshire(by) -> None:
    """Launched in 2003; what its reviews found is told with them."""
    compact = begun(
        by, "Herefordshire Compact", Area.objects.get(gss_code="E06000019"), DAY(2002, 4, 15),
        "Public bodies and voluntary and community groups of the county say what each can expect of the other: when "
        "they are asked, when they are paid, and when they disagree.",
        working_group=Body.objects.get(name=COMPACT_GROUP),
    )  # fmt: skip
    managed(by, compact, "Ruth Lacey", "Herefordshire Council", "compact@herefordshire.example", "01432 000 120")
    actions.agree_compact(by=by, compact=compact, on=DAY(2003, 2, 20))
    actions.edit_compact(by=by, compact=compact, version=None, review_due=DAY(2005, 5, 31))
    actions.launch_compact(by=by, compact=compact, on=DAY(2003, 5, 14))


def worcestershire(by) -> None:
    """Launched in 2004; the partners' Concordat took its place."""
    compact = begun(
        by, "Worcestershire Compact", Area.objects.get(gss_code="E10000034"), DAY(2002, 11, 4),
        "The county's promise that the voluntary and community sector is asked early, told plainly and funded fairly.",
    )  # fmt: skip
    managed(by, compact, "Colin Parry", "Worcestershire County Council", "compact@worcestershire.example", "")
    actions.agree_compact(by=by, compact=compact, on=DAY(2003, 12, 3))
    actions.edit_compact(by=by, compact=compact, version=None, review_due=DAY(2006, 3, 31))
    actions.launch_compact(by=by, compact=compact, on=DAY(2004, 3, 17))
    actions.lapse_compact(
        by=by,
        compact=compact,
        on=DAY(2008, 3, 31),
        reason="The partners of the county agreed a Concordat in its place.",
    )


def coventry(by) -> None:
    """Still in development: nobody is its Compact Manager yet."""
    region = Area.objects.get(gss_code="E12000005")
    city, _ = Area.objects.get_or_create(
        gss_code="E08000026", defaults={"name": "Coventry", "kind": AreaKind.COUNTY, "parent": region}
    )
    begun(
        by, "Coventry agreement with the voluntary and community sector", city, clock.today() - datetime.timedelta(90),
        "A first draft of what health bodies and voluntary groups of the city want to promise each other.",
        kind=CompactKind.BOARD_AGREEMENT,
    )  # fmt: skip


def isle_of_wight(by) -> None:
    """Kept on the Island until its trust was abolished."""
    region, _ = Area.objects.get_or_create(
        gss_code="E12000008", defaults={"name": "South East", "kind": AreaKind.REGION}
    )
    island, _ = Area.objects.get_or_create(
        gss_code="E06000046", defaults={"name": "Isle of Wight", "kind": AreaKind.COUNTY, "parent": region}
    )
    compact = begun(
        by, "Isle of Wight Compact", island, DAY(2001, 9, 10), "What public bodies and voluntary groups of the Island can "
        "expect of one another.",
    )  # fmt: skip
    actions.name_manager(
        by=by, compact=compact, version=None, manager_name="Lesley Orchard", manager_email="compact@island.example"
    )
    actions.agree_compact(by=by, compact=compact, on=DAY(2002, 11, 20))
    actions.edit_compact(by=by, compact=compact, version=None, review_due=DAY(2006, 3, 31))
    actions.launch_compact(by=by, compact=compact, on=DAY(2003, 1, 22))
    actions.lapse_compact(by=by, compact=compact, on=DAY(2013, 3, 31), reason="The Trust was abolished.")
