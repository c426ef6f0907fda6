"""What pages leave behind is taken away."""

import datetime
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

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
