"""What the home page says about results, to those who read what consultations were answered."""

from typing import Any
from urllib.parse import urlencode

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words
from core import clock, home
from core.home import Line
from core.pages.addresses import fixed

SHOWN = 5


def answered(actor: Any) -> Any:
    """The consultations whose answers this person reads, the last to close first."""
    if not actor.can_ever("consultation.read_responses"):
        return None
    rows = Consultation.objects.filter(actor.q("consultation.read_responses"), withdrawn_at=None).published()
    return rows.filter(opens_at__lte=clock.now()).only("title", "closes_at", "closes_on").order_by("-closes_at", "pk")


def results_to_read(actor: Any, rows: Any) -> list[Line]:
    """The first of them, each leading to its results."""
    reports = fixed("report", "consultation-results")
    return [
        Line(
            f"Results: {row.title}",
            f"{reports}?{urlencode({'consultation': row.pk})}",
            "See who answered, and what",
            f"{'Open until' if clock.now() < row.closes_at else 'It closed at'} {closing_in_words(row.closes_on)}.",
        )
        for row in rows[:SHOWN]
    ]


def lists_to_read(actor: Any) -> list[Line]:
    """The lists of answers and of those invited, for everybody who reads what was answered."""
    if not actor.can_ever("consultation.read_responses"):
        return []
    return [
        Line("All answers that you may read", fixed("responses"), "Search and sort them"),
        Line("Answers that do not count", fixed("responses_set_aside"), "See why not"),
        Line("Organisations that were invited", fixed("invitees"), "See who opened it, and who answered"),
    ]


home.add("open", 30, results_to_read, rows=answered)
home.add("open", 31, lists_to_read)
