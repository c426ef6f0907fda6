"""The end of invitations whose time is over, accepted or not."""

import datetime

from core import clock
from core.privacy import years
from core.work.jobs import nightly
from partnerships.invitations.actions import forget_before

KEPT = years(2)

nightly(
    "forget_invitations",
    title="Delete invitations after two years",
    at=datetime.time(2, 50),
    forget=lambda by: forget_before(by=by, moment=clock.true_now() - KEPT),
    said="{} old invitations deleted",
)
