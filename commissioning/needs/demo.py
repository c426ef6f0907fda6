"""The demonstration's needs: those of people with a learning disability in Herefordshire in 2004, and of older people.

That the number of people over 65 was to grow by 27% in Herefordshire and by 10% in the country by 2011 is told by the
source document; the other figures are invented.
"""

import datetime
from typing import Any

from commissioning.analysis.demo import DAY_CENTRES, LEARNING, cycle_for
from commissioning.analysis.models import AnalysisEntry
from commissioning.cycles.models import CommissioningCycle
from commissioning.needs import actions
from commissioning.needs.models import Need
from core import clock
from core.acts import Actor
from partnerships.organisations.models import Area, AreaKind
from partnerships.people.actors import the_house

DAY = datetime.date
COUNTED = {"starts": DAY(2003, 4, 1), "ends": DAY(2004, 3, 31)}
HOMES, WORK, FRIENDS = "Homes of their own", "Paid work", "Something to do in the week"
OLD = "More people grow old at home"
REGISTER = "Register of people with a learning disability, 2004"


def load() -> None:
    """Tell what people needed, and who said so."""
    by = the_house("command", "The demonstration")
    england, _ = Area.objects.get_or_create(name="England", kind=AreaKind.NATION, defaults={"gss_code": "E92000001"})
    worcester = Area.objects.get(gss_code="E10000034")
    with clock.at(DAY(2004, 10, 11)):
        learning_disability(by, cycle_for(LEARNING, "Learning disability, 2005 to 2008"), england, worcester)
        older(by, cycle_for("older-people", "Older people, 2005 to 2008"), england)
    with clock.at(DAY(2004, 11, 8)):  # once users and the sector had been heard
        for each in Need.objects.filter(title__in=(HOMES, WORK, FRIENDS)):
            actions.settle_need(by=by, need=each)


def learning_disability(by: Actor, cycle: CommissioningCycle, england: Area, worcester: Area) -> None:
    """Three needs that were settled before the plan, and one that is still open."""
    homes = needed(
        by, cycle, HOMES, "People choose where they live and with whom, with a door that they close themselves.",
        people=620, unmet="Most who wish to move wait for years, or leave the county.", unmet_people=180,
    )  # fmt: skip
    shown(by, homes, "Live in their own tenancy", REGISTER, "Herefordshire Council", value=9, unit="%",
          comparator_area=england, comparator_value=15, **COUNTED)  # fmt: skip
    shown(by, homes, "Parents over 70 who care at home", "Carers' register, 2004", "Herefordshire Council", value=34,
          unit="%", comparator_area=worcester, comparator_value=29, **COUNTED)  # fmt: skip
    work = needed(
        by, cycle, WORK, "People who want to work find a job that pays, and help to keep it.", people=240,
        unmet="Nobody helps with work in the market towns.", unmet_people=205,
    )  # fmt: skip
    shown(by, work, "Have paid work", REGISTER, "Herefordshire Council", value=6, unit="%", comparator_area=england,
          comparator_value=11, **COUNTED)  # fmt: skip
    friends = needed(
        by, cycle, FRIENDS, "Evenings and weekends with friends, and not only days in a centre.", people=210,
        unmet="Centres close at four; there is no transport afterwards.", unmet_people=150,
        provision=AnalysisEntry.objects.get(cycle=cycle, title=DAY_CENTRES),
    )  # fmt: skip
    shown(by, friends, "'I am home by five, and then it is television.'", "Meetings with 64 people, summer 2004",
          "Herefordshire Primary Care Trust")  # fmt: skip
    health = needed(
        by, cycle, "A health check each year", "People are asked how they are before they fall ill.",
        unmet="No practice invites people; whoever asks is seen.",
    )  # fmt: skip
    shown(by, health, "Practices that invite people", "Letter of the practices, 2004", "Herefordshire Primary Care Trust",
          value=0, unit="practices", **COUNTED)  # fmt: skip
    shown(by, health, "Had a health check in the year", "Survey of practices, 2003", "Worcestershire health authorities",
          area=worcester, value=31, unit="%", **COUNTED)  # fmt: skip


def older(by: Actor, cycle: CommissioningCycle, england: Area) -> None:
    """The forecast that the source document tells."""
    need = needed(by, cycle, OLD, "Help in small amounts, early, close to home.", people=36_000)
    shown(by, need, "More people over 65 by 2011", "Population forecast, as the Herefordshire report of 2005 tells it",
          "Herefordshire Council", value=27, unit="%", comparator_area=england, comparator_value=10,
          starts=DAY(2005, 1, 1), ends=DAY(2011, 12, 31))  # fmt: skip


def needed(by: Actor, cycle: CommissioningCycle, title: str, what: str, **more: Any) -> Need:
    """A need of a cycle."""
    return actions.add_need(by=by, cycle=cycle, title=title, what=what, **more)


def shown(by: Actor, need: Need, statement: str, source: str, publisher: str, **figure: Any) -> None:
    """Who shows it."""
    actions.add_evidence(by=by, need=need, statement=statement, source=source, publisher=publisher, **figure)
