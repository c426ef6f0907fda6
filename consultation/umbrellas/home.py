"""What the home page of an umbrella body says of open consultations: how many of its members have answered."""

from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.umbrellas.reading import members_of, with_standing
from core import clock, home
from core.acts import Actor
from core.home import Line
from core.pages import words

SHOWN = 3
"""Consultations that the home page tells of, those that close first."""


def has_members(actor: Actor) -> Any:
    """The members of today."""
    if not actor.can_ever("consultation.view_umbrella_members"):
        return None
    return members_of(actor, clock.today())


def answered(actor: Actor, rows: Any) -> list[Line]:
    """For each open consultation, how many have answered."""
    found = Consultation.objects.open_at(clock.now()).filter(actor.q("consultation.view_consultation"))
    return [line_of(actor, each) for each in found.order_by("closes_at", "pk")[:SHOWN]]


def line_of(actor: Actor, consultation: Consultation) -> Line:
    """One of them."""
    stands = list(with_standing(actor, consultation).values_list("stands", flat=True))
    said = f"{words.number(stands.count('answered'))} of {words.plural(len(stands), 'member')} answered"
    return Line(
        f"{said}: {consultation.title}",
        reverse("consultation_members", args=[consultation.pk]),
        "See who has",
        "That they answered, not what.",
    )


home.add("open", 44, answered, rows=has_members)
