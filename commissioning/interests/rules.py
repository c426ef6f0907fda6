"""Whether an organisation has declared its interests in a cycle.

Source: the Herefordshire report on strategic planning and joint commissioning (2005), sections 2 and 5: the sector
plans and bids, so interests are declared when planning and shown when contracting. Having taken part never bars.
"""

import datetime

from commissioning.cycles.models import CommissioningCycle


def has_declared(cycle: CommissioningCycle, organisation_id: int, on: datetime.date) -> bool:
    """Whether it had declared something by that day, be it that there is nothing. What it was does not matter."""
    rows = cycle.interests.standing()
    return bool(rows.filter(organisation=organisation_id, declared_on__lte=on).exists())
