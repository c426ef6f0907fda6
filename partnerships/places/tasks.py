"""The lists of places that can be imported, and the nightly judging of pairs, in every process."""

import datetime
from typing import Any

from core.pages import words
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow
from partnerships.places import lists
from partnerships.places.actions import judge_pairs

__all__ = ["lists"]


def judge(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Work all pairs out anew, since areas and councils of the register may have changed."""
    there = judge_pairs()
    progress(there, there)
    return {"text": f"{words.plural(there, 'pair')} of a health body and a council today"}


job("judge_pairs", title="Judge which bodies and councils are co-terminous", at=datetime.time(2, 50), run=judge)
