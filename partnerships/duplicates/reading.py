"""What the pages of possible duplicates and their part of the API both need."""

from partnerships.duplicates.models import DuplicateSuggestion

LOADED = DuplicateSuggestion.objects.select_related(
    "first__kind", "first__area", "first__size", "first__duplicate_of",
    "second__kind", "second__area", "second__size", "second__duplicate_of",
)  # fmt: skip
