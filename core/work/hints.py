"""Telling Celery that there is work, without ever making anybody wait.

A request puts a number into a bounded queue in memory and goes on. One daemon thread publishes; when the broker is
away it stops trying for a while, and the sweep sends later what was not told now.
"""

import datetime
import logging
import os
import queue
import threading
from collections.abc import Sequence

from celery import current_app
from django.conf import settings
from django.db import connection

from core import clock
from core.work.models import WorkRow

log = logging.getLogger(__name__)

MOST = 10_000
TOGETHER = 200
GATHERED = 0.2
"""Seconds for which numbers are gathered: telling opens two connections, which many requests then share."""
REST = datetime.timedelta(seconds=30)
TASK = "core.run_work"


class Teller:
    """The queue and its one thread, made when first needed, and anew in a forked process."""

    def __init__(self) -> None:
        self.queue: queue.Queue[int] = queue.Queue(MOST)
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.rests_until: datetime.datetime | None = None

    def tell(self, pk: int) -> bool:
        """Put a number into the queue. False when it is full: then the sweep does it."""
        try:
            self.queue.put_nowait(pk)
        except queue.Full:
            return False
        self.start()
        return True

    def start(self) -> None:
        """Start the thread, once."""
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self.serve, name="work-hints", daemon=True)
                self.thread.start()

    def serve(self) -> None:
        """Publish for ever."""
        while True:
            first = self.queue.get()
            threading.Event().wait(GATHERED)
            self.serve_once([first])

    def serve_once(self, pks: list[int]) -> list[int]:
        """Publish these and whatever else is in the queue. Returns those that were told."""
        while len(pks) < TOGETHER and not self.queue.empty():
            pks.append(self.queue.get_nowait())
        if self.rests_until is not None and clock.true_now() < self.rests_until:
            return []
        try:
            told = send(pks)
        finally:
            connection.close()
        self.rests_until = None if len(told) == len(pks) else clock.true_now() + REST
        return told


_teller = Teller()


def _forget() -> None:
    global _teller
    _teller = Teller()


os.register_at_fork(after_in_child=_forget)


def tell(pk: int) -> None:
    """Hint that a row waits. Never touches the network or the database in the caller's thread."""
    if settings.WORK_HINTS:
        _teller.tell(pk)


def send(pks: Sequence[int]) -> list[int]:
    """Tell the broker of these rows, waiting for it, and note when. Returns those that were told.

    It is noted first: a worker leaves alone a row that is being written to, and would be told of it in vain.
    """
    told: list[int] = []
    if not pks:
        return told
    note(pks, clock.true_now())
    try:
        with (
            current_app.connection_for_write(transport_options={"max_retries": 1}) as broker,
            broker.Producer() as producer,
        ):
            for pk in pks:
                current_app.send_task(TASK, args=[pk], producer=producer, retry=False, ignore_result=True)
                told.append(pk)
    except Exception as problem:
        log.warning("the broker could not be told of %s rows: %s", len(pks) - len(told), type(problem).__name__)
        note(pks[len(told) :], None)
    return told


def note(pks: Sequence[int], moment: datetime.datetime | None) -> None:
    """Note when the broker was told of these rows, or that it was not."""
    try:
        WorkRow.objects.filter(pk__in=pks).update(sent_at=moment)
    except Exception:
        log.warning("could not note that %s rows were sent", len(pks), exc_info=True)
