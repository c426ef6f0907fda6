"""What goes over into the next cycle: lessons, adjustments of the plan, unmet needs, and what other subjects found.

    carried.add(findings)

`findings(actor, cycle)` gives lines (`cycles/parts.py`) of what a cycle leaves to the next one. They are shown before
that is opened, and on its Analyse from then on.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.parts import Line
from commissioning.lessons.models import Lesson, LessonKind
from commissioning.needs.models import Need
from core.acts import Actor

MET = "met"
TAG = ("Carried over", "blue")
Source = Callable[[Actor, CommissioningCycle], list[Line]]
SOURCES: list[Source] = []


def add(source: Source) -> Source:
    """Declare something that a cycle leaves to the next one."""
    SOURCES.append(source)
    return source


def is_met(unmet: str) -> bool:
    """Whether a need says that it is met."""
    return unmet.strip().rstrip(".").casefold() == MET


def unmet_needs(cycle: CommissioningCycle) -> list[Need]:
    """The needs that are still there: neither withdrawn, nor met, nor carried over already."""
    rows = Need.objects.counting().filter(cycle=cycle, carried_on=None).order_by("sort_name", "pk")  # type: ignore[attr-defined]
    return [each for each in rows if not is_met(each.unmet)]


def lessons_of(cycle: CommissioningCycle) -> QuerySet[Any, Any]:
    """What it teaches: lessons, then adjustments of the plan."""
    rows: Any = Lesson.objects.standing().filter(cycle=cycle)  # type: ignore[attr-defined]
    return rows.order_by("-kind", "pk")  # type: ignore[no-any-return]


def lines_of_lessons(cycle: CommissioningCycle, tag: tuple[str, str] | None = None) -> list[Line]:
    """The same as lines of a page."""
    found = []
    for each in lessons_of(cycle):
        text = each.text.removesuffix(".") if each.source else each.text
        found.append(Line(f"{LessonKind(each.kind).label}: {text}", each.get_absolute_url(), each.source, tag))
    return found


def line_of_need(need: Need, tag: tuple[str, str] | None = None) -> Line:
    """A need, and how far it is not met."""
    return Line(f"Unmet need: {need.title}", need.get_absolute_url(), need.unmet, tag)


def to_be_carried(actor: Actor, cycle: CommissioningCycle) -> list[Line]:
    """All that the next cycle would begin with."""
    found = lines_of_lessons(cycle) + [line_of_need(each) for each in unmet_needs(cycle)]
    return found + [line for source in SOURCES for line in source(actor, cycle)]


def was_carried(actor: Actor, cycle: CommissioningCycle) -> list[Line]:
    """All that a cycle began with, from the one before it."""
    if cycle.follows is None:
        return []
    found = lines_of_lessons(cycle.follows, TAG)
    needs = Need.objects.counting().filter(cycle=cycle, carried_from__isnull=False).order_by("sort_name", "pk")  # type: ignore[attr-defined]
    found += [line_of_need(each, TAG) for each in needs]
    further = [line for source in SOURCES for line in source(actor, cycle.follows)]
    return found + [Line(each.text, each.href, each.more, TAG) for each in further]
