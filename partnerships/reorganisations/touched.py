"""The lines of reorganisations are what touches, not what is touched."""

from partnerships.organisations import touching
from partnerships.reorganisations.models import Line, NewBody

touching.leave_out(Line, NewBody)
