"""Celery's processes that do the work, for workers that outlive the loss of a connection while one of these ends.

Once it has a connection again, Celery 5.7 watches each of its processes for their end. One that it has seen end, and
not yet taken from its list, has nothing left to watch, and the worker stops for good (`file descriptor is None`). Such
a process is passed over here; Celery looks for ended ones at intervals besides, and starts others in their place.
"""

from typing import Any

from celery import concurrency
from celery.concurrency import asynpool, prefork


class Processes(asynpool.AsynPool):
    """Processes of which one that has ended is not watched again."""

    def _track_child_process(self, proc: Any, hub: Any) -> None:
        seen_to_end = getattr(proc, "_sentinel_poll", proc) is None
        if not seen_to_end:
            super()._track_child_process(proc, hub)


class TaskPool(prefork.TaskPool):
    """Celery's usual pool with such processes."""

    Pool = Processes


def use() -> None:
    """Let 'prefork', which is what Celery uses where nothing is said, mean this one."""
    concurrency.ALIASES["prefork"] = "core.work.pool:TaskPool"
