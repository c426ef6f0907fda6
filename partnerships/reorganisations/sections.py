"""The reorganisations in which an organisation went, or succeeded, on the pages of both sides."""

from typing import Any

from django.db.models import Q, QuerySet

from core.acts import Actor
from core.pages import words
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section
from partnerships.reorganisations.models import Line as EventLine
from partnerships.reorganisations.models import Reorganisation, State


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those the person may see, the latest first: 'On 1 April 2013 by Primary care trusts abolished'."""
    rows = Reorganisation.objects.visible_to(actor).about(keys).order_by("-first_day", "-pk")  # type: ignore[attr-defined]
    return [
        Line(f"On {words.date(each.first_day)} by {each.title}", each.get_absolute_url(), standing(each))
        for each in rows[: MOST + 1]
    ]


def standing(event: Reorganisation) -> str:
    """Nothing of what was carried out; else how it stands."""
    return "" if event.state == State.CARRIED_OUT else event.get_state_display().lower()


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return EventLine.objects.filter(Q(ancestor__in=keys) | Q(descendant__in=keys))


sections.add(Section("Reorganisations", 10, lines=lines, some=some, whole="reorganisations"))
