"""Answers of a body that was entered twice: one of either entry counts, until its people withdraw one (ADR 40)."""

from typing import Any

from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from consultation.responses.models import Response
from core.acts import Actor
from partnerships.organisations.models import Organisation

BODY: Any = Coalesce("organisation__duplicate_of", "organisation")
"""The entry that is kept of whoever answered."""


def of_body(organisation: Organisation) -> Q:
    """The answers of a body, by whichever of its entries."""
    kept = organisation.duplicate_of_id or organisation.pk
    return Q(organisation=kept) | Q(organisation__duplicate_of=kept)


def also_answered_as(actor: Actor) -> Case:
    """The other entry by which the same body answered the same consultation, where that counts too and the person may
    read it. Asked only of bodies that have answered as a duplicate: they are few."""
    answers = Response.objects.counted()
    twice = answers.exclude(organisation__duplicate_of=None).values("organisation__duplicate_of")
    others = Response.objects.visible_to(actor).counted().annotate(body=BODY)  # type: ignore[attr-defined]
    others = others.filter(consultation=OuterRef("consultation"), body=OuterRef("body_of"))
    others = others.exclude(organisation=OuterRef("organisation")).order_by("pk").values("organisation__name")
    entered_twice = Q(organisation__duplicate_of__isnull=False) | Q(organisation__in=twice)
    return Case(
        When(entered_twice, then=Coalesce(Subquery(others[:1]), Value(""))), default=Value(""), output_field=CharField()
    )
