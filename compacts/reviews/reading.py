"""What the pages of reviews and their part of the API both need."""

from compacts.reviews.models import CompactReview

LOADED = CompactReview.objects.select_related("compact")
