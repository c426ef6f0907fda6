"""What is judged by a Code is the funding on a scorecard: when it is checked, when it is agreed, and who accepts it."""

import datetime
from collections.abc import Collection

from django.db.models import Max

from compacts.codes import judging
from compacts.codes.criteria import CriterionSubject
from compacts.codes.models import CompactCode
from compacts.codes.reading import kept_by
from compacts.compliance import records
from compacts.compliance.models import Result, Scorecard
from compacts.compliance.records import Shown


@judging.add
def last_judged(code: CompactCode) -> datetime.date | None:
    """The last day on which a scorecard was filled in, or the funding on one agreed."""
    found = code.scorecards.aggregate(checked=Max("checks__checked_on"), agreed=Max("agreed_on"))
    return max((day for day in found.values() if day is not None), default=None)


@records.add
def both_keep_it(scorecard: Scorecard, on: datetime.date, asked: Collection[str]) -> dict[str, Shown]:
    """Whether both sides have adopted the Code, by themselves or through whom they came from.

    Who has not may still accept it in the agreement, so that is said by hand.
    """
    if CriterionSubject.ACCEPTED not in asked or scorecard.provider is None:
        return {}
    for side in (scorecard.body, scorecard.provider):
        if not kept_by(side, on).filter(code=scorecard.code_id).exists():
            return {}
    told = f"{scorecard.body.name} and {scorecard.provider.name} have both adopted the Code."
    return {CriterionSubject.ACCEPTED: Shown(Result.KEPT, told)}
