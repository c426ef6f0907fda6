"""The kinds of background work, and what a handler is given.

    @handler("export", title="Export", limit=600)
    def run(row: WorkRow, progress: Progress) -> dict | None:
        for number, batch in enumerate(batches):
            progress(number * 100, total)
            ...
        return {"link": "/files/7/", "text": "Download the export"}

A handler may run nought, one or many times, in any order: it looks at what is there and does what is missing. It acts
as `row.actor`, which is made again for each run, and so checks permission at the moment of effect. It calls `progress`
at least every two minutes: silence for WORK_STALE_SECONDS is taken for death, and the row is given to another worker.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core import clock
from core.work.models import State, WorkRow

LONGEST = 20 * 60
"""Seconds; the Celery time limit stands above it, and half the broker's visibility timeout above that."""


class OutOfTime(Exception):
    """The handler's own time limit has come; it is begun again later and goes on from where it was."""


class ClaimLost(Exception):
    """The row was cancelled, or given to another worker while this one gave no sign of life."""


class TryAgain(Exception):
    """Something outside is not well (a mail server, say): do it again after a while."""

    def __init__(self, reason: str, *, after: datetime.timedelta = datetime.timedelta(minutes=1)) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Progress:
    """What a handler calls between batches: shows how far it is, gives a sign of life, and stops it in time."""

    def __init__(self, row: WorkRow, limit: int) -> None:
        self.row = row
        self.until = clock.true_now() + datetime.timedelta(seconds=limit)
        self.done_before = row.done_count

    def __call__(
        self, done: int, total: int | None = None, *, failed: int | None = None, keep: dict[str, Any] | None = None
    ) -> None:
        """Say that `done` of `total` are done. `keep` is kept in the row's result, to go on from when interrupted.

        Raises ClaimLost where the row is no longer ours, and OutOfTime where the limit has come.
        """
        moment = clock.true_now()
        self.row.done_count = done
        self.row.total_count = max(done, total) if total is not None else self.row.total_count
        self.row.failed_count = self.row.failed_count if failed is None else failed
        self.row.result = {**self.row.result, **(keep or {})}
        self._write(moment)
        if moment >= self.until:
            raise OutOfTime

    @property
    def got_further(self) -> bool:
        """Whether this run did anything, so that another run makes sense."""
        return self.row.done_count > self.done_before

    def _write(self, moment: datetime.datetime) -> None:
        row = self.row
        if row.total_count is not None and row.total_count < row.done_count:
            row.total_count = row.done_count
        row.attempts = 0 if self.got_further else row.attempts
        held = WorkRow.objects.filter(pk=row.pk, state=State.RUNNING, claim=row.claim).update(
            beat_at=moment,
            attempts=row.attempts,
            done_count=row.done_count,
            total_count=row.total_count,
            failed_count=row.failed_count,
            result=row.result,
        )
        if not held:
            raise ClaimLost


Handler = Callable[[WorkRow, Progress], dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    """One kind of background work."""

    name: str
    title: str
    run: Handler
    limit: int
    attempts: int
    forgets: bool = False


def counted(steps: Iterable[int], progress: Progress) -> int:
    """Take steps that each give how many they did, saying after each how far it is. Gives how many in all."""
    count = 0
    for number in steps:
        count += number
        progress(count)
    progress(count, count)
    return count


KINDS: dict[str, Kind] = {}


def handler(
    name: str, *, title: str, limit: int = 600, attempts: int = 5, forgets: bool = False
) -> Callable[[Handler], Handler]:
    """Register the function that does this kind of work, with its time limit in seconds.

    `forgets`: what it is given tells of a person. It is forgotten as the work ends, however it ends, and what has
    failed cannot be tried again.
    """
    if limit > LONGEST:
        raise ValueError(f"{name}: a limit of {limit} seconds is above {LONGEST}. Let it stop and be continued.")

    def register(run: Handler) -> Handler:
        if name in KINDS and KINDS[name].run is not run:
            raise ValueError(f"Two handlers for {name}.")
        KINDS[name] = Kind(name, title, run, limit, attempts, forgets)
        return run

    return register


def is_last_attempt(row: WorkRow) -> bool:
    """Whether a TryAgain would now end in failure."""
    return row.attempts >= KINDS[row.kind].attempts
