"""Dates to keep when answering."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from consultation.responses.models import Response
from core import clock, deadlines
from core.acts import Actor
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role

ANSWERING = (Role.DRAFTER, Role.APPROVER)


def drafts_to_send(actor: Actor | None) -> QuerySet[Response]:
    """Responses with an unsent draft, to consultations that still take it: the person's own, or all."""
    rows = Response.objects.filter(
        versions__submitted_at=None, consultation__withdrawn_at=None, consultation__closes_at__gt=clock.now()
    )
    if actor is not None:
        rows = rows.filter(actor.q("consultation.draft_response"))
    return rows.select_related("consultation")


def sentence(response: Response) -> str:
    """What there is to do."""
    what = "Send the changes to your answer" if response.submitted_at else "Finish and send your answer"
    return f"{what}: {response.consultation.title}"


def holders(rows: Sequence[Response]) -> Mapping[Any, Iterable[int]]:
    """The people who can draft or send, of each organisation. One statement."""
    held = RoleHeld.objects.active(clock.today()).filter(
        role__in=ANSWERING, membership__organisation_id__in={row.organisation_id for row in rows}
    )
    people: dict[int, set[int]] = {}
    for organisation, user in held.values_list("membership__organisation_id", "membership__user_id"):
        people.setdefault(organisation, set()).add(user)
    return {row.pk: people.get(row.organisation_id, set()) for row in rows}


deadlines.add(
    deadlines.Deadline(
        name="consultation_close",
        title="Answers to send",
        queryset=drafts_to_send,
        date_field="consultation__closes_at",
        sentence=sentence,
        link=lambda row: reverse("answer", args=[row.consultation_id]),
        holders=holders,
    )
)
