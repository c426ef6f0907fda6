"""Pairs and lost pairs repeat what the counts of small areas say: only those are touched by a reorganisation."""

from partnerships.organisations import touching
from partnerships.organisations.touching import Touched
from partnerships.places.models import LostPair, Pair, SmallAreaCount

touching.leave_out(LostPair, Pair)
touching.add(Touched("Counts of the small areas that it shares with councils", SmallAreaCount, ("organisation",)))
