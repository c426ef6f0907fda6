"""Whom to invite, and how far each invited organisation has come."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from consultation.consultations.models import Consultation
from consultation.coverage.models import Invitee
from consultation.responses.models import Answer, Channel, Response, says_something
from core import clock
from core.acts import Actor
from partnerships.organisations.models import Organisation


def to_invite(consultation: Consultation, chosen: dict[str, Any]) -> QuerySet[Organisation]:
    """The organisations that fit what was chosen, exist today, and are not invited yet; never the host itself."""
    rows: QuerySet[Organisation] = Organisation.objects.open_on(clock.today()).exclude(pk=consultation.host_id)
    rows = rows.exclude(invited_to_consultations__consultation=consultation)
    if not chosen.get("beyond"):
        rows = rows.filter(is_partner=True)
    if chosen.get("sector"):
        rows = rows.filter(kind__sector=chosen["sector"])
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("area"):
        places = chosen["area"].with_parts()
        rows = rows.filter(Q(area__in=places) | Q(areas_served__area__in=places, areas_served__ends=None)).distinct()
    if chosen.get("term"):
        rows = rows.filter(described__term=chosen["term"], described__ends=None).distinct()
    return rows.order_by("sort_name", "pk")


def with_progress(rows: QuerySet[Invitee], actor: Actor) -> QuerySet[Invitee]:
    """Each with `drafting`, whether its own draft says anything, and `sent`, when it sent what counts."""
    responses = Response.objects.filter(consultation=OuterRef("consultation"), organisation=OuterRef("organisation"))
    said = Answer.objects.filter(
        says_something(),
        version__submitted_at=None,
        version__response__channel=Channel.ACCOUNT,
        version__response__consultation=OuterRef("consultation"),
        version__response__organisation=OuterRef("organisation"),
    )
    sent = responses.sent().order_by("-counts", "-submitted_at")
    return rows.annotate(drafting=Exists(said), sent=Subquery(sent.values("submitted_at")[:1]))
