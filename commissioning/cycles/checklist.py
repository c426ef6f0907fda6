"""What each stage of a cycle waits for: lines that the subjects declare, computed from their records.

    @gate("Unmet needs are recorded", source="S3-05")
    def unmet_needs_are_recorded(stage, on): ...

    checklist.add(StageKind.ANALYSE, 30, unmet_needs_are_recorded)

Each subject declares its lines in its `gates.py`, which is found as Django starts. A gate is asked with the stage (its
cycle loaded) and a day; the same list guards the signing off and is the checklist on the page. One that no record
answers is by hand (`by_hand.py`): a partner answers it with evidence, and the page says who did. A line that is
not asked of every cycle says with `applies` where it is not, and why: then it stands on the page and stops nobody.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from core.gates import Gate, Obstacle

if TYPE_CHECKING:
    from commissioning.cycles.models import LineAnswer, Stage

Unless = Callable[["Stage", datetime.date], str]
"""Why a line is not asked of a stage on a day; empty where it is."""


class Standing(models.TextChoices):
    """How a line of a checklist, or a principle, stands."""

    PASS = "pass", "Pass"
    FAIL = "fail", "Fail"
    NOT_YET = "not_yet", "Not yet"
    DOES_NOT_APPLY = "does_not_apply", "Does not apply"

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return {"pass": "green", "fail": "red", "not_yet": "yellow"}.get(self.value, "grey")


class Fails(Obstacle):
    """An obstacle that is known to be one: somebody looked, and it is not so."""


@dataclass(frozen=True)
class Declared:
    """A line as its subject declared it: its place, its gate, and where it is not asked."""

    place: int
    gate: Gate
    applies: Unless | None = None


@dataclass(frozen=True)
class Line:
    """A line of a stage's checklist as it stands on a day, with the answer that was given by hand, where one was.

    `by_records`: records tell how it stands, so nobody answers it by hand.
    """

    title: str
    source: str
    standing: Standing
    reason: str = ""
    where: str = ""
    answer: "LineAnswer | None" = None
    by_records: bool = False


LINES: dict[str, list[Declared]] = {}


def add(kind: str, place: int, line: Gate, *, applies: Unless | None = None) -> Gate:
    """Declare a line of a stage's checklist, at a place in its order."""
    there = LINES.setdefault(kind, [])
    if any(each.gate.title == line.title for each in there):
        raise ValueError(f"Two lines of the stage {kind} are called {line.title}.")
    there.append(Declared(place, line, applies))
    there.sort(key=lambda each: each.place)
    return line


def lines_of(kind: str) -> list[Gate]:
    """The lines of a stage, in their order."""
    return [each.gate for each in LINES.get(kind, [])]


def gates_of(stage: "Stage", on: datetime.date, since: int = 0) -> list[Gate]:
    """Those that are asked of this stage on that day, from a place in their order on."""
    there = [each for each in LINES.get(stage.kind, []) if each.place >= since]
    return [each.gate for each in there if not (each.applies and each.applies(stage, on))]


def checked(stage: "Stage", on: datetime.date) -> list[Line]:
    """Every line of a stage with what it found."""
    return [found(each, stage, on) for each in LINES.get(stage.kind, [])]


def found(line: Declared, stage: "Stage", on: datetime.date) -> Line:
    """What one line found."""
    title = line.gate.title
    if line.applies and (why := line.applies(stage, on)):
        return Line(title, "", Standing.DOES_NOT_APPLY, why)
    whole: Callable[[Stage, datetime.date], Line] | None = getattr(line.gate, "line_on", None)
    if whole is not None:
        return whole(stage, on)
    looked = line.gate.check(stage, on)
    return line_of(title, looked.source, looked.obstacle)


def line_of(title: str, source: str, obstacle: Obstacle | None, answer: "LineAnswer | None" = None) -> Line:
    """A line with the obstacle that was found, or none."""
    if obstacle is None:
        return Line(title, source, Standing.PASS, answer=answer)
    standing = Standing.FAIL if isinstance(obstacle, Fails) else Standing.NOT_YET
    return Line(title, source, standing, obstacle.message, obstacle.where, answer)
