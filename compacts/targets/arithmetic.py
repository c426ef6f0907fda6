"""How a measure of a target stands: pure arithmetic on figures, baselines and days. It knows no rows.

What is decided on is never rounded: 4.995% is not 5%. Source: Making Partnership Work (2003), sections 2 and 7.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compacts.measures.periods import DAY, next_end, period_words
from compacts.targets.kinds import Status, TargetKind, Trajectory
from core.pages import words
from core.reports.declaration import percent

YEAR = Decimal("365.25")
"""Days, for what is stated a year."""
RATE_FROM = 4
"""Whole periods from which on a rate says something."""
HUNDRED = Decimal(100)
CUT = Decimal("0.01")
"""Where something was to be on the way is told to a hundredth; what is decided on is not."""


@dataclass(frozen=True)
class Baseline:
    """The figure that a target is counted from, and its period."""

    value: Decimal
    starts: datetime.date
    ends: datetime.date


@dataclass(frozen=True)
class Task:
    """What is to be judged: the promise, the measure, the baseline. `amount` writes a figure with its unit."""

    kind: str
    aim: Decimal | None
    due: datetime.date
    trajectory: str = Trajectory.LINEAR
    steps: Sequence[tuple[datetime.date, Decimal]] = ()
    baseline: Baseline | None = None
    is_share: bool = False
    lower_is_better: bool = False
    problem: str = ""
    amount: Callable[[Decimal], str] = str

    @property
    def downwards(self) -> bool:
        """Whether less is better: of a gap it always is."""
        return self.lower_is_better or self.kind == TargetKind.GAP

    def at(self, aim: Decimal | None) -> Decimal:
        """The figure that an aim, or one on the way, comes to."""
        base = self.baseline.value if self.baseline else Decimal(0)
        if self.kind == TargetKind.GROWTH:
            return base * (HUNDRED + (aim or 0)) / HUNDRED
        if self.kind == TargetKind.INCREASE:
            return base + (aim or 0)
        return base if self.kind == TargetKind.GAP or aim is None else aim

    @property
    def goal(self) -> Decimal:
        """The figure to be reached by the due day."""
        return self.at(self.aim)

    def reaches(self, value: Decimal, wanted: Decimal) -> bool:
        """Whether a figure is as good as the one that is wanted."""
        return value <= wanted if self.downwards else value >= wanted


@dataclass(frozen=True)
class Latest:
    """The latest figure that covers the whole of its period, and how many there are since the baseline."""

    value: Decimal
    starts: datetime.date
    ends: datetime.date
    whole_periods: int = 1


@dataclass(frozen=True)
class Judgement:
    """How it stands, why, and the figures that say so. Rates are a year, in the unit of the measure."""

    status: Status
    reason: str
    goal: Decimal | None = None
    expected: Decimal | None = None
    change: Decimal | None = None
    rate_so_far: Decimal | None = None
    rate_needed: Decimal | None = None


def judge(task: Task, latest: Latest | None, on: datetime.date, *, partly: bool = False) -> Judgement:
    """How it stands on a day. `partly`: there are figures, but only of parts of periods."""
    refused = cannot_be_judged(task, latest, on)
    if refused is not None:
        return refused
    if latest is None or (task.baseline is not None and latest.ends <= task.baseline.ends):
        return Judgement(Status.NO_DATA, nothing_yet(task, partly), goal=task.goal)
    figures = {
        "goal": task.goal,
        "expected": expected_on(task, latest.ends),
        "change": change_of(task, latest.value),
        **rates(task, latest),
    }
    return Judgement(*standing(task, latest, on, figures["expected"]), **figures)


def cannot_be_judged(task: Task, latest: Latest | None, on: datetime.date) -> Judgement | None:
    """The reason why no figure could decide it, where there is one."""
    if task.problem:
        return Judgement(Status.NOT_DETERMINABLE, task.problem)
    if task.kind == TargetKind.GROWTH and task.is_share:
        return Judgement(Status.NOT_MEASURABLE, "A share is never shown as growth. Set an increase by points instead.")
    if task.baseline is None and (task.kind != TargetKind.LEVEL or not level_alone_decides(task, latest, on)):
        return Judgement(Status.NO_BASELINE, "Nobody has recorded yet from which figure, of which period, it counts.")
    if task.kind == TargetKind.GROWTH and task.baseline is not None and task.baseline.value <= 0:
        base = task.amount(task.baseline.value)
        return Judgement(Status.NOT_MEASURABLE, f"The baseline is {base}: there is no percentage of that to grow by.")
    if task.trajectory != Trajectory.LINEAR and not task.steps and on < task.due:
        return Judgement(Status.NOT_MEASURABLE, "It has steps on the way, but none has been entered.")
    return None


def level_alone_decides(task: Task, latest: Latest | None, on: datetime.date) -> bool:
    """Whether a level can be judged without a baseline: it is due, it is reached, or its way is entered."""
    return (
        on >= task.due
        or task.trajectory != Trajectory.LINEAR
        or latest is None
        or task.reaches(latest.value, task.goal)
    )


def nothing_yet(task: Task, partly: bool) -> str:
    """Why there is no figure to judge by."""
    since = f" since {period_words(task.baseline.starts, task.baseline.ends)}, its baseline" if task.baseline else ""
    if partly:
        return f"There are figures{since}, but each covers only a part of its period."
    return f"There is no figure of a whole period{since}."


def standing(task: Task, latest: Latest, on: datetime.date, expected: Decimal | None) -> tuple[Status, str]:
    """The status and its reason, of what can be judged."""
    came = f"{period_words(latest.starts, latest.ends)} came to {said(task, latest.value)}"
    wanted = f"{said_aim(task)} by {words.date(task.due)}"
    if on >= task.due:
        if last_is_missing(latest, task.due):
            return Status.NO_DATA, f"The figure up to {words.date(task.due)} is missing. {came}."
        status = Status.MET if task.reaches(latest.value, task.goal) else Status.MISSED
        return status, f"{came}. The aim was {wanted}."
    if task.reaches(latest.value, task.goal):
        return Status.ON_COURSE, f"{came}, which is as far as it is to be. The aim is {wanted}."
    if expected is None:
        return Status.NOT_DETERMINABLE, f"{came}. Nobody has entered where it was to be by then. The aim is {wanted}."
    then = f"On the way it was to be {task.amount(expected.quantize(CUT))} by then"
    status = Status.ON_COURSE if task.reaches(latest.value, expected) else Status.OFF_COURSE
    return status, f"{came}. {then}. The aim is {wanted}."


def last_is_missing(latest: Latest, due: datetime.date) -> bool:
    """Whether a further whole period has ended by the due day, whose figure is not there."""
    return next_end(latest.starts, latest.ends) <= due


def awaited(task: Task, latest: Latest | None) -> tuple[datetime.date, datetime.date] | None:
    """The period whose figure is to come next: the one after the latest figure, or else after the baseline.

    None where nobody knows how long its periods are, and where it ends after the due day.
    """
    known = [each for each in (task.baseline, latest) if each is not None]
    if not known:
        return None
    last = max(known, key=lambda each: each.ends)
    ends = next_end(last.starts, last.ends)
    return (last.ends + DAY, ends) if ends <= task.due else None


def said(task: Task, value: Decimal) -> str:
    """A figure as its reason names it: growth in per cent, cut and never rounded up."""
    change = change_of(task, value)
    if change is None:
        return task.amount(value)
    if task.kind == TargetKind.GROWTH:
        return f"{task.amount(value)}, {percent(abs(change))} {'less' if change < 0 else 'more'} than the baseline"
    way = "less" if change < 0 else "more"
    return f"{task.amount(value)}, {task.amount(abs(change))} {way} than the baseline"


def said_aim(task: Task) -> str:
    """What is to be reached, in words."""
    if task.kind == TargetKind.GROWTH:
        return f"{words.number(task.aim)}% more than the baseline"
    if task.kind == TargetKind.INCREASE:
        return f"{task.amount(task.aim or Decimal(0))} more than the baseline"
    if task.kind == TargetKind.GAP:
        return f"a gap no wider than {task.amount(task.goal)}"
    return task.amount(task.goal)


def change_of(task: Task, value: Decimal) -> Decimal | None:
    """The growth as a ratio, or how much more or less than the baseline it is."""
    if task.baseline is None:
        return None
    if task.kind == TargetKind.GROWTH:
        return value / task.baseline.value - 1
    return value - task.baseline.value


def expected_on(task: Task, on: datetime.date) -> Decimal | None:
    """The figure that a day was to come to on the way; None where nobody can say."""
    if task.kind == TargetKind.GAP or on >= task.due:
        return task.goal
    points = way(task)
    before = [each for each in points if each[0] <= on]
    if not before:
        return None
    (day, value), (later, goal) = before[-1], points[len(before)]
    if task.trajectory == Trajectory.STEPPED:
        return value
    return value + (goal - value) * (on - day).days / (later - day).days


def way(task: Task) -> list[tuple[datetime.date, Decimal]]:
    """The days on the way with the figures they were to come to, from the baseline to the due day."""
    steps = [] if task.trajectory == Trajectory.LINEAR else sorted(task.steps)
    points = [(day, task.at(aim)) for day, aim in steps if day < task.due]
    if task.baseline is not None:
        points = [(task.baseline.ends, task.baseline.value), *[each for each in points if each[0] > task.baseline.ends]]
    return [*points, (task.due, task.goal)]


def rates(task: Task, latest: Latest) -> dict[str, Decimal | None]:
    """How fast it went a year, and how fast it has to go; nothing from fewer than four whole periods."""
    if task.baseline is None or task.kind == TargetKind.GAP or latest.whole_periods < RATE_FROM:
        return {"rate_so_far": None, "rate_needed": None}
    gone, left = (latest.ends - task.baseline.ends).days, (task.due - latest.ends).days
    return {
        "rate_so_far": (latest.value - task.baseline.value) * YEAR / gone,
        "rate_needed": (task.goal - latest.value) * YEAR / left if left > 0 else None,
    }
