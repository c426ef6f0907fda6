"""Monitoring returns that are awaited, as what a reorganisation touches."""

from commissioning.monitoring.models import ReportingPeriod, while_it_runs
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched(
        "Monitoring returns awaited",
        ReportingPeriod,
        ("contract__parties__organisation",),
        rows=lambda day: ReportingPeriod.objects.filter(
            while_it_runs(), contract__voided_on=None, monitoring_return__sent_on=None
        ),
    )
)
