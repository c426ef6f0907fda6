"""What a contract shows of the criteria of the Code on its scorecard: each subject says it of its own records.

    @shows(CriterionSubject.FULL_COST)
    def its_price_reflects_the_full_cost(contract, on):
        return Shown(Result.KEPT, "Its price is 100% of the full cost.")

Declared in a subject's `gates.py`. Nothing (None) where the records do not tell: then somebody says so by hand. What is
a term of the contract itself is told either way, since a term that is not there is not agreed.
"""

import datetime
from collections.abc import Callable, Collection

from commissioning.contracts.models import Contract
from compacts.compliance import records
from compacts.compliance.models import Result, Scorecard
from compacts.compliance.records import Shown

__all__ = ["Result", "Shown", "kept_if", "shows"]

Look = Callable[[Contract, datetime.date], Shown | None]
LOOKS: dict[str, Look] = {}
ROWS = Contract.objects.filter(voided_on=None).select_related("commissioner", "area").prefetch_related("outcomes")


def shows(subject: str) -> Callable[[Look], Look]:
    """Declare what the records of contracts show of criteria on a subject."""

    def declare(look: Look) -> Look:
        if subject in LOOKS:
            raise ValueError(f"Two subjects tell of the criterion {subject}.")
        LOOKS[subject] = look
        return look

    return declare


def kept_if(kept: object, reason: str, explanation: str = "") -> Shown:
    """That it is kept or not, with the reason."""
    return Shown(Result.KEPT if kept else Result.NOT_KEPT, reason, "" if kept else explanation)


def contract_of(scorecard: Scorecard) -> Contract | None:
    """The contract on a scorecard that is not void. Looked up once for a scorecard as it was read."""
    known: dict[str, Contract | None] = scorecard.__dict__
    if "its_contract" not in known:
        known["its_contract"] = ROWS.filter(scorecard=scorecard).first()
    return known["its_contract"]


@records.add
def of_contract(scorecard: Scorecard, on: datetime.date, asked: Collection[str]) -> dict[str, Shown]:
    """What the contract on a scorecard shows, by the subjects that are asked for."""
    wanted = [each for each in asked if each in LOOKS]
    contract = contract_of(scorecard) if wanted else None
    if contract is None:
        return {}
    found = {each: LOOKS[each](contract, on) for each in wanted}
    return {subject: told for subject, told in found.items() if told is not None}
