"""The end of what was written to the leads of bodies."""

import datetime

from compacts.chasing.actions import forget_before
from core import clock
from core.privacy import years
from core.work.jobs import nightly

nightly(
    "forget_signup_chasers",
    title="Delete old reminders to sign up",
    at=datetime.time(2, 50),
    forget=lambda by: forget_before(clock.true_now() - years(6)),
    said="{} old reminders to sign up deleted",
)
