"""The contracts of a cycle: those that serve a priority of its plans, and those of its partners that serve nothing."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from commissioning.contracts.models import Contract
from commissioning.cycles.models import CommissioningCycle, CyclePartner
from partnerships.organisations.models import Area

LAST = Coalesce("ended_early_on", "current_end")


def alike(cycle: int, client_group: Any, area: Any) -> Q:
    """Contracts of the partners of a cycle, of its place and what lies in it, and of its client group."""
    partners = CyclePartner.objects.filter(cycle=cycle).values("organisation")
    here = Area.objects.filter(Q(pk=area) | Q(parent=area) | Q(parent__parent=area))
    return Q(client_group=client_group, area__in=here.values("pk"), commissioner__in=partners)


def running(rows: Any, first: datetime.date, last: datetime.date, on: datetime.date) -> QuerySet[Any, Any]:
    """Those that had been made active by a day and run on some day between two."""
    goes_on = Q(last_day=None) | Q(last_day__gte=first)
    return rows.annotate(last_day=LAST).filter(goes_on, activated_on__lte=on, starts__lte=last)  # type: ignore[no-any-return]


def serving(cycle: CommissioningCycle | int, on: datetime.date) -> QuerySet[Any, Any]:
    """Those that serve a priority of one of its plans, and had been made active by a day."""
    rows = Contract.objects.counting().filter(priority__plan__cycle=cycle, activated_on__lte=on)  # type: ignore[attr-defined]
    return rows.order_by("sort_name", "pk")  # type: ignore[no-any-return]


def orphans(cycle: CommissioningCycle, on: datetime.date) -> QuerySet[Any, Any]:
    """Those alike that run in its period and serve neither a priority nor have an approved exception."""
    here = alike(cycle.pk, cycle.client_group_id, cycle.area_id)
    rows = Contract.objects.serving_nothing().filter(here, voided_on=None)  # type: ignore[attr-defined]
    first, last = cycle.starts or on, cycle.ends or on
    return running(rows, first, last, on).order_by("sort_name", "pk")
