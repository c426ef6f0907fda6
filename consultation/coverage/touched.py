"""Consultations that a body was invited to answer, as what a reorganisation touches."""

from consultation.coverage.models import Invitee
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(Touched("Consultations it was invited to answer", Invitee, ("organisation",)))
