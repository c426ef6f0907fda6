"""What the home page of the secretariat says about its desk, and the desk's place in the navigation."""

from functools import partial
from typing import Any

from consultation.intake.reading import SORTS, Sort
from core import home
from core.home import Line
from core.pages import nav, words


def waiting(sort: Sort, actor: Any) -> Any:
    """The answers that wait to be decided on, matched, or keyed in to their end."""
    return sort.rows(actor) if actor.can_ever("consultation.view_desk") else None


def at_the_desk(sort: Sort, actor: Any, rows: Any) -> list[Line]:
    """How many they are."""
    each = sort.counted(rows.count())
    told = Line(f"{words.plural(each.count, 'answer')} {each.what}", each.href, each.step)
    return [told] if each.count else []  # it may be done between the two statements


for sort in SORTS:
    home.add("waiting", 25, partial(at_the_desk, sort), rows=partial(waiting, sort))
nav.add(55, "Answers that wait", "intake_desk", "consultation.view_desk")
