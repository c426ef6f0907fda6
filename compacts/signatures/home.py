"""What the home page says about signing: the agreements that wait for the body that somebody signs for."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from compacts.agreements.models import Agreement, AgreementDraft, AgreementParty
from compacts.signatures.actions import SIGN
from compacts.signatures.models import Signature
from core import clock, home
from core.acts import Actor
from core.home import MOST, Line
from core.pages import words


def unsigned(actor: Actor) -> Any:
    """Agreements, annual ones too, whose final draft the body one acts for has not signed."""
    if not actor.can_ever(SIGN):
        return None
    going_on = Q(ends=None) | Q(ends__gt=clock.today())
    ours = AgreementParty.objects.filter(going_on, agreement=OuterRef("pk"), organisation=actor.organisation_id)
    signed = Signature.objects.standing().filter(
        draft__agreement=OuterRef("pk"), draft__number=OuterRef("latest"), party__organisation=actor.organisation_id
    )
    wanted = AgreementDraft.objects.filter(agreement=OuterRef("pk"), number=OuterRef("latest"), in_force_on=None)
    rows = Agreement.objects.filter(actor.q(SIGN), Exists(ours), Exists(wanted), ~Exists(signed), ended_on=None)
    return rows.filter(final_on__isnull=False).order_by("final_on", "pk")


def to_sign(actor: Actor, rows: Any) -> list[Line]:
    """The first of them. One query."""
    return [
        Line(
            row.title,
            reverse("agreement_sign", args=[row.pk]),
            "Read it and sign it for your organisation",
            f"Draft {row.latest} is final since {words.date(row.final_on)}.",
        )
        for row in rows[:MOST]
    ]


home.add("waiting", 25, to_sign, rows=unsigned)
