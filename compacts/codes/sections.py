"""The Codes that an organisation, or one it came from, adopted, on its page."""

from typing import Any

from django.db.models import QuerySet

from compacts.codes.models import CodeAdoption
from compacts.codes.reading import ADOPTIONS
from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
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
    return CodeAdoption.objects.filter(organisation__in=keys).values_list("pk")[:1]


sections.add(Section("Codes of good practice it adopted", 43, lines=lines, some=some, whole="adoptions"))
