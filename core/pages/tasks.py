"""What pages leave behind, taken away."""

import datetime
from collections.abc import Iterator

from django.core.management import call_command

from core import clock
from core.acts import Actor
from core.pages.submit import forget_before
from core.work.jobs import nightly

KEPT = datetime.timedelta(days=30)


def forget_forms(by: Actor) -> Iterator[int]:
    """Delete the tokens of forms sent long ago, and the sessions that have ended."""
    yield forget_before(clock.true_now() - KEPT)
    call_command("clearsessions")


nightly(
    "clear_old_forms",
    title="Delete old form tokens and ended sessions",
    at=datetime.time(2, 40),
    forget=forget_forms,
    said="{} old form tokens deleted, and the sessions that have ended",
)
