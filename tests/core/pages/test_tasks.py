"""What pages leave behind is taken away."""

import datetime
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from core import clock
from core.pages.models import OnceToken

pytestmark = pytest.mark.django_db


def test_old_tokens_and_ended_sessions_go_and_others_stay(capsys):
    now = clock.true_now()
    kept = uuid.uuid4()
    OnceToken.objects.create(token=uuid.uuid4(), used_at=now - datetime.timedelta(days=31))
    OnceToken.objects.create(token=kept, used_at=now - datetime.timedelta(days=29))
    Session.objects.create(session_key="ended", session_data="", expire_date=now - datetime.timedelta(days=1))
    Session.objects.create(session_key="lasting", session_data="", expire_date=now + datetime.timedelta(days=1))
    call_command("run_job", "clear_old_forms")
    assert capsys.readouterr().out == "clear_old_forms: done done=1 failed=0\n"
    assert OnceToken.objects.get().token == kept
    assert Session.objects.get().session_key == "lasting"


def test_failures_that_count_no_more_go_with_the_network_addresses_they_came_from():
    cache.clear()
    cache.set("sign-in-from-192.0.2.2", [1], timeout=300)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_cache SELECT 'old', value, '2020-01-01 00:00:00' FROM core_cache")
    call_command("run_job", "clear_old_forms")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM core_cache")
        assert cursor.fetchall() == [(":1:sign-in-from-192.0.2.2",)]
