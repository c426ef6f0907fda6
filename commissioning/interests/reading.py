"""What the pages of declared interests and their part of the API both need."""

from commissioning.interests.models import Interest

LOADED = Interest.objects.select_related("cycle", "organisation").prefetch_related("cycle__partners")
SAID = (
    "Everybody with an account reads it on the cycle's page, and again when contracts are let. It bars nobody from "
    "bidding. If you have none, say so."
)
