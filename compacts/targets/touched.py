"""Whose figures a target counts repeats what its contributions say: only those are touched."""

from compacts.targets.models import Strand
from partnerships.organisations import touching

touching.leave_out(Strand)
