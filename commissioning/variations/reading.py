"""What the pages of variations and their part of the API both need."""

from commissioning.variations.models import Variation

LOADED = Variation.objects.select_related("contract__commissioner", "contract__provider").prefetch_related(
    "years", "contract__parties__organisation", "agreed_by__organisation"
)
