"""What the pages of priorities and their part of the API both need."""

from commissioning.plans.models import CommissioningPlan, Priority
from commissioning.priorities.models import PriorityOutcome
from core.acts import NotVisible

PLANS = CommissioningPlan.objects.select_related("cycle__client_group").prefetch_related(
    "cycle__partners__organisation", "versions"
)
LOADED = Priority.objects.select_related("plan__cycle").prefetch_related(
    "plan__cycle__partners__organisation", "plan__versions", "needs", "outcomes__measure", "budgets__partner"
)


def outcome_of(priority: Priority, outcome: int) -> PriorityOutcome:
    """One of its outcomes, by its number. Raises NotVisible where it is none."""
    found = priority.outcomes.select_related("priority").filter(pk=outcome).first()
    if found is None:
        raise NotVisible
    return found
