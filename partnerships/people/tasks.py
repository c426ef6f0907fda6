"""The end of what is known of people whose account is closed."""

import datetime
from typing import Any

from core import clock
from core.privacy import years
from core.work.jobs import job
from core.work.kinds import Progress, handler
from core.work.models import WorkRow
from partnerships.people.account_actions import NEW_PASSWORD, answer_for_new_password, erase_accounts, forget_sign_ins

KEPT = years(7)


@handler(NEW_PASSWORD, title="Answer a forgotten password", limit=60, forgets=True)
def answer_forgotten_password(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Send a link where the address has an account. What is shown of the work does not say whether it has."""
    answer_for_new_password(row)
    progress(1, 1)
    return {"text": "Done"}


def erase_closed_accounts(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Delete how the owners of closed accounts signed in, and erase the accounts that were closed seven years ago.

    Interrupted, it goes on with those that are left.
    """
    forgotten = erased = 0
    for changed in forget_sign_ins(by=row.actor):
        forgotten += changed
        progress(forgotten)
    for changed in erase_accounts(by=row.actor, moment=clock.true_now() - KEPT):
        erased += changed
        progress(forgotten + erased)
    progress(forgotten + erased, forgotten + erased)
    return {"text": f"Ways to sign in deleted: {forgotten}. Accounts erased: {erased}."}


job(
    "erase_closed_accounts",
    title="Erase what is no longer kept of closed accounts",
    at=datetime.time(3, 0),
    run=erase_closed_accounts,
)
