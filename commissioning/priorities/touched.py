"""What a partner gives to priorities, as what a reorganisation touches."""

from commissioning.priorities.models import PriorityBudget
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(Touched("Budgets that it gives to priorities", PriorityBudget, ("partner",)))
