"""What the home page says about consultations."""

from typing import Any

from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.next_acts import prepare_url
from consultation.consultations.second_person import PUBLISH, waiting_for
from core import home
from core.home import MOST, Line


def to_publish(actor: Any) -> list[Line]:
    """What somebody else said is ready, for whoever may publish it."""
    if not actor.can_ever(PUBLISH):
        return []
    return [
        Line(
            row.title,
            reverse("consultation_publish", args=[row.pk]),
            "Read it and publish it",
            f"{row.proposed_by} said that it is ready. It waits to be published by a second person.",
        )
        for row in waiting_for(actor).select_related("proposed_by")[:MOST]
    ]


def to_finish(actor: Any) -> list[Line]:
    """Drafts of the organisation acted for, or all for the secretariat, but those that wait for this person above."""
    if not actor.can_ever("consultation.edit_consultation"):
        return []
    drafts = Consultation.objects.filter(
        actor.q("consultation.edit_consultation"), published_at=None, withdrawn_at=None
    ).exclude(pk__in=waiting_for(actor).values("pk"))
    return [
        Line(
            row.title,
            prepare_url(row),
            "See how it stands" if row.proposed_at else "Finish it and say it is ready",
            "You said that it is ready. It waits to be published by a second person."
            if row.proposed_at
            else "A draft. Only the body that is asking and the secretariat can see it.",
        )
        for row in drafts.order_by("opens_on", "pk")[:MOST]
    ]


home.add("waiting", 29, to_publish)
home.add("waiting", 30, to_finish)
