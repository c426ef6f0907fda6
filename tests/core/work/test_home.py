"""Failed work on the home page of those who can have it done again."""

import pytest
from django.urls import reverse

from core import clock
from core.work import actions
from core.work.home import failed, failed_work
from core.work.models import State, WorkRow
from tests.core.people import somebody

pytestmark = pytest.mark.django_db


def told(actor):
    """What the home page says to somebody."""
    rows = failed(actor)
    return failed_work(actor, rows) if rows else []


def test_failed_work_waits_for_the_office(sums):
    office = somebody("core.run_job")
    actions.ask(None, "sum", numbers=[])
    assert told(office) == []
    WorkRow.objects.update(state=State.FAILED, finished_at=clock.true_now())
    assert told(somebody()) == []
    [line] = told(office)
    assert (line.text, line.link) == ("1 piece of background work failed", reverse("work_list"))
    actions.ask(None, "sum", numbers=[])
    WorkRow.objects.update(state=State.FAILED, finished_at=clock.true_now())
    assert told(office)[0].text == "2 pieces of background work failed"


def test_the_office_finds_background_work_in_the_navigation(client_for, actor):
    assert 'href="/work/"' in client_for(actor("secretariat")).get(reverse("home")).content.decode()
    assert 'href="/work/"' not in client_for(actor("member")).get(reverse("home")).content.decode()
