"""What the home page says about consultations."""

from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.next_acts import prepare_url
from consultation.consultations.second_person import PUBLISH, waiting_for
from core import home
from core.home import MOST, Line


def ready(actor: Any) -> Any:
    """What somebody else said is ready, for whoever may publish it."""
    return waiting_for(actor).select_related("proposed_by") if actor.can_ever(PUBLISH) else None


def to_publish(actor: Any, rows: Any) -> list[Line]:
    """The first of it."""
    return [
        Line(
            row.title,
            reverse("consultation_publish", args=[row.pk]),
            "Read it and publish it",
            f"{row.proposed_by} said that it is ready. It waits to be published by a second person.",
        )
        for row in rows[:MOST]
    ]


def drafts(actor: Any) -> Any:
    """Drafts of the organisation acted for, or all for the secretariat, but those that wait for this person above."""
    if not actor.can_ever("consultation.edit_consultation"):
        return None
    rows = Consultation.objects.filter(
        actor.q("consultation.edit_consultation"), published_at=None, withdrawn_at=None
    ).exclude(pk__in=waiting_for(actor).values("pk"))
    return rows.order_by("opens_on", "pk")


def to_finish(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    return [
        Line(
            row.title,
            prepare_url(row),
            "See how it stands" if row.proposed_at else "Finish it and say it is ready",
            "You said that it is ready. It waits to be published by a second person."
            if row.proposed_at
            else "A draft. Only the body that is asking and the secretariat can see it.",
        )
        for row in rows[:MOST]
    ]


home.add("waiting", 29, to_publish, rows=ready)
home.add("waiting", 30, to_finish, rows=drafts)
