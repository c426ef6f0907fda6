"""Several workers and several askers at once, on PostgreSQL."""

import threading

import pytest
from django.db import connection

from core.work import actions, kinds
from core.work.models import State, WorkRow

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]

TOGETHER = 4


def at_once(act):
    """What `act` returns in each of several threads that begin together."""
    start, found = threading.Barrier(TOGETHER), []

    def run():
        start.wait()
        try:
            found.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(TOGETHER)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return found


def test_one_worker_gets_the_row(sums):
    row = actions.ask(None, "sum", numbers=[1, 2])
    results = at_once(lambda: actions.run_row(row.pk))
    assert sorted(result is None for result in results) == [False, True, True, True]
    row.refresh_from_db()
    assert (row.state, row.claim, len(sums)) == (State.DONE, 1, 1)


def test_the_same_key_asked_at_once_is_one_row(sums):
    rows = at_once(lambda: actions.ask(None, "sum", key="sum:today", numbers=[1]).pk)
    assert len(rows) == TOGETHER
    assert set(rows) == {WorkRow.objects.get().pk}


def test_what_was_cut_off_from_the_database_waits_again(only_these_kinds):
    """Its connection ends between two statements; that it waits again is noted on a new one."""

    @kinds.handler("cut", title="Cut off")
    def run(row, progress):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            [pid] = cursor.fetchone()
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [pid])
        other.close()
        progress(1, 2)

    row = actions.ask(None, "cut")
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done_count, row.error) == (State.WAITING, 0, "The database was too busy.")
