"""When a plan is refreshed.

Source: Worcestershire Concordat (2008), way forward 3: all commissioning plans are reviewed and refreshed, so that they
reflect joint strategies, are fit for purpose as joint commissioning plans, and inform the section 75 agreement.
"""

import datetime

from commissioning.plans.models import CommissioningPlan
from commissioning.plans.rules import it_has_not_expired, it_was_not_withdrawn, refuse_wrong_refresh
from core.acts import Refused, refuse_to_come
from core.gates import Obstacle, gate
from core.pages import words

CONCORDAT = "the Worcestershire Concordat, 2008, way forward 3"


@gate("It was endorsed", source=CONCORDAT)
def it_was_endorsed(plan: CommissioningPlan, on: datetime.date) -> Obstacle | None:
    """What is still being written is not refreshed."""
    if plan.endorsed_version is not None:
        return None
    return Obstacle(
        "A plan is refreshed once it was endorsed. Until then change its text.", where=plan.get_absolute_url()
    )


TO_REFRESH = (it_was_not_withdrawn, it_has_not_expired, it_was_endorsed)


def refuse_wrong_days(plan: CommissioningPlan, on: datetime.date, next_due: datetime.date | None) -> None:
    """Refuse a day before the plan was endorsed, and a next one that is not after it or beyond the plan."""
    refuse_to_come(refreshed_on=on)
    version = plan.endorsed_version
    if version is not None and version.endorsed_on is not None:
        first = min(each.endorsed_on for each in plan.versions.all() if each.endorsed_on)
        if on < first:
            raise Refused(
                {"refreshed_on": f"The plan was endorsed on {words.date(first)}. Enter that day or a later one."}
            )
    refuse_wrong_refresh("next_due", next_due, on, plan.ends)
