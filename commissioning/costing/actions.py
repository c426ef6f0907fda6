"""Filling in the full cost of what a contract asks for."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from commissioning.contracts.models import Contract
from commissioning.contracts.reading import WITH_PARTIES
from commissioning.costing.arithmetic import HUNDRED, cost_of
from commissioning.costing.models import FullCosting, Method
from core import clock
from core.acts import Actor, Conflict, Refused, authorise, locked
from core.pages import words
from core.trail.actions import record, save_changes, save_new

FILL = "commissioning.fill_costing"
FIELDS = ("direct", "development", "method", "overheads", "share", "participation", "price", "reason")


@transaction.atomic
def fill_costing(*, by: Actor, contract: Contract, version: int | None = None, **details: Any) -> Contract:
    """Fill in what it costs in full; filled in again, it is corrected. Below 100 per cent needs a reason."""
    contract = locked(Contract, contract.pk)
    authorise(by, FILL, contract)
    if contract.voided_on is not None:
        raise Refused("The contract was declared void, so nothing of its costing changes.")
    there = FullCosting.objects.filter(contract=contract).first()
    if there is not None and version is not None and there.version != version:
        raise Conflict(there)
    given = {name: details[name] for name in FIELDS if name in details} | {"filled_on": clock.today()}
    given["reason"] = (given.get("reason") or (there.reason if there else "")).strip()
    costing = FullCosting(contract=contract, price=contract.value)
    for name in FIELDS if there is not None else ():
        setattr(costing, name, getattr(there, name))
    for name, value in given.items():
        setattr(costing, name, value)
    refuse_what_cannot_be(costing)
    if there is None:
        save_new(by, "costed", costing)
    else:
        save_changes(by, "costed anew", locked(FullCosting, there.pk), given)
    record(by, "full cost filled in", contract)
    return WITH_PARTIES.get(pk=contract.pk)


def refuse_what_cannot_be(costing: FullCosting) -> None:
    """Refuse shares that cannot be, costs of nothing, and a price below the full cost without a reason."""
    if not 0 <= costing.share <= HUNDRED:
        raise Refused({"share": "A share lies between 0 and 100 per cent. Enter such a share."})
    by_percentage = costing.method == Method.DIRECT
    if by_percentage and costing.overheads:
        raise Refused(
            {"overheads": "The share is a percentage of the direct costs. Leave the overheads nought, or choose "
             "another method."}
        )  # fmt: skip
    if not by_percentage and costing.share and not costing.overheads:
        raise Refused({"overheads": "Enter the overheads of the whole organisation, of which this is a share."})
    if not by_percentage:
        left = HUNDRED - shared_out(costing)
        if costing.share > left:
            enter = f"Enter {left:f}% or less" if left > 0 else "Nothing of them is left: choose another method"
            raise Refused(
                {"share": "With what other contracts of the provider carry at the same time, more than all of its "
                 f"overheads would be shared out. {enter}, or correct the others first."}
            )  # fmt: skip
    cost = cost_of(costing)
    if not cost.full:
        raise Refused({"direct": "Enter what it costs."})
    if cost.gap and not costing.reason:
        paid = words.money(cost.gap)
        raise Refused({"reason": f"The price is {paid} below the full cost. Say why, or change the price."})


def shared_out(costing: FullCosting) -> Decimal:
    """How much of the provider's overheads other contracts carry at most at any one time while this one runs, found
    the same way."""
    contract = costing.contract
    first, last = contract.starts, contract.ended_early_on or contract.current_end or datetime.date.max
    rows = FullCosting.objects.filter(contract__provider=contract.provider_id, contract__voided_on=None)
    rows = rows.filter(method=costing.method, contract__starts__lte=last).exclude(contract=contract)
    columns = ("share", "contract__starts", "contract__current_end", "contract__ended_early_on")
    held = [(share, starts, early or ends or last) for share, starts, ends, early in rows.values_list(*columns)]
    running = [(share, max(starts, first), ends) for share, starts, ends in held if ends >= first]
    at_once = [sum(share for share, starts, ends in running if starts <= day <= ends) for _, day, _ in running]
    return max((Decimal(each) for each in at_once), default=Decimal(0))
