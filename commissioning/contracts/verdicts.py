"""Whether a contract keeps the Compact: asked of its scorecard, by the Code of its area (ADR 26 and 34)."""

import datetime

from commissioning.contracts.models import Contract
from compacts.codes.models import CodeSubject, CompactCode
from compacts.compliance.verdicts import Standing, Verdict, complies
from core.pages import words

__all__ = ["code_for", "complies"]


def code_for(contract: Contract, on: datetime.date) -> CompactCode | None:
    """The Code of good practice on funding that can be kept in the contract's area on a day; the nearest first."""
    places = contract.area.with_wholes()
    codes = CompactCode.objects.filter(subject=CodeSubject.FUNDING, criteria__isnull=False).distinct()
    there = [each for each in codes if each.area_id in (None, *places) and each.is_there_on(on)]
    return min(there, key=lambda each: places.index(each.area_id) if each.area_id else len(places), default=None)


@complies.register
def of_contract(contract: Contract, on: datetime.date) -> Verdict:
    """By its scorecard; without one, by the Code that is there: not known, which advises or binds as the Code does."""
    if contract.scorecard is not None and contract.scorecard.dropped_on is None:
        return complies(contract.scorecard, on)
    code = code_for(contract, on)
    if code is None:
        reason = f"On {words.date(on)} no Code was there to be kept in {contract.area.name}."
        return Verdict(Standing.COMPLIES, False, (reason,), there=False)
    return Verdict(Standing.UNKNOWN, code.binds_on(on), (f"Check it against the Code: {code.title}.",))
