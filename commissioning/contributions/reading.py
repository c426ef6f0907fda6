"""What the pages of contributions and their part of the API both need, and which cycles are offered to whom."""

from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from commissioning.contributions.models import Contribution
from commissioning.cycles.models import FINISHED, CommissioningCycle, Stage, StageKind, stage_on
from commissioning.cycles.reading import IN_CYCLE
from core import clock
from partnerships.organisations.models import AreaServed, Described, Organisation

LOADED = Contribution.objects.select_related(
    "organisation__kind", "area", "client_group", "cycle", "file", "answered_for"
).prefetch_related("cycle__partners")
EVIDENCE = IN_CYCLE.add("evidence", lambda cycle: Contribution.objects.filter(cycle=cycle))
MOST = 200


def near(organisation: Organisation) -> Q:
    """Cycles of the areas that an organisation serves, or of the client groups it works with."""
    today = clock.today()
    serves = AreaServed.objects.in_force(today).filter(organisation=organisation)  # type: ignore[attr-defined]
    works = Described.objects.in_force(today).filter(organisation=organisation)  # type: ignore[attr-defined]
    there = Q(area__in=serves.values("area")) | Q(area=organisation.area_id)
    return there | Q(client_group__in=works.values("term"))


def open_cycles(organisation: Organisation | None = None) -> QuerySet[Any, Any]:
    """Cycles that are not over; those that analyse first, and of an organisation those near it before the others."""
    rows: Any = CommissioningCycle.objects.standing().annotate(at=stage_on(clock.today())).exclude(at=FINISHED)
    if organisation is not None:
        nearest = Case(When(near(organisation), then=Value(0)), default=Value(1), output_field=IntegerField())
        rows = rows.annotate(far=nearest).order_by("far", "at", "sort_name", "pk")
    else:
        rows = rows.order_by("at", "sort_name", "pk")
    return rows.select_related("area", "client_group")


def analysing_near(organisation: Organisation) -> QuerySet[Any, Any]:
    """Cycles near an organisation at Analyse, whose period is not over, to which it has sent nothing yet."""
    today = clock.today()
    analyse = Stage.objects.open_on(today).filter(cycle=OuterRef("pk"), kind=StageKind.ANALYSE)
    sent = Contribution.objects.standing().filter(cycle=OuterRef("pk"), organisation=organisation)
    rows = CommissioningCycle.objects.filter(near(organisation)).filter(Exists(analyse), ~Exists(sent), ends__gte=today)
    return rows.select_related("area", "client_group").order_by("sort_name", "pk")
