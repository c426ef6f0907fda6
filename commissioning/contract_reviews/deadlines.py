"""Reviews to hold, and what follows from their findings."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from commissioning.contract_reviews.actions import FINISH, REVIEW
from commissioning.contract_reviews.reading import FINDINGS
from commissioning.contracts.kinds import COMMISSIONING
from commissioning.contracts.models import Contract
from commissioning.monitoring.parties import parties
from core import clock, deadlines
from core.pages.addresses import numbered
from partnerships.people import holders
from partnerships.people.roles import Role


def to_review() -> QuerySet[Any]:
    """Active contracts with a day of review, until they end."""
    rows = Contract.objects.counting().filter(review_on__isnull=False)
    last = Coalesce("ended_early_on", "current_end")
    return rows.alias(last=last).filter(Q(last=None) | Q(last__gte=clock.today())).only("title", "review_on")


deadlines.add(
    deadlines.Deadline(
        name="contract_review",
        title="Contracts to review",
        queryset=deadlines.theirs(to_review, REVIEW),
        date_field="review_on",
        sentence=lambda contract: f"Review the contract: {contract.title}",
        link=lambda contract: numbered("contract_monitoring", contract.pk),
        next_step="Record the review",
        reminders=(56, 28, 7, 0),
        holders=holders.at_any(parties(COMMISSIONING, "pk"), Role.COMMISSIONER),
    )
)
deadlines.add(
    deadlines.Deadline(
        name="finding",
        title="What contract reviews asked for",
        queryset=deadlines.theirs(FINDINGS.open, FINISH),
        date_field="due_on",
        sentence=lambda finding: f"{finding.owner.name}: {finding.follows} ({finding.review.contract.title})",
        next_step="Tick it off",
        reminders=(28, 7, 0),
        holders=holders.at("owner_id", Role.COMMISSIONER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR),
    )
)
