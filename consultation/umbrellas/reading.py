"""Which members of an umbrella body have answered a consultation: that they have, never what (ADR 12).

Only those who belong on the day: today while answers are taken, the closing day afterwards. An answer that somebody
sent without an account is not shown, nor whether a member answered that the person's own organisation has funded.
"""

import datetime
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from consultation.consultations.models import Consultation, State
from consultation.coverage.reading import standing
from consultation.responses.models import Answer, Channel, Response, says_something
from core import clock
from core.acts import Actor
from partnerships.organisations.models import Organisation, UmbrellaMembership

STANDING = "consultation.view_member_standing"
WORDS = {
    "answered": "Has answered",
    "begun": "Has begun",
    "withdrawn": "Took its answer back",
    "not": "Has not answered",
    "closed": "Closed to you: your organisation has funded it",
}


def day_of(consultation: Consultation) -> datetime.date:
    """The day on which a member must belong."""
    return min(clock.today(), consultation.closes_on)


def shown_for(consultation: Consultation) -> bool:
    """Whether there is anything to show: from the opening on."""
    return consultation.state in (State.OPEN, State.CLOSED)


def members_of(actor: Actor, on: datetime.date) -> QuerySet[Any]:
    """The memberships of the umbrella body acted for that hold on the day, each with its `body`: the member, or the
    entry that is kept of one that was entered twice. A merge moves no membership; a body that has several stands here
    once, by its own where it has one."""
    rows = UmbrellaMembership.objects.in_force(on).annotate(body=Coalesce("member__duplicate_of", "member"))
    of_body = rows.filter(umbrella=OuterRef("umbrella"), body=OuterRef("body"))
    first = of_body.order_by(F("member__duplicate_of").asc(nulls_first=True), "pk").values("pk")[:1]
    return rows.filter(actor.q("consultation.view_umbrella_members"), pk=Subquery(first))


def with_standing(actor: Actor, consultation: Consultation) -> QuerySet[Any]:
    """The members of that day, each with how far it has come, as far as this person may know. One statement."""
    rows = members_of(actor, day_of(consultation))
    told = Exists(UmbrellaMembership.objects.filter(actor.q(STANDING), pk=OuterRef("pk")))
    entries = Organisation.objects.filter(Q(pk=OuterRef(OuterRef("body"))) | Q(duplicate_of=OuterRef(OuterRef("body"))))
    theirs = {"consultation": consultation, "organisation__in": entries.values("pk")}
    sent = standing().filter(**theirs).exclude(channel=Channel.GUEST)
    taken_back = Response.objects.sent().filter(**theirs, withdrawn_at__isnull=False, voided_at=None)
    said = Answer.objects.filter(
        says_something(),
        version__submitted_at=None,
        version__response__channel=Channel.ACCOUNT,
        version__response__consultation=consultation,
        version__response__organisation__in=entries.values("pk"),
    )
    known = Case(When(told, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(told=known).annotate(
        stands=Case(
            When(told=False, then=Value("closed")),
            When(Exists(sent), then=Value("answered")),
            When(Exists(said), then=Value("begun")),
            When(Exists(taken_back.exclude(channel=Channel.GUEST)), then=Value("withdrawn")),
            default=Value("not"),
            output_field=CharField(),
        )
    )
