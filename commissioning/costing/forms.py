"""The form in which the full cost is filled in."""

from typing import Any

from commissioning.contracts.models import Contract
from commissioning.costing.actions import FIELDS
from commissioning.costing.models import FullCosting
from core.pages.model_forms import form_of

Costing = form_of(FullCosting, *FIELDS)


class CostingForm(Costing):  # type: ignore[misc, valid-type]
    """What the service costs; the price stands there as the value of the contract."""

    def __init__(self, data: Any = None, *, contract: Contract, of: FullCosting | None = None):
        super().__init__(data, of=of, **({} if of else {"initial": {"price": contract.value, "share": 0}}))
