"""Commissioning plans of cycles that go on, as what a reorganisation touches."""

from django.db.models import Q

from commissioning.plans.models import CommissioningPlan
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Commissioning plans",
        CommissioningPlan,
        ("cycle__partners__organisation",),
        rows=lambda day: CommissioningPlan.objects.standing().filter(Q(ends=None) | Q(ends__gte=day)),
    )
)
