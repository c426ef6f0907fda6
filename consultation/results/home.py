"""What the home page says about results, to those who read what consultations were answered."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words
from core import clock, home
from core.home import Line

SHOWN = 5


def results_to_read(actor: Any) -> list[Line]:
    """The consultations whose answers this person reads, the last to close first, each leading to its results."""
    if not actor.can_ever("consultation.read_responses"):
        return []
    rows = Consultation.objects.filter(actor.q("consultation.read_responses"), withdrawn_at=None).published()
    rows = rows.filter(opens_at__lte=clock.now()).order_by("-closes_at", "pk")[:SHOWN]
    return [
        Line(
            f"Results: {row.title}",
            f"{reverse('report', args=['consultation-results'])}?{urlencode({'consultation': row.pk})}",
            "See who answered, and what",
            f"{'Open until' if clock.now() < row.closes_at else 'It closed at'} {closing_in_words(row.closes_on)}.",
        )
        for row in rows
    ]


def lists_to_read(actor: Any) -> list[Line]:
    """The lists of answers and of those invited, for everybody who reads what was answered."""
    if not actor.can_ever("consultation.read_responses"):
        return []
    return [
        Line("All answers that you may read", reverse("responses"), "Search and sort them"),
        Line("Answers that do not count", reverse("responses_set_aside"), "See why not"),
        Line("Organisations that were invited", reverse("invitees"), "See who opened it, and who answered"),
    ]


home.add("open", 30, results_to_read)
home.add("open", 31, lists_to_read)
