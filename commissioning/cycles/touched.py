"""Commissioning cycles that go on, as what a reorganisation touches."""

from django.db.models import Q

from commissioning.cycles.models import CommissioningCycle, CyclePartner, LineAnswer
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Commissioning cycles",
        CommissioningCycle,
        ("partners__organisation",),
        rows=lambda day: CommissioningCycle.objects.standing().filter(Q(ends=None) | Q(ends__gte=day)),
        covers=(CommissioningCycle, CyclePartner),
    )
)
touching.add(Touched("Lines of checklists that it answered", LineAnswer, ("organisation",)))
