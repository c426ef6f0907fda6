"""Before the last role in a capacity ends, or an account is closed, what the person holds by name is handed over.

With a reason it is left to the role: whoever must be kept out at once is not kept in by what names them.
"""

from partnerships.leaving.actions import leave_all_to_role
from partnerships.leaving.rules import nothing_stays_behind, nothing_stays_with_the_account
from partnerships.people.gates import CLOSING, GOING, LEFT

GOING.append(nothing_stays_behind)
CLOSING.append(nothing_stays_with_the_account)
LEFT.append(leave_all_to_role)
