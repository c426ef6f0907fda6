"""What pages leave behind, taken away."""

import datetime
from collections.abc import Iterator
from typing import Any, cast

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from core import clock
from core.acts import Actor
from core.pages.submit import forget_before
from core.work.jobs import nightly

KEPT = datetime.timedelta(days=30)


def forget_forms(by: Actor) -> Iterator[int]:
    """Delete the tokens of forms sent long ago, the sessions that have ended, and failures that count no more."""
    yield forget_before(clock.true_now() - KEPT)
    call_command("clearsessions")
    forget_counts(clock.true_now())


def forget_counts(moment: datetime.datetime) -> None:
    """Delete what the cache in the database holds beyond its time: network addresses from which sign-in was tried."""
    table = connection.ops.quote_name(str(cast(Any, settings.CACHES)["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 - the name is our own
            [connection.ops.adapt_datetimefield_value(moment)],
        )


nightly(
    "clear_old_forms",
    title="Delete old form tokens and ended sessions",
    at=datetime.time(2, 40),
    forget=forget_forms,
    said="{} old form tokens deleted, and the sessions that have ended",
)
