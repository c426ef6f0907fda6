"""Possible duplicates and merges tell of the entry itself: a reorganisation does not touch them."""

from partnerships.duplicates.models import DuplicateSuggestion, Merge
from partnerships.organisations import touching

touching.leave_out(DuplicateSuggestion, Merge)
