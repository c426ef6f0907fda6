"""What the pages of these actions and their part of the API both need."""

from compacts.review_actions.models import ReviewAction

LOADED = ReviewAction.objects.select_related("review__compact", "owner")
