"""What the pages of contract reviews and their part of the API both need, and what the next cycle and its plan ask."""

from django.db.models import Case, Q, QuerySet, Value, When

from commissioning.contract_reviews.models import ContractReview, FindingKind, ReviewFinding
from commissioning.contracts.models import Contract
from commissioning.cycles.models import CommissioningCycle
from commissioning.cycles.reading import IN_CYCLE
from commissioning.plans.models import CommissioningPlan
from core.acts import Actor

REVIEWS = ContractReview.objects.select_related("contract__provider", "contract__commissioner").prefetch_related(
    "contract__parties", "findings__owner", "findings__uses__plan"
)
FINDINGS = ReviewFinding.objects.select_related(
    "review__contract__provider", "review__contract__priority__plan__cycle", "owner"
).prefetch_related("review__contract__parties", "review__contract__priority__plan__cycle__partners", "uses__plan")
MET_LAST = Case(When(kind=FindingKind.MET, then=Value(1)), default=Value(0))


FINDINGS_FOR = IN_CYCLE.add(
    "findings",
    lambda cycle: ReviewFinding.objects.filter(
        review__contract__priority__plan__cycle__in=CommissioningCycle.objects.filter(
            Q(pk=cycle) | Q(followed_by=cycle)
        ).values("pk")
    ),
)


def findings_for(cycle: CommissioningCycle) -> QuerySet[ReviewFinding]:
    """What reviews found of contracts that serve this cycle or the one before it: an input of its Analyse and its plan.

    The contract's priority is of a plan of either. What was met comes last; what was declared void does not count.
    """
    served = "review__contract__priority__plan__cycle"
    of_either = Q(**{served: cycle.pk}) | Q(**{served: cycle.follows_id})
    rows = FINDINGS.counting().filter(of_either if cycle.follows_id is not None else Q(**{served: cycle.pk}))
    return rows.order_by(MET_LAST, "-review__held_on", "pk")


def found_in(cycle: CommissioningCycle) -> QuerySet[ReviewFinding]:
    """What reviews found of contracts that serve the plans of this cycle itself."""
    return findings_for(cycle).filter(review__contract__priority__plan__cycle=cycle)


def to_take_up(cycle: CommissioningCycle) -> QuerySet[ReviewFinding]:
    """Those of them that no plan of the cycle has used, and that are more than that something was met."""
    used = ReviewFinding.objects.filter(uses__plan__cycle=cycle).values("pk")
    return findings_for(cycle).exclude(kind=FindingKind.MET).exclude(pk__in=used)


def used_by(plan: CommissioningPlan) -> QuerySet[ReviewFinding]:
    """Those that a plan used, by when it was recorded."""
    return FINDINGS.counting().filter(uses__plan=plan).order_by("uses__used_on", "pk")


def plans_for(finding: ReviewFinding, actor: Actor) -> QuerySet[CommissioningPlan]:
    """The plans that can have used a finding: of the cycle its contract serves, and of the one that follows it.

    Whoever acts for a partner names the plans of the cycles in which it is one; the secretariat names any.
    """
    priority = finding.review.contract.priority
    if priority is None:
        return CommissioningPlan.objects.none()
    cycle = priority.plan.cycle_id
    rows = CommissioningPlan.objects.filter(Q(cycle=cycle) | Q(cycle__follows=cycle)).select_related("cycle")
    if not actor.may("commissioning.begin_contract", Contract()):  # for any body, as the secretariat does
        rows = rows.filter(cycle__partners__organisation=actor.organisation_id).distinct()
    return rows.order_by("-starts", "sort_name", "pk")
