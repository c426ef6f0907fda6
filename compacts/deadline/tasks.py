"""Each night, and after each change: how the bodies of every target of sign-up stand today."""

import datetime
from typing import Any

from compacts.deadline.actions import CHECK, ask_to_check, store_standings
from compacts.deadline.models import SignupTarget
from compacts.signups.changes import follow
from compacts.signups.models import Signup
from core import clock
from core.pages.words import plural
from core.work.jobs import job
from core.work.kinds import Progress
from core.work.models import WorkRow


def check_deadlines(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Store how bodies stand to one target, or to all. Interrupted, it is done again: what is stored already stays.

    It goes by the true day, also where a story is told: what is stored is how they stand today.
    """
    today = clock.london(clock.true_now()).date()
    targets = SignupTarget.objects.order_by("pk")
    if "target" in row.args:
        targets = targets.filter(pk=row.args["target"])
    done = 0
    for pk in list(targets.values_list("pk", flat=True)):
        done += store_standings(pk, today)
        progress(done)
    progress(done, done)
    return {"text": f"{plural(done, 'standing')} checked"}


@follow
def after_a_signup(signup: Signup) -> None:
    """A sign-up may change how bodies stand to any target."""
    ask_to_check()


job(CHECK, title="Check sign-up to Compacts", at=datetime.time(2, 5), run=check_deadlines)
