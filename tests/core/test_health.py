import datetime
import shutil
import socket
import threading
import time
from collections import namedtuple

import pytest
from django.db import OperationalError, connection
from django.test import Client

from core import clock, health
from core.work.models import State, WorkRow
from tests.environment import SERVED

REDIS_HERE = "well" if SERVED else "not used"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def ask(client: Client):
    def ask() -> tuple[int, dict[str, str]]:
        answer = client.get("/healthz")
        assert answer["Content-Type"] == "application/json"
        assert "no-store" in answer["Cache-Control"]
        return answer.status_code, answer.json()

    return ask


def waiting(*, age: datetime.timedelta, **fields) -> WorkRow:
    return WorkRow.objects.create(kind="test", channel="command", created_at=clock.true_now() - age, **fields)


@pytest.mark.django_db
def test_all_is_well(ask):
    status, body = ask()
    assert (status, body) == (
        200,
        {"status": "well", "database": "well", "disk": "well", "work": "well", "redis": REDIS_HERE},
    )


@pytest.mark.django_db
def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "sent", "state", "status", "work"),
    [
        (9, None, State.WAITING, 200, "well"),
        (11, None, State.WAITING, 503, "has waited unsent for more than ten minutes"),
        (11, 10, State.WAITING, 200, "well"),
        (11, None, State.DONE, 200, "well"),
    ],
)
def test_work_unsent_for_ten_minutes_is_not_well(ask, minutes, sent, state, status, work):
    moment = clock.true_now()
    waiting(
        age=datetime.timedelta(minutes=minutes),
        state=state,
        sent_at=moment - datetime.timedelta(minutes=sent) if sent else None,
        finished_at=moment if state == State.DONE else None,
    )
    assert (ask()[0], ask()[1]["work"]) == (status, work)


@pytest.mark.django_db
def test_health_goes_by_true_time_whatever_story_is_told(ask):
    waiting(age=datetime.timedelta(minutes=1))
    with clock.at(clock.true_now() + datetime.timedelta(days=300)):
        assert ask()[0] == 200


@pytest.mark.django_db
def test_a_database_that_is_away_is_503(ask, monkeypatch):
    def away():
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", away)
    status, body = ask()
    assert (status, body["status"], body["database"], body["work"]) == (503, "unwell", "does not answer", "not known")


@pytest.mark.django_db
def test_a_database_that_is_away_is_503_to_a_browser_that_is_signed_in_too(actor, client_for, monkeypatch):
    browser = client_for(actor("secretariat"))

    def away():
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", away)
    assert browser.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_a_full_disk_is_503(ask, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, health.ENOUGH_DISK - 1))
    assert (ask()[0], ask()[1]["disk"]) == (503, "nearly full")


@pytest.mark.django_db
def test_a_disk_that_cannot_be_written_is_503(ask, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "not-there"
    assert (ask()[0], ask()[1]["disk"]) == (503, "cannot be written")


@pytest.mark.django_db
def test_redis_that_is_away_is_told_and_is_no_error(ask, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    status, body = ask()
    assert (status, body["status"], body["redis"]) == (200, "well", "away")


@pytest.mark.django_db
def test_redis_that_hangs_costs_little(ask, settings):
    with socket.create_server(("127.0.0.1", 0)) as hung:
        taken: list[socket.socket] = []
        threading.Thread(target=lambda: taken.append(hung.accept()[0]), daemon=True).start()
        settings.REDIS_URL = f"redis://127.0.0.1:{hung.getsockname()[1]}/0"
        begun = time.monotonic()
        status, body = ask()
        spent = time.monotonic() - begun
        for connected in taken:
            connected.close()
    assert (status, body["redis"]) == (200, "away")
    assert spent < 1
