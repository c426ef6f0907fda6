"""How a body stands to a target of sign-up repeats what its sign-ups say: only those are touched."""

from compacts.deadline.models import SignupStanding
from partnerships.organisations import touching

touching.leave_out(SignupStanding)
