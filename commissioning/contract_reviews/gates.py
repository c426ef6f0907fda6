"""Whether what contracts teach informs the plans, one of the six principles of joint commissioning; and whether a
cycle's impact is evaluated, a line of its Review.

Source of the latter: the Herefordshire report on strategic planning and joint commissioning (2005), section 3: the
review procedure that was agreed with a contract is run at Review.
"""

import datetime

from commissioning.contract_reviews.models import ContractReview, ReviewFinding
from commissioning.contract_reviews.reading import FINDINGS_FOR, findings_for, to_take_up
from commissioning.cycles.by_hand import Told, told_by_records
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind, StageState
from commissioning.cycles.principles import NOT_JUDGED, Principle, Verdict, judged
from commissioning.cycles.reading import IN_CYCLE
from commissioning.thread.of_cycle import serving
from core.pages import words
from core.pages.addresses import fixed


@judged(Principle.CONTRACTS_INFORM)
def findings_are_taken_up(cycle: CommissioningCycle, on: datetime.date) -> Verdict:
    """All that reviews found by then, and that was more than met, was used by a plan. Two queries.

    Everybody reads the verdict, so it counts what was found and names none of it: that is read by those concerned.
    """
    none = IN_CYCLE.none(cycle, FINDINGS_FOR)
    found = 0 if none else findings_for(cycle).filter(review__held_on__lte=on).count()
    if not found:
        return Verdict(Standing.NOT_YET, NOT_JUDGED[Principle.CONTRACTS_INFORM])
    waiting = list(to_take_up(cycle).filter(review__held_on__lte=on))
    if not waiting:
        said = words.plural(found, "finding")
        return Verdict(Standing.PASS, f"Of {said} of contract reviews none waits for a plan of this cycle to use it.")
    planned = any(
        each.kind == StageKind.PLAN and each.state_on(on) == StageState.SIGNED_OFF for each in cycle.stages.all()
    )
    of_before = [each for each in waiting if each.review.contract.priority.plan.cycle_id != cycle.pk]
    standing = Standing.FAIL if planned and of_before else Standing.NOT_YET
    told = f"No plan of this cycle has used {words.plural(len(waiting), 'finding')} of contract reviews yet."
    return Verdict(standing, told, fixed("findings"))


@told_by_records(StageKind.REVIEW, "impact")
def contracts_are_reviewed(stage: Stage, on: datetime.date) -> Told | None:
    """That every contract of the cycle whose review was due was reviewed, and that something was found.

    Nothing where no review was held or due by then. Counts only: what was found is read by the parties. Three queries.
    """
    contracts = dict(serving(stage.cycle, on).values_list("pk", "review_on"))
    rows = ContractReview.objects.filter(contract__in=contracts, voided_on=None).order_by("-held_on")
    held = set()
    for review in rows:
        if review.held_on <= on:
            held.add(review.pk)
        else:  # it was still to come on that day
            contracts[review.contract_id] = review.planned_on
    late = sum(day is not None and day < on for day in contracts.values())
    where = fixed("contract_reviews")
    if late:
        told = f"{words.plural(late, 'contract')} {'was' if late == 1 else 'were'} not reviewed by the day agreed."
        return Told(Standing.FAIL, f"{told} Record the review, with what it found.", where)
    if not held:
        return None
    found = ReviewFinding.objects.filter(review__in=held).count()
    if not found:
        return Told(Standing.NOT_YET, "Its contracts were reviewed, but no review says what it found.", where)
    told = (
        f"{words.plural(len(held), 'review')} of its contracts, with {words.plural(found, 'finding')}; none is overdue."
    )
    return Told(Standing.PASS, told, where)
