"""What the pages of endorsement and their part of the API both need."""

from commissioning.endorsements.models import PlanBoard
from commissioning.plans.models import CommissioningPlan
from core.acts import NotVisible


def board_of(plan: CommissioningPlan, board: int) -> PlanBoard:
    """One of the boards that endorse it, by its number. Raises NotVisible where it is none."""
    found = plan.boards.select_related("body", "plan").filter(pk=board).first()
    if found is None:
        raise NotVisible
    return found
