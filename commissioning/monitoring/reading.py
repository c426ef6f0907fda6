"""What the pages of monitoring and their part of the API both need."""

from commissioning.contracts.models import Contract
from commissioning.monitoring.models import MonitoringPlan, MonitoringRequirement, ReportingPeriod

PARTIES = "contract__parties"
REQUIREMENTS = MonitoringRequirement.objects.select_related(
    *("contract__provider", "contract__commissioner", "contract__monitoring_plan", "measure"),
    *("counts_from__contract", "counts_from__measure"),
).prefetch_related(PARTIES, "answers", "lines__period")
PERIODS = ReportingPeriod.objects.select_related("contract__provider", "contract__commissioner").prefetch_related(
    PARTIES, "lines__requirement__measure"
)
PLANS = MonitoringPlan.objects.select_related("contract").prefetch_related(PARTIES)


def plan_for(contract: Contract) -> MonitoringPlan | None:
    """How closely a contract is followed, where that is decided."""
    return MonitoringPlan.objects.filter(contract=contract).first()
