"""The Codes that an organisation, or one it came from, adopted, on its page; those of a locality, on its scorecard."""

import datetime
from typing import Any

from django.db.models import QuerySet

from compacts.codes.models import CodeAdoption
from compacts.codes.reading import ADOPTIONS, codes_in
from compacts.local import scorecard
from compacts.local.scorecard import Figure, Part
from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
from partnerships.organisations.models import Area
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that were not recorded by mistake, the latest first."""
    rows = ADOPTIONS.visible_to(actor).filter(organisation__in=keys, voided_on=None)  # type: ignore[attr-defined]
    return [
        Line(each.code.title, each.get_absolute_url(), since(each))
        for each in rows.order_by("-adopted_on", "pk")[: MOST + 1]
    ]


def since(adoption: CodeAdoption) -> str:
    """'adopted on 1 December 2005, by Herefordshire Primary Care Trust'."""
    until = f" until {words.date(adoption.ended_on)}" if adoption.ended_on else ""
    return f"adopted on {words.date(adoption.adopted_on)}{until}, by {adoption.organisation.name}"


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return CodeAdoption.objects.filter(organisation__in=keys)


sections.add(Section("Codes of good practice it adopted", 43, lines=lines, some=some, whole="adoptions"))


def figures(area: Area, on: datetime.date) -> list[Figure]:
    """Each Code that is worked on or in use there: how it stands, and how many bodies of the locality keep it."""
    found = []
    for code in codes_in(area, on):
        bodies = words.plural(code.bodies, "body", "bodies")
        how = code.state_on(on).label.lower()
        if code.is_there_on(on):
            how += (
                f"; adopted by {bodies} of the locality" if code.bodies else "; no body of the locality has adopted it"
            )
        found.append(Figure(code.title, how, code.get_absolute_url()))
    return found


scorecard.add(Part("Codes of good practice", 20, figures=figures))
