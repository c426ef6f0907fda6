"""The pairs of an organisation that may be, or are, one body, on its page: for those who decide on them."""

from typing import Any

from django.db.models import Q, QuerySet

from core.acts import Actor
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those to look at first, then what was decided, the latest first."""
    rows = some(*keys).visible_to(actor).select_related("first", "second")  # type: ignore[attr-defined]
    rows = rows.order_by("-state", "-pk")[: MOST + 1]
    return [line(each, keys) for each in rows]


def line(pair: DuplicateSuggestion, keys: frozenset[int]) -> Line:
    """The other of the two, and what was decided; both where the page shows both."""
    others = [each for each in pair.pair if each.pk not in keys] or pair.pair
    return Line(" and ".join(map(str, others)), pair.get_absolute_url(), pair.get_state_display().lower())


def some(*keys: int) -> QuerySet[Any, Any]:
    """Whether there are any at all."""
    return DuplicateSuggestion.objects.filter(Q(first__in=keys) | Q(second__in=keys))


OWN = sections.add(Section("Entries that may be the same", 95, lines=lines, some=some, whole="duplicates"))
