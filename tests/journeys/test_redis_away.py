"""With Redis down, and with Redis hung, people still read, sign in and submit (PRINCIPLES 19).

The hung Redis takes the connection and never answers. Nobody waits for it: the thread that answers a person never opens
a socket to it, whatever the page; only the health page asks, briefly, and says 'away'.
"""

import socket
import threading

import pytest
from celery import Celery
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from core import clock
from core.work import hints
from core.work.models import WorkRow
from tests.consultation.pages import to_send
from tests.factories.consultation import DURING, a_consultation
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PASSWORD, UserFactory, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def down():
    """A port at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return closed.getsockname()[1]


@pytest.fixture
def hung():
    """A port that takes connections into its queue and answers none."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        yield silent.getsockname()[1]


@pytest.fixture(params=["down", "hung"])
def redis_port(request, settings):
    port = request.getfixturevalue(request.param)
    cache.clear()
    settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
    settings.WORK_HINTS = True
    return port


@pytest.fixture
def connected(redis_port, monkeypatch):
    """The names of the threads that tried to reach Redis."""
    threads: list[str] = []
    plain = socket.socket.connect

    def connect(self, address):
        if isinstance(address, tuple) and address[1] == redis_port:
            threads.append(threading.current_thread().name)
        return plain(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return threads


@pytest.fixture
def told(monkeypatch):
    """What the one thread of hints would publish: it is not started here, so that no test leaves it behind."""
    teller = hints.Teller()
    monkeypatch.setattr(teller, "start", lambda: None)
    monkeypatch.setattr(hints, "_teller", teller)
    return teller


def test_people_read_sign_in_and_submit(connected, told, django_capture_on_commit_callbacks):
    person = UserFactory(password=True)
    group = OrganisationFactory(name="Malvern Carers")
    make_actor("approver", organisation=group, user=person)
    with clock.at(DURING):
        asked = a_consultation(title="Support for carers")
        browser = Client()
        assert "Support for carers" in browser.get(reverse("consultations")).content.decode()
        signed = browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
        assert (signed.status_code, signed.url) == (302, "/")
        answer = reverse("answer_question", args=[asked.pk, "q1"])
        assert browser.post(answer, {"q1": "We agree."}).status_code == 302
        check = reverse("answer_check", args=[asked.pk])
        with django_capture_on_commit_callbacks(execute=True):
            sent = browser.post(check, to_send(browser.get(check)))
        assert sent.status_code == 302
        assert "We agree." in browser.get(sent.url).content.decode()
    assert asked.responses.get().submitted_at is not None
    assert WorkRow.objects.filter(sent_at=None).exists()
    assert told.queue.qsize() >= 1
    assert connected == []


def test_the_health_page_says_so_and_is_well(connected, client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"], answer.json()["redis"]) == (200, "well", "away")
    assert len(connected) == 1


def test_what_redis_was_not_told_waits_in_the_database(connected, redis_port, settings, monkeypatch):
    """The thread of hints gives up and rests; the row is still there for the sweep."""
    row = WorkRow.objects.create(kind="mail", channel="web", created_at=clock.true_now())
    before = connection.connection
    app = Celery("of-this-test", broker=settings.REDIS_URL, set_as_current=False)
    app.conf.broker_transport_options = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
    monkeypatch.setattr(hints, "current_app", app)
    assert hints.send([row.pk]) == []
    row.refresh_from_db()
    assert row.sent_at is None
    assert connection.connection is before
