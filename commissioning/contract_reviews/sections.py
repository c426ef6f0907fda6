"""What contract reviews found, on the page of the cycle that the contracts serve and in what the next begins with."""

from commissioning.contract_reviews.models import FindingKind, FindingUse, ReviewFinding
from commissioning.contract_reviews.reading import FINDINGS_FOR, found_in, to_take_up, used_by
from commissioning.cycles import parts
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind
from commissioning.cycles.reading import IN_CYCLE
from commissioning.next_cycles import carried
from commissioning.plans import parts as plan_parts
from commissioning.plans.models import CommissioningPlan
from core.acts import Actor
from core.pages import words

SHOWN = 50


def line_of(finding: ReviewFinding) -> parts.Line:
    """A finding, of which contract, from when."""
    review = finding.review
    more = f"{review.contract.title}, reviewed {words.date(review.held_on)}"
    return parts.Line(f"{FindingKind(finding.kind).label}: {finding.title}", finding.get_absolute_url(), more)


def found(actor: Actor, cycle: CommissioningCycle, stage: Stage | None) -> list[parts.Line]:
    """What reviews found of the contracts that serve this cycle, on its page and at Review. One query."""
    if stage is not None and stage.kind != StageKind.REVIEW:
        return []
    return [line_of(each) for each in found_in(cycle).visible_to(actor)[:SHOWN]]


def left(actor: Actor, cycle: CommissioningCycle) -> list[parts.Line]:
    """What the next cycle takes up of it: all but what was met, and what a plan has used already. One query."""
    if IN_CYCLE.none(cycle, FINDINGS_FOR):
        return []
    return [line_of(each) for each in to_take_up(cycle).visible_to(actor)[:SHOWN]]


def used(actor: Actor, plan: CommissioningPlan) -> list[parts.Line]:
    """What the plan used of it, and where in the plan. One query, and one for where."""
    found = used_by(plan).visible_to(actor)[:SHOWN]
    wheres = {each.pk: [use.where for use in each.uses.all() if use.plan_id == plan.pk] for each in found}
    lines = [(each, line_of(each)) for each in found]
    return [parts.Line(line.text, line.href, f"{line.more}. {wheres[each.pk][0]}") for each, line in lines]


parts.add(parts.Part("What contract reviews found", 40, lines=found, asks=FINDINGS_FOR))
carried.add(left)
plan_parts.add(
    plan_parts.Part("What it used of contract reviews", used, lambda plan: FindingUse.objects.filter(plan=plan))
)
