"""Several people at the very same moment, on PostgreSQL, where they really are."""

import contextlib
import datetime
import fcntl
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection

from core import clock
from tests.factories.consultation import DURING

CROWD = 8
"""Of more than so many at once, each with a connection of its own, only one group acts at a time."""
WAITERS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def at_once(*acts: Callable[[], object], moment: datetime.datetime | None = DURING) -> list:
    """Carry out several acts at one moment, by the real clock if it is None. Their results, or what they raised."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(timeout=10)
            with clock.at(moment) if moment else contextlib.nullcontext():
                found[place] = act()
        except Exception as problem:
            found[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    with the_only_crowd() if len(acts) > CROWD else contextlib.nullcontext():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
    return found


@contextlib.contextmanager
def the_only_crowd() -> Iterator[None]:
    """Hold back the crowds of the other processes: PostgreSQL has connections for one."""
    with (Path(tempfile.gettempdir()) / "concordat-tests-crowd").open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield


def wait_for_a_waiter(unless: Callable[[], object] = lambda: False) -> None:
    """Wait until somebody waits for a lock that this transaction holds, or until there is no use in waiting."""
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(WAITERS)
            if cursor.fetchone()[0] or unless():
                return
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waited")
