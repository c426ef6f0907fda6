"""What the pages of changes of funding and their part of the API both need."""

from compacts.funding_changes.models import FundingChange

LOADED = FundingChange.objects.select_related("framework__agreement", "partner__organisation").prefetch_related(
    "framework__agreement__parties"
)
