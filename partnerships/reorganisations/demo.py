"""The demonstration's reorganisations: what became of the public bodies of both counties, and one that is prepared.

What happened, to whom, on which day and by which Act is real; the draft is invented, and so are its successor and day.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from core import clock
from core.acts import Actor
from partnerships.organisations.models import Area, Organisation, OrganisationKind, SuccessionKind
from partnerships.people.actors import the_house
from partnerships.reorganisations import actions
from partnerships.reorganisations.models import Reorganisation

DAY = datetime.date
SHARES = "shares by postcodes, NHS Organisation Data Service"

ABOLITION, MERGER = SuccessionKind.ABOLITION, SuccessionKind.MERGER

EVENTS = (
    # title, first day, legal basis, (ancestor, what, descendant, share in per cent)
    (
        "Primary care trusts abolished",
        DAY(2013, 4, 1),
        f"Health and Social Care Act 2012, section 34; {SHARES}",
        (
            ("5CN", ABOLITION, "05F", "100"),
            ("5PL", ABOLITION, "05T", "54.08"),
            ("5PL", ABOLITION, "05J", "27.54"),
            ("5PL", ABOLITION, "06D", "18.38"),
        ),
    ),
    (
        "Clinical commissioning groups of both counties merged",
        DAY(2020, 4, 1),
        f"National Health Service Act 2006, section 14G; {SHARES}",
        tuple((code, MERGER, "18C", "100") for code in ("05F", "05T", "05J", "06D")),
    ),
    (
        "Clinical commissioning groups abolished",
        DAY(2022, 7, 1),
        f"Health and Care Act 2022, section 14; {SHARES}",
        (("18C", ABOLITION, "QGH", "100"),),
    ),
)
DRAFT = "Councils of both counties become one (an exercise)"


def load() -> None:
    """Tell what became of the public bodies, each reorganisation in its time."""
    by = the_house("command", "The demonstration")
    bodies = {each.code: each for each in Organisation.objects.exclude(code="")}
    for title, day, basis, lines in EVENTS:
        told = [(bodies[one], what, bodies[other], Decimal(share)) for one, what, other, share in lines]
        reorganise(by, title, day, basis, told)


def reorganise(
    by: Actor,
    title: str,
    day: datetime.date,
    basis: str,
    lines: Iterable[tuple[Organisation, str, Organisation, Decimal | None]],
) -> Reorganisation:
    """Prepare a reorganisation a month before its day, and carry it out a week before."""
    with clock.at(day - datetime.timedelta(days=30)):
        event = actions.prepare_reorganisation(by=by, title=title, first_day=day, basis=basis)
        for ancestor, what, descendant, share in lines:
            actions.add_line(
                by=by, reorganisation=event, ancestor=ancestor, kind=what, descendant=descendant, share=share
            )
    with clock.at(day - datetime.timedelta(days=7)):
        return actions.carry_out_reorganisation(by=by, reorganisation=event)


def load_draft() -> None:
    """Leave one that is being prepared, so that there is something whose effect can be looked at."""
    by = the_house("command", "The demonstration")
    day = clock.today().replace(month=4, day=1, year=clock.today().year + 1)
    event = actions.prepare_reorganisation(
        by=by,
        title=DRAFT,
        first_day=day,
        basis="Invented for the demonstration; no order says so.",
        boundaries="All of Herefordshire and of Worcestershire come to one council. No outer boundary moves.",
    )
    actions.name_new_body(
        by=by,
        reorganisation=event,
        name="Herefordshire and Worcestershire Council (an exercise)",
        kind=OrganisationKind.objects.get(code="unitary-authority"),
        area=Area.objects.get(name="Worcestershire"),
    )
    new = event.new_bodies.get()
    for name in ("Herefordshire Council", "Worcestershire County Council"):
        body = Organisation.objects.get(name=name)
        actions.add_line(by=by, reorganisation=event, ancestor=body, kind=MERGER, new=new)
