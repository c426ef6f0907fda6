"""When an entry of an analysis is changed.

Source: Herefordshire report and action plan (2005), action plan, stage 1: what the analysis covers.
"""

import datetime
from typing import TYPE_CHECKING

from commissioning.cycles.models import StageKind
from commissioning.cycles.rules import rests_on
from core.gates import Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from commissioning.analysis.models import AnalysisEntry

ACTION_PLAN = "the Herefordshire action plan, 2005, stage 1"


@gate("It was not entered by mistake")
def it_counts(entry: "AnalysisEntry", on: datetime.date) -> Obstacle | None:
    """What is void stays as it was."""
    if entry.voided_on is None:
        return None
    told = f"It was declared void on {words.date(entry.voided_on)}. If it was right after all, enter it again."
    return Obstacle(told, where=entry.cycle.get_absolute_url())


@gate("No need is set against it")
def no_need_is_set_against_it(entry: "AnalysisEntry", on: datetime.date) -> Obstacle | None:
    """A need says against which provision it is unmet."""
    titles = list(entry.needs.filter(withdrawn_on=None).order_by("sort_name").values_list("title", flat=True)[:3])
    if not titles:
        return None
    return Obstacle(f"These needs are set against it: {'; '.join(titles)}. Change them first.")


@gate("Analyse is not signed off")
def analyse_is_open(entry: "AnalysisEntry", on: datetime.date) -> Obstacle | None:
    """What every partner signed stays as they signed it."""
    return rests_on(entry.cycle, StageKind.ANALYSE)


TO_CHANGE = (it_counts, analyse_is_open)
TO_VOID = (it_counts, analyse_is_open, no_need_is_set_against_it)
