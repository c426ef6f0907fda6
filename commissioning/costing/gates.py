"""Whether the price of a contract reflects the full cost, for the criteria of a Code."""

import datetime

from commissioning.contracts.criteria import Shown, kept_if, shows
from commissioning.contracts.models import Contract
from commissioning.costing.arithmetic import cost_of
from commissioning.costing.models import FullCosting
from compacts.codes.criteria import CriterionSubject
from core.pages import words


@shows(CriterionSubject.FULL_COST)
def its_price_reflects_the_full_cost(contract: Contract, on: datetime.date) -> Shown | None:
    """By its costing, with the reason that stands there where it pays less; one without a costing is judged by hand."""
    costing = FullCosting.objects.filter(contract=contract).first()
    cost = cost_of(costing) if costing is not None else None
    if costing is None or cost is None or not cost.full:
        return None
    if not cost.gap:
        return kept_if(True, "Its price pays the full cost, by its costing.")
    told = f"Its price is {words.money(cost.gap)} below the full cost, by its costing."
    return kept_if(False, told, costing.reason)
