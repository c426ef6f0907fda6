"""Who may send evidence, and what is answered.

Sources: Making Partnership Work (2003): PCTs can and should involve the sector in the assessment of needs; the
Herefordshire report on joint commissioning (2005), section 2: the sector's contribution to Analyse is essential.
"""

import datetime
from typing import TYPE_CHECKING

from commissioning.cycles.models import FINISHED, CommissioningCycle, StageKind, stage_on
from commissioning.cycles.rules import refuse_void, rests_on
from core import clock
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.organisations.models import Sector

if TYPE_CHECKING:
    from commissioning.contributions.models import Contribution
    from partnerships.organisations.models import Organisation

OF_THE_SECTOR = (
    "Evidence is sent in by voluntary and community organisations. A public body records what it knows among the needs "
    "of a cycle."
)
OVER = "All four stages of this cycle are signed off. Choose another, or leave it empty."


@gate("It was not withdrawn")
def it_was_not_withdrawn(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """What was taken back is used no more."""
    if contribution.withdrawn_on is None:
        return None
    return Obstacle(f"{contribution.organisation.name} withdrew it on {words.date(contribution.withdrawn_on)}.")


@gate("Nobody has answered it")
def nobody_has_answered(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """What commissioners have built on stays."""
    if not contribution.use:
        return None
    return Obstacle("Commissioners have said what became of it, so it stays. Send another that puts it right.")


@gate("Analyse is not signed off with it")
def analyse_is_open(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """What every partner signed stays as they signed it; what came after they had stands for nothing yet."""
    if contribution.cycle is None:
        return None
    stage = next((each for each in contribution.cycle.stages.all() if each.kind == StageKind.ANALYSE), None)
    if stage is None or stage.signed_off_on is None or contribution.sent_on > stage.signed_off_on:
        return None
    return rests_on(contribution.cycle, StageKind.ANALYSE)


@gate("It belongs to a cycle")
def it_belongs_to_a_cycle(contribution: "Contribution", on: datetime.date) -> Obstacle | None:
    """What it is used in is known."""
    if contribution.cycle_id is not None:
        return None
    return Obstacle("Take it up in a cycle first.", where=f"{contribution.get_absolute_url()}take/")


TO_ANSWER = (it_was_not_withdrawn, it_belongs_to_a_cycle)
TO_TAKE = (it_was_not_withdrawn, analyse_is_open)
TO_WITHDRAW = (it_was_not_withdrawn, nobody_has_answered, analyse_is_open)
NOT_YOURS_TO_MOVE = "It was sent for: {}. Ask one of the partners of that cycle to take it up in the other."


def refuse_not_of_the_sector(organisation: "Organisation") -> None:
    """Refuse a sender that is not of the voluntary and community sector."""
    if organisation.kind.sector != Sector.VOLUNTARY:
        raise Refused(OF_THE_SECTOR)


def refuse_over(cycle: CommissioningCycle | None) -> None:
    """Refuse a cycle that is over."""
    if cycle is None:
        return
    refuse_void(cycle)
    at = CommissioningCycle.objects.annotate(at=stage_on(clock.today())).values_list("at", flat=True).get(pk=cycle.pk)
    if at == FINISHED:
        raise Refused({"cycle": OVER})
