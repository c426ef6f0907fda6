"""What the pages of costings and their part of the API both need."""

from commissioning.contracts.models import Contract
from commissioning.costing.models import FullCosting

COSTINGS = FullCosting.objects.select_related("contract__provider").prefetch_related("contract__parties")


def costing_of(contract: Contract) -> FullCosting | None:
    """The costing of a contract, where it was filled in."""
    return FullCosting.objects.filter(contract=contract).first()
