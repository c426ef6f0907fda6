"""The processes of a worker: one that has ended is not watched again when the connection is back."""

import os
from types import SimpleNamespace

from celery.concurrency import get_implementation

from core.work.pool import Processes, TaskPool


class Hub:
    """What Celery watches."""

    def __init__(self) -> None:
        self.watched: list[int] = []

    def add_reader(self, fd, callback, *args) -> None:
        self.watched.append(os.fstat(fd).st_ino)


def test_the_usual_pool_is_ours():
    assert (get_implementation("prefork"), TaskPool.Pool) == (TaskPool, Processes)


def test_a_process_that_was_seen_to_end_is_passed_over_and_one_that_lives_is_watched_again():
    reading, writing = os.pipe()
    pool, hub = Processes.__new__(Processes), Hub()
    ended, living = SimpleNamespace(_sentinel_poll=None), SimpleNamespace(_popen=SimpleNamespace(sentinel=reading))
    for each in (ended, living, living):
        pool._track_child_process(each, hub)
    assert hub.watched == 2 * [os.fstat(reading).st_ino]
    for each in (living._sentinel_poll, reading, writing):
        os.close(each)
