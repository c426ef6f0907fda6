"""Requests to confirm an entry, as what a reorganisation touches."""

from partnerships.organisations import touching
from partnerships.organisations.touching import Touched
from partnerships.stale.models import EntryChaser

touching.add(Touched("Requests to confirm its entry", EntryChaser, ("organisation", "umbrella")))
