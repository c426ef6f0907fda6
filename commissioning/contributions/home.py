"""What the home page says about contributions: cycles that wait for evidence, evidence that waits for an answer, and
what became of one's own."""

import datetime
from typing import Any

from django.db.models import Exists
from django.urls import reverse

from commissioning.contributions.actions import ANSWER, SEND
from commissioning.contributions.models import Contribution
from commissioning.contributions.reading import analysing_near
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words
from partnerships.organisations.models import Organisation, Sector

SHOWN_FOR = datetime.timedelta(days=30)
"""So long an answer stands on the home page of whoever sent the evidence."""


def analysing(actor: Actor) -> Any:
    """Cycles near one's organisation that are at Analyse, to which it has sent nothing, where it is of the voluntary
    sector."""
    organisation = getattr(actor, "organisation", None)
    if not actor.can_ever(SEND) or organisation is None:
        return None
    voluntary = Organisation.objects.filter(pk=organisation.pk, kind__sector=Sector.VOLUNTARY)
    return analysing_near(organisation).filter(Exists(voluntary))


def to_send(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            each.title, f"{reverse('contribution_send')}?cycle={each.pk}", "Send what you know of needs and services",
            f"{each.client_group.title}, {each.area.name}. Commissioners analyse what is needed.",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def unanswered(actor: Actor) -> Any:
    """Evidence that nobody has answered, of cycles that one keeps, the oldest first."""
    if not actor.can_ever(ANSWER):
        return None
    rows = Contribution.objects.waiting().filter(actor.q(ANSWER), cycle__isnull=False)
    return rows.select_related("organisation", "cycle").order_by("sent_on", "pk")


def to_answer(actor: Actor, rows: Any) -> list[Line]:
    """The first of it. One query."""
    return [
        Line(
            each.title, reverse("contribution_answer", args=[each.pk]), "Say what it was used for, or why not",
            f"{each.organisation.name}, sent on {words.date(each.sent_on)}, for: {each.cycle}",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def used(actor: Actor) -> Any:
    """What was answered lately of what one's organisation sent, the last first."""
    if not actor.can_ever(SEND) or actor.organisation_id is None:
        return None
    return (
        Contribution.objects.standing()
        .exclude(use="")
        .filter(organisation=actor.organisation_id, answered_on__gte=clock.today() - SHOWN_FOR)
        .order_by("-answered_on", "-pk")
    )


def answered(actor: Actor, rows: Any) -> list[Line]:
    """What became of the first of it. One query."""
    return [
        Line(
            each.title, each.get_absolute_url(), "Read what became of it",
            f"{each.get_use_display()}, said on {words.date(each.answered_on)}",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


home.add("waiting", 27, to_answer, rows=unanswered)
home.add("open", 26, to_send, rows=analysing)
home.add("open", 27, answered, rows=used)
