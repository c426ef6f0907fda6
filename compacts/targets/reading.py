"""What the pages of targets, their part of the API, their report and the nightly job all need."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce

from compacts.measures.models import Better
from compacts.targets.arithmetic import Baseline, Judgement, Task, judge
from compacts.targets.counting import Counted
from compacts.targets.kinds import RANKS, Status
from compacts.targets.models import Contribution, Snapshot, Target

LOADED = Target.objects.select_related("area", "organisation", "compared_area")
MEASURED = Contribution.objects.select_related(
    "measure", "target__area", "target__organisation", "target__compared_area"
).prefetch_related("target__steps")
UNMEASURED = "Nobody has said yet by which measure it is judged."


def task_of(contribution: Contribution) -> Task:
    """What is to be judged of a measure of a target, loaded by MEASURED."""
    target, measure = contribution.target, contribution.measure
    return Task(
        kind=target.kind,
        aim=target.aim,
        due=target.due,
        trajectory=target.trajectory,
        steps=tuple((each.on, each.aim) for each in target.steps.all()),
        baseline=baseline_of(contribution),
        is_share=measure.is_share,
        lower_is_better=measure.better == Better.LOWER,
        problem=contribution.line_problem,
        amount=measure.amount,
    )


def baseline_of(contribution: Contribution) -> Baseline | None:
    """The figure it is counted from, where one is recorded."""
    value, starts, ends = contribution.baseline_value, contribution.baseline_starts, contribution.baseline_ends
    return None if value is None or starts is None or ends is None else Baseline(value, starts, ends)


def judged(contribution: Contribution, counted: Counted | None, on: datetime.date) -> Judgement:
    """How a measure of a target stands on a day, by what its readings come to."""
    latest = counted.latest if counted else None
    return judge(task_of(contribution), latest, on, partly=counted is not None and latest is None)


def newest(field: str, on: datetime.date, **of: Any) -> Subquery:
    """A value of the newest snapshot until a day, in the statement of a list."""
    return Subquery(Snapshot.objects.newest(on, **of).values(field)[:1])


def standing_on(on: datetime.date, **of: Any) -> Coalesce:
    """How each row of a list stood on a day, as it was worked out for it."""
    return Coalesce(newest("status", on, **of), Value(Status.NO_DATA.value))


def worst(statuses: Iterable[Status]) -> Status:
    """How a target stands: as the measure of it that needs most attention. They are never added together."""
    return min(statuses, key=RANKS.__getitem__, default=Status.NO_DATA)
