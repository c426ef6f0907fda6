"""The six principles of joint commissioning, judged of each cycle: pass, fail or not yet, with the reason.

A subject that knows more declares, in its `gates.py`, how a principle is judged:

    @principles.judged(Principle.PLANS_DRIVE)
    def contracts_serve_priorities(cycle, on): return Verdict(Standing.PASS, "All 12 contracts serve a priority.")

Until then a principle says 'not yet', and why.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), section 2.
"""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from django.db import models

from commissioning.cycles.checklist import Standing

if TYPE_CHECKING:
    from commissioning.cycles.models import CommissioningCycle

SOURCE = "the Herefordshire report on joint commissioning, 2005, section 2"


class Principle(models.TextChoices):
    """The six, in their order."""

    CLIENT_GROUP = "1_client_group", "It is for a client group, across agencies"
    EQUAL = "2_equal", "All four stages are equally important"
    SEQUENTIAL = "3_sequential", "One stage follows another"
    PLANS_DRIVE = "4_plans_drive", "Plans drive contracting"
    CONTRACTS_INFORM = "5_contracts_inform", "What contracts teach informs the plans"
    DIALOGUE = "6_dialogue", "There is a dialogue with users, carers and providers throughout"


class Verdict(NamedTuple):
    """How a principle stands, why, and where that can be changed."""

    standing: Standing
    reason: str
    where: str = ""


Judge = Callable[["CommissioningCycle", datetime.date], Verdict]
NOT_JUDGED = {
    Principle.PLANS_DRIVE: "No contract of this cycle is recorded that could serve a priority of its plan.",
    Principle.CONTRACTS_INFORM: "No review of a contract is recorded that a plan of this cycle could have used.",
    Principle.DIALOGUE: "Nothing is recorded yet of what users, carers and providers said.",
}
JUDGES: dict[str, Judge] = {}


def judged(principle: str) -> Callable[[Judge], Judge]:
    """Declare how a principle is judged."""

    def declare(judge: Judge) -> Judge:
        if principle in JUDGES:
            raise ValueError(f"Two subjects judge the principle {principle}.")
        JUDGES[principle] = judge
        return judge

    return declare


def verdicts(cycle: "CommissioningCycle", on: datetime.date) -> list[tuple[Principle, Verdict]]:
    """All six of a cycle. Its stages and partners are loaded."""
    return [(each, verdict(each, cycle, on)) for each in Principle]


def verdict(principle: Principle, cycle: "CommissioningCycle", on: datetime.date) -> Verdict:
    """How one stands."""
    judge = JUDGES.get(principle)
    return judge(cycle, on) if judge else Verdict(Standing.NOT_YET, NOT_JUDGED[principle])
