"""Telling the broker never makes anybody wait."""

import datetime
import socket
import threading

import pytest
from django.db import connection, transaction

from core import clock
from core.work import actions, hints
from core.work.models import WorkRow


class Net:
    """Notes which threads touch the network."""

    def __init__(self, monkeypatch):
        self.threads = set()
        connect = socket.socket.connect

        def noting(this, address):
            self.threads.add(threading.current_thread().name)
            return connect(this, address)

        monkeypatch.setattr(socket.socket, "connect", noting)


@pytest.fixture
def teller(monkeypatch):
    """A fresh teller whose thread is not started: the test serves by hand."""
    fresh = hints.Teller()
    monkeypatch.setattr(hints, "_teller", fresh)
    monkeypatch.setattr(fresh, "start", lambda: None)
    return fresh


def test_asking_puts_a_number_into_the_queue_after_the_commit(
    sums, teller, settings, django_capture_on_commit_callbacks, db
):
    settings.WORK_HINTS = True
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        row = actions.ask(None, "sum", numbers=[])
    assert teller.queue.qsize() == 0
    for each in callbacks:
        each()
    assert teller.queue.get_nowait() == row.pk


def test_telling_asks_the_database_nothing(teller, settings, django_assert_num_queries, db):
    settings.WORK_HINTS = True
    with django_assert_num_queries(0):
        hints.tell(7)
    assert teller.queue.get_nowait() == 7


def test_without_hints_nothing_is_told(teller, settings):
    settings.WORK_HINTS = False
    hints.tell(7)
    assert teller.queue.qsize() == 0


def test_a_full_queue_is_left_to_the_sweep(teller):
    import queue

    teller.queue = queue.Queue(1)
    assert teller.tell(1) is True
    assert teller.tell(2) is False
    assert teller.queue.get_nowait() == 1


def test_many_are_published_together(teller, monkeypatch, transactional_db):
    batches = []
    monkeypatch.setattr(hints, "send", lambda pks: batches.append(list(pks)) or pks)
    monkeypatch.setattr(connection, "close", lambda: None)
    for pk in (1, 2, 3):
        teller.queue.put(pk)
    assert teller.serve_once([teller.queue.get()]) == [1, 2, 3]
    assert batches == [[1, 2, 3]]


def test_after_a_failure_it_rests_and_then_tries_again(teller, monkeypatch, transactional_db):
    tries = []
    monkeypatch.setattr(hints, "send", lambda pks: tries.append(list(pks)) or [])
    monkeypatch.setattr(connection, "close", lambda: None)
    assert teller.serve_once([1]) == []
    assert teller.serve_once([2]) == []
    assert tries == [[1]]
    teller.rests_until = clock.true_now() - datetime.timedelta(seconds=1)
    monkeypatch.setattr(hints, "send", lambda pks: tries.append(list(pks)) or pks)
    assert teller.serve_once([3]) == [3]
    assert tries == [[1], [3]]
    assert teller.rests_until is None


def test_a_forked_process_has_its_own_teller():
    before = hints._teller
    hints._forget()
    assert hints._teller is not before
    assert hints._teller.thread is None


class TestBrokerAway:
    """With a broker that is away, and with one that accepts and never answers."""

    @pytest.fixture(params=["down", "hung"])
    def broker(self, request, monkeypatch):
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        if request.param == "hung":
            listener.listen(50)
        port = listener.getsockname()[1]
        from celery import current_app

        monkeypatch.setattr(current_app.conf, "broker_url", f"redis://127.0.0.1:{port}/0")
        monkeypatch.setattr(current_app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")
        options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2, "visibility_timeout": 3600}
        monkeypatch.setattr(current_app.conf, "broker_transport_options", options)
        yield request.param
        listener.close()

    @pytest.mark.django_db(transaction=True)
    def test_the_asking_thread_never_touches_the_network(self, broker, sums, settings, monkeypatch):
        settings.WORK_HINTS = True
        net = Net(monkeypatch)
        fresh = hints.Teller()
        monkeypatch.setattr(hints, "_teller", fresh)
        served = threading.Event()
        real = hints.send
        monkeypatch.setattr(hints, "send", lambda pks: (real(pks), served.set())[0])
        with transaction.atomic():
            row = actions.ask(None, "sum", numbers=[])
        assert served.wait(60), "the thread never tried"
        assert net.threads == {"work-hints"}
        assert WorkRow.objects.get(pk=row.pk).sent_at is None

    @pytest.mark.django_db
    def test_sending_gives_up_and_says_so(self, broker, sums):
        row = actions.ask(None, "sum", numbers=[])
        assert hints.send([row.pk]) == []
        row.refresh_from_db()
        assert row.sent_at is None


@pytest.mark.django_db
def test_sending_notes_when_before_a_worker_can_hear_of_it(sums, monkeypatch):
    """A worker passes over a row that is being written to, and nobody would tell it again for a minute."""
    from celery import current_app
    from celery.signals import before_task_publish

    monkeypatch.setattr(current_app.conf, "broker_url", "memory://")
    monkeypatch.setattr(current_app.conf, "broker_write_url", "memory://")
    monkeypatch.setattr(current_app.conf, "broker_transport_options", {})
    row = actions.ask(None, "sum", numbers=[])
    unnoted = []
    look = lambda **kwargs: unnoted.append(WorkRow.objects.filter(sent_at=None).count())  # noqa: E731
    before_task_publish.connect(look)
    assert hints.send([row.pk]) == [row.pk]
    before_task_publish.disconnect(look)
    assert unnoted == [0]
    with current_app.connection_for_write() as broker:
        message = broker.SimpleQueue("celery").get(timeout=5)
        assert message.headers["task"] == "core.run_work"
        assert message.payload[0] == [row.pk]
        message.ack()
