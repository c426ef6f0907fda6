"""Invitations that wait, as what a reorganisation touches."""

from partnerships.invitations.models import Invitation
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(
    Touched("Invitations that wait", Invitation, ("organisation",), rows=lambda day: Invitation.objects.waiting())
)
