"""What this subject knows of cycles: the lines by hand, the day of the review, and three of the six principles."""

import datetime
from itertools import pairwise

from commissioning.cycles import checklist
from commissioning.cycles.by_hand import ASKED, SOURCE, gate_of
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind, StageState
from commissioning.cycles.principles import Principle, Verdict, judged
from core.gates import Obstacle, gate
from core.pages.addresses import numbered


@gate("The review has its day", source=SOURCE)
def the_review_has_its_day(stage: Stage, on: datetime.date) -> Obstacle | None:
    """Nobody is reminded of a review without a date."""
    if stage.cycle.review_due is not None:
        return None
    return Obstacle("Enter by when the cycle is reviewed.", where=numbered("cycle_edit", stage.cycle_id))


for asked in ASKED:
    checklist.add(asked.kind, asked.place, gate_of(asked))
checklist.add(StageKind.REVIEW, 50, the_review_has_its_day)


@judged(Principle.CLIENT_GROUP)
def it_is_across_agencies(cycle: CommissioningCycle, on: datetime.date) -> Verdict:
    """At least two bodies commission together for one client group."""
    names = [each.organisation.name for each in cycle.partners.all() if each.holds_on(on)]
    if len(names) > 1:
        return Verdict(Standing.PASS, f"{', '.join(names)} commission together for: {cycle.client_group}.")
    alone = names[0] if names else "Nobody"
    return Verdict(Standing.FAIL, f"{alone} commissions alone. Add another partner.", cycle.get_absolute_url())


@judged(Principle.EQUAL)
def each_stage_takes_its_time(cycle: CommissioningCycle, on: datetime.date) -> Verdict:
    """No stage is signed off on the day it opened, and all four are signed off in the end."""
    over = [each for each in cycle.stages.all() if each.state_on(on) == StageState.SIGNED_OFF]
    for each in over:
        if each.opened_on == each.signed_off_on:
            said = f"{each.get_kind_display()} was signed off on the day on which it opened."
            return Verdict(Standing.FAIL, said, each.get_absolute_url())
    if len(over) == len(StageKind):
        return Verdict(Standing.PASS, "All four stages were worked through and signed off.")
    return Verdict(Standing.NOT_YET, f"{len(over)} of four stages are signed off.")


@judged(Principle.SEQUENTIAL)
def stages_follow_each_other(cycle: CommissioningCycle, on: datetime.date) -> Verdict:
    """None opened before the one in front of it was signed off."""
    stages = sorted(cycle.stages.all(), key=lambda each: each.kind)
    begun = [each for each in stages if each.opened_on is not None and each.opened_on <= on]
    for before, after in pairwise(begun):
        if before.signed_off_on is None or before.signed_off_on > after.opened_on:  # type: ignore[operator]
            said = f"{after.get_kind_display()} opened before {before.get_kind_display()} was signed off."
            return Verdict(Standing.FAIL, said, after.get_absolute_url())
    if len(begun) < 2:
        return Verdict(Standing.NOT_YET, "Only the first stage has opened." if begun else "No stage has opened yet.")
    return Verdict(Standing.PASS, f"{begun[-1].get_kind_display()} opened when all before it was signed off.")
