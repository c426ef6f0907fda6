"""Lists of members that umbrella bodies sent, as what a reorganisation touches."""

from partnerships.members.models import MemberLine, MemberSheet
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(Touched("Lists of members that it sent", MemberSheet, ("umbrella",)))
touching.add(Touched("Lines of lists of members that mean it", MemberLine, ("organisation",)))
