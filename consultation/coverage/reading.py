"""Whom to invite, and how far each invited organisation has come."""

from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from consultation.consultations.models import Consultation
from consultation.coverage.models import Invitee
from consultation.responses.models import Answer, Channel, Response, ResponseQuerySet, says_something
from core import clock
from core.acts import Actor
from partnerships.organisations.models import AreaServed, Described, Organisation

STANDING = "consultation.view_standing"


def to_invite(consultation: Consultation, chosen: dict[str, Any]) -> QuerySet[Organisation]:
    """The organisations that fit what was chosen, exist today, and are not invited yet; never the host itself."""
    today = clock.today()
    rows: QuerySet[Organisation] = Organisation.objects.open_on(today).exclude(pk=consultation.host_id)
    rows = rows.exclude(pk__in=consultation.invitees.values("organisation"))
    if not chosen.get("beyond"):
        rows = rows.filter(is_partner=True)
    if chosen.get("sector"):
        rows = rows.filter(kind__sector=chosen["sector"])
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("area"):
        places = chosen["area"].with_parts()
        works = AreaServed.objects.in_force(today).filter(organisation=OuterRef("pk"), area__in=places)
        rows = rows.filter(Q(area__in=places) | Exists(works))
    if chosen.get("term"):
        described = Described.objects.in_force(today).filter(organisation=OuterRef("pk"), term=chosen["term"])
        rows = rows.filter(Exists(described))
    return rows.order_by("sort_name", "pk")


def standing() -> ResponseQuerySet:
    """Responses that were sent and stand: neither void nor withdrawn, or sent again since."""
    again = Q(withdrawn_at=None) | Q(submitted_at__gt=F("withdrawn_at"))
    found: ResponseQuerySet = Response.objects.sent().filter(again, voided_at=None)
    return found


def with_progress(rows: QuerySet[Invitee], actor: Actor) -> QuerySet[Invitee]:
    """Each with how far it has come, by what the person may know.

    `told`: whether the person may know if it answered (the wall); where not, the others stay empty. `sent`: when it
    sent an answer that stands. `counts`: whether one of its answers counts. `drafting`: whether its own draft, or a
    change of what was sent, says anything. `reminded`: when it was reminded last, which only the silent are.
    """
    told = Exists(Invitee.objects.filter(actor.q(STANDING), pk=OuterRef("pk")))
    theirs = {"consultation": OuterRef("consultation"), "organisation": OuterRef("organisation")}
    sent = standing().filter(**theirs).order_by("-counts", "-submitted_at", "pk")
    said = Answer.objects.filter(
        says_something(),
        version__submitted_at=None,
        version__response__channel=Channel.ACCOUNT,
        version__response__consultation=OuterRef("consultation"),
        version__response__organisation=OuterRef("organisation"),
    )
    return rows.annotate(
        told=told,
        sent=Case(When(told, then=Subquery(sent.values("submitted_at")[:1]))),
        counts=Case(When(told, then=Exists(Response.objects.counted().filter(**theirs))), default=Value(False)),
        drafting=Case(When(told, then=Exists(said)), default=Value(False)),
        reminded=Case(When(told, then=F("chased_at"))),
    )


IS_SILENT = Q(told=True, sent=None)


def silent(consultation: Consultation, actor: Actor) -> QuerySet[Invitee]:
    """Those that were invited and have sent no answer that stands, as far as the person may know."""
    return with_progress(consultation.invitees.all(), actor).filter(IS_SILENT)


def before_reminding(consultation: Consultation, actor: Actor) -> dict[str, Any]:
    """What to know before reminding: how many were invited, of how many it is not known whether they answered, how
    many are silent, how many of these were reminded before, and when last. One statement.
    """
    return with_progress(consultation.invitees.all(), actor).aggregate(
        invited=Count("pk"),
        closed=Count("pk", filter=Q(told=False)),
        silent=Count("pk", filter=IS_SILENT),
        had_one=Count("reminded", filter=IS_SILENT),
        last=Max("reminded", filter=IS_SILENT),
    )
