"""The demonstration's measures, with figures for Herefordshire and Worcestershire.

What is measured is named in the source documents; every figure is invented, and says so in its source. The documents
give none.
"""

import datetime
from decimal import Decimal
from typing import Any

from compacts.measures import actions
from compacts.measures.models import Better, Measure, PriceBasis, Reading
from core.acts import Actor
from partnerships.organisations.models import Area
from partnerships.people.actors import the_house

DAY = datetime.date
INVENTED = "Invented for the demonstration"
HEREFORDSHIRE, WORCESTERSHIRE = "E06000019", "E10000034"
AWARDS = {2002: "412300", 2003: "421750", 2004: "428900", 2005: "434100"}
SERVED = {2003: "11840", 2004: "12010"}
VOLUNTEERS = {2002: "640", 2003: "655", 2004: "668"}
BREAKS = {2022: "640", 2023: "765", 2024: "870"}
LIFE = {
    HEREFORDSHIRE: {2002: "78.1", 2003: "78.3", 2004: "78.4"},
    WORCESTERSHIRE: {2002: "78.6", 2003: "78.9", 2004: "79.1"},
}


def load() -> None:
    """Say what is counted, and what it came to."""
    by = the_house("command", "The demonstration")
    awards(by)
    people(by)
    life(by)
    breaks(by)


def added(by: Actor, code: str, title: str, unit: str, counts: str, source: str, **more: Any) -> Measure:
    """A measure."""
    return actions.add_measure(
        by=by, code=code, title=title, unit=unit, counts=counts, source=source, better=Better.HIGHER, **more
    )


def year(by: Actor, measure: Measure, place: str, first: int, value: str, **more: Any) -> Reading:
    """What a measure came to in a place in the financial year that began then."""
    given = {"starts": DAY(first, 4, 1), "ends": DAY(first + 1, 3, 31), "source": INVENTED} | more
    area = Area.objects.get(gss_code=place)
    return actions.record_reading(by=by, measure=measure, area=area, value=Decimal(value), **given)


def awards(by: Actor) -> None:
    """What was paid for, in real terms. A late return corrects one year, and the last is there in part only."""
    measure = added(
        by, "vcs-contracts-and-grants", "Contracts and grants to the sector", "£",
        "What health bodies and the council paid voluntary and community organisations of the county, by contract and "
        "by grant, in the year in which it was due.",
        "Yearly returns of the bodies that pay", price_basis=PriceBasis.REAL, price_year="2002-03",
    )  # fmt: skip
    for first, value in AWARDS.items():
        reading = year(by, measure, HEREFORDSHIRE, first, value)
        if first < 2005:
            actions.verify_reading(by=by, reading=reading)
    late = Reading.objects.get(measure=measure, starts=DAY(2004, 4, 1))
    reason = "The return of one trust came in after the others."
    actions.correct_reading(by=by, reading=late, value=Decimal("429640"), reason=reason)
    year(by, measure, HEREFORDSHIRE, 2006, "198400", covers_to=DAY(2006, 9, 30))


def people(by: Actor) -> None:
    """Whom the sector served, and who gave their time to the NHS."""
    served = added(
        by, "people-served", "People served by the sector", "people",
        "Everybody who used a service of a voluntary or community organisation, once a year whatever the number of "
        "visits.",
        "Yearly returns of the organisations",
    )  # fmt: skip
    volunteers = added(
        by, "nhs-volunteers", "Volunteers in the NHS", "people",
        "Everybody who gave their time to a health body of the county on 31 March, once whatever the number of tasks.",
        "Counts by the volunteer managers of the trusts",
    )  # fmt: skip
    for measure, figures in ((served, SERVED), (volunteers, VOLUNTEERS)):
        for first, value in figures.items():
            year(by, measure, HEREFORDSHIRE, first, value)


def life(by: Actor) -> None:
    """How long people can expect to live, in both counties."""
    measure = added(
        by, "life-expectancy", "Life expectancy at birth", "years",
        "The years that somebody born in the county can expect to live, women and men together.",
        "Public health observatory",
    )  # fmt: skip
    for place, figures in LIFE.items():
        for first, value in figures.items():
            year(by, measure, place, first, value)


def breaks(by: Actor) -> None:
    """Carers of today who had a break; nobody has entered the last year yet."""
    measure = added(
        by, "carers-breaks", "Carers who had a break", "carers",
        "Every carer who was away from caring for a night or longer with help that the partners paid for, once a year.",
        "Yearly returns of Malvern Hills Carers Forum and the county council",
    )  # fmt: skip
    for first, value in BREAKS.items():
        year(by, measure, WORCESTERSHIRE, first, value)
