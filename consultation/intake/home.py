"""What the home page of the secretariat says about its desk, and the desk's place in the navigation."""

from typing import Any

from consultation.intake.reading import waiting
from core import home
from core.home import Line
from core.pages import nav, words


def at_the_desk(actor: Any) -> list[Line]:
    """How many answers wait to be decided on, matched, or keyed in to their end."""
    if not actor.can_ever("consultation.view_desk"):
        return []
    return [
        Line(f"{words.plural(each.count, 'answer')} {each.what}", each.href, each.step)
        for each in waiting(actor)
        if each.count
    ]


home.add("waiting", 25, at_the_desk)
nav.add(55, "Answers that wait", "intake_desk", "consultation.view_desk")
