"""What the pages of frameworks and their part of the API both need."""

from django.db.models import Prefetch

from compacts.agreements.models import AgreementParty
from compacts.frameworks.models import Framework

LOADED = Framework.objects.select_related("agreement__area").prefetch_related(
    Prefetch("agreement__parties", AgreementParty.objects.select_related("organisation"))
)


def replaced_by(framework: Framework) -> list[Framework]:
    """The frameworks that its agreement takes the place of. One query."""
    earlier = Framework.objects.filter(
        agreement__related_to__agreement=framework.agreement_id, agreement__related_to__kind="supersedes"
    )
    return list(earlier.select_related("agreement").order_by("agreement__sort_name", "pk"))


def replacing(framework: Framework) -> list[Framework]:
    """The frameworks that take its place. One query."""
    later = Framework.objects.filter(
        agreement__relations__other=framework.agreement_id, agreement__relations__kind="supersedes"
    )
    return list(later.select_related("agreement").order_by("agreement__sort_name", "pk"))
