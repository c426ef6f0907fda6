"""The lines of the checklists that a partner answers, with evidence, where no record tells of them.

A subject that knows of one declares in its `gates.py` what its records tell:

    @by_hand.told_by_records(StageKind.REVIEW, "quality")
    def returns_are_accepted(stage, on): return Told(Standing.FAIL, "2 returns of 14 are missing.", where)

Where they tell something, that counts, and nobody says otherwise by hand; where they are silent (None) a partner does,
since it can have been so all the same. What was answered by hand before is kept, and shown beside it (ADR 38).

Source: the Herefordshire report on strategic planning and joint commissioning (2005), its action plan by stage.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from commissioning.cycles.checklist import Fails, Line, Standing, line_of
from commissioning.cycles.models import Reply, StageKind
from core.gates import Gate, Obstacle

if TYPE_CHECKING:
    from commissioning.cycles.models import LineAnswer, Stage

SOURCE = "the Herefordshire action plan on joint commissioning, 2005"
UNANSWERED = "Nobody has answered this yet. A partner answers it, with what shows it."


class Told(NamedTuple):
    """What records tell of a line: how it stands, why, and where that can be read or changed.

    Everybody with an account reads it, so it names nothing that only the parties of a contract read.
    """

    standing: Standing
    reason: str
    where: str = ""


Tells = Callable[["Stage", datetime.date], Told | None]
FROM_RECORDS: dict[tuple[str, str], Tells] = {}
"""What tells of a line, by stage and line."""


def told_by_records(kind: str, code: str) -> Callable[[Tells], Tells]:
    """Declare what records tell of a line."""

    def declare(look: Tells) -> Tells:
        if (kind, code) in FROM_RECORDS:
            raise ValueError(f"Two subjects tell of the line {code}.")
        FROM_RECORDS[kind, code] = look
        return look

    return declare


def told_of(stage: "Stage", code: str, on: datetime.date) -> Told | None:
    """What records tell of a line of a stage on a day; nothing where nobody declared it, or they are silent."""
    look = FROM_RECORDS.get((stage.kind, code))
    return look(stage, on) if look else None


@dataclass(frozen=True)
class Asked:
    """A line that is answered by hand: of which stage, where in its order, and what is asked."""

    kind: str
    place: int
    code: str
    title: str
    asks: str


ASKED = (
    Asked(StageKind.PLAN, 70, "new-models", "New ways of providing services are designed",
          "Which models were thought through with those who provide and use services, and which are chosen."),
    Asked(StageKind.PLAN, 80, "purchasing-power", "What the partners can buy is known",
          "The money all partners have for this client group, and what is tied up in contracts."),
    Asked(StageKind.PLAN, 90, "market", "The market is described",
          "Who provides what, how many could, and where there is only one or nobody."),
    Asked(StageKind.DO, 20, "recommissioned", "Services are decommissioned or commissioned again",
          "What ended, what took its place, and how the people who used it moved over."),
    Asked(StageKind.DO, 30, "change-told", "Changes are managed and made known",
          "How providers, users and carers were told, and by when."),
    Asked(StageKind.DO, 40, "sector-responds", "The sector responded as a provider",
          "How voluntary organisations answered the invitations to bid, alone and together."),
    Asked(StageKind.DO, 50, "delivery-models", "New delivery models are in use",
          "Which of the planned models people use by now."),
    Asked(StageKind.REVIEW, 10, "quality", "Quality and quantity are measured",
          "How much was delivered and how well, against what the contracts say."),
    Asked(StageKind.REVIEW, 20, "impact", "Impact is evaluated",
          "What has changed for the people of this client group, and who says so."),
    Asked(StageKind.REVIEW, 30, "resources", "The use of resources was challenged",
          "Who looked at how the money was used, the sector among them, and what they found."),
    Asked(StageKind.REVIEW, 40, "data", "Data are gathered by client group",
          "Which figures are kept for this client group, and where they can be read."),
)  # fmt: skip
"""In the order of the checklists. Where there is nothing to do, the answer is yes, and says so."""
LINES = sorted((each.code, each.title) for each in ASKED)
"""All of them, to choose from."""
BY_CODE = {(each.kind, each.code): each for each in ASKED}


class ByHand(Gate):
    """A gate that is passed where records tell so, or, where they are silent, the latest answer is yes."""

    asked: Asked

    def line_on(self, stage: "Stage", on: datetime.date) -> Line:
        """The line of the checklist, with what records tell also where it is passed."""
        told, answer = told_of(stage, self.asked.code, on), self.answer_of(stage)
        if told is not None:
            return Line(self.title, SOURCE, told.standing, told.reason, told.where, answer, by_records=True)
        return line_of(self.title, SOURCE, self.obstacle_by_hand(stage), answer)

    def obstacle_by_hand(self, stage: "Stage") -> Obstacle | None:
        """What the latest answer leaves open, or that there is none."""
        answer, where = self.answer_of(stage), reverse("stage_answer", args=[stage.pk, self.asked.code])
        if answer is None:
            return Obstacle(UNANSWERED, where=where)
        if answer.reply == Reply.YES:
            return None
        said = f"{answer.get_reply_display()}: {answer.evidence}"
        return Fails(said, where=where) if answer.reply == Reply.NO else Obstacle(said, where=where)

    def answer_of(self, stage: "Stage") -> "LineAnswer | None":
        """The answer that counts: the latest. `answers` come in that order."""
        return next((each for each in stage.answers.all() if each.line == self.asked.code), None)


def gate_of(asked: Asked) -> ByHand:
    """The gate of a line that is answered by hand."""

    def look(stage: "Stage", on: datetime.date) -> Obstacle | None:
        """Passed where records tell so; where they are silent, where the latest answer is yes."""
        told = told_of(stage, asked.code, on)
        if told is None:
            return made.obstacle_by_hand(stage)
        if told.standing == Standing.PASS:
            return None
        return (Fails if told.standing == Standing.FAIL else Obstacle)(told.reason, where=told.where)

    made = ByHand(asked.title, SOURCE, look)
    object.__setattr__(made, "asked", asked)  # a gate is frozen
    return made
