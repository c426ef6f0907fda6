"""The pages of background work."""

import datetime
import re

import pytest
from django.urls import reverse

from core import clock
from core.trail.models import Event
from core.work import actions
from core.work.jobs import JOBS
from core.work.models import State, WorkRow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_actors(settings):
    settings.WORK_ACTOR = "partnerships.people.actors.actor_for_work"


@pytest.fixture
def office(actor):
    return actor("secretariat")


def fail(row, error="The sheet was empty."):
    WorkRow.objects.filter(pk=row.pk).update(state=State.FAILED, error=error, finished_at=clock.true_now())


def test_the_secretariat_sees_jobs_failures_and_what_waits(client_for, office, sums):
    waiting, failed = actions.ask(office, "sum", numbers=[]), actions.ask(office, "sum", numbers=[])
    fail(failed, "<b>The sheet was empty.</b>")
    page = client_for(office).get(reverse("work_list")).content.decode()
    assert f"Add up, number {waiting.pk}" in page
    assert f"Try again: number {failed.pk}" in page
    assert "&lt;b&gt;The sheet was empty.&lt;/b&gt;" in page
    assert str(office.user) in page


def lines_of(page: str, title: str) -> dict[str, str]:
    """What the page says of a job, by heading."""
    row = next(each for each in page.split("<tr")[1:] if f">{title}</th>" in each)
    cells = re.findall(r'<td[^>]*data-label="([^"]+)">(.*?)</td>', row)
    return {heading: re.sub(r"<[^>]+>", "", cell) for heading, cell in cells if heading != "What you can do"}


def test_each_job_with_its_last_run_next_run_rows_done_and_failures(client_for, office, monkeypatch):
    def at(hour, minute):
        moment = datetime.datetime(2026, 1, 10, hour, minute, tzinfo=datetime.UTC)
        monkeypatch.setattr(clock, "true_now", lambda: moment)

    def run(**counted):
        row = actions.ask(None, "send_reminders")
        WorkRow.objects.filter(pk=row.pk).update(started_at=clock.true_now(), finished_at=clock.true_now(), **counted)
        return row

    at(5, 1)
    run(state=State.FAILED)
    at(6, 2)
    last = run(state=State.DONE, done_count=1200, total_count=1203, failed_count=3)
    at(8, 0)
    page = client_for(office).get(reverse("work_list")).content.decode()
    assert lines_of(page, "Send reminders") == {
        "How often": "every day",
        "Last run": "6:02am on 10 January 2026: done",
        "Rows done": "1,200, and 3 that failed",
        "Next run": "6am on 11 January 2026",
        "Failures in 30 days": "1",
    }
    assert lines_of(page, "Delete old mail") == {
        "How often": "every day",
        "Last run": "Not in the last 30 days",
        "Rows done": "",
        "Next run": "2:20am on 11 January 2026",
        "Failures in 30 days": "0",
    }
    assert f'href="{reverse("work_detail", args=[last.pk])}"' in page
    assert "Run now: Send reminders" in page


def test_what_failed_comes_first_and_times_are_written_one_way(client_for, office, sums):
    fail(actions.ask(office, "sum", numbers=[]))
    page = client_for(office).get(reverse("work_list")).content.decode()
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page.split("<main")[1])
    assert headings[:3] == ["Failed work", "Scheduled jobs", "Waiting or running"]
    assert "UTC" not in page


def test_a_job_that_waits_or_runs_has_no_button(client_for, office):
    actions.ask(None, "send_reminders")
    page = client_for(office).get(reverse("work_list")).content.decode()
    assert ("It is waiting or running now." in page, "Run now: Send reminders" in page) == (True, False)


def test_every_job_is_on_the_page(client_for, office):
    page = client_for(office).get(reverse("work_list")).content.decode()
    titles = re.findall(r"<tr[^>]*id=\"job-(\w+)\"", page)
    assert titles == sorted(JOBS)


def test_an_auditor_sees_but_does_not_run(client_for, actor, sums):
    client = client_for(actor("auditor"))
    failed = actions.ask(None, "sum", numbers=[])
    fail(failed)
    page = client.get(reverse("work_list")).content.decode()
    assert "The sheet was empty." in page
    assert "Run now" not in page
    assert "Try again" not in page
    assert client.post(reverse("job_run", args=["send_reminders"])).status_code == 403
    assert client.post(reverse("work_retry", args=[failed.pk])).status_code == 403
    assert client.post(reverse("work_cancel", args=[failed.pk])).status_code == 403


@pytest.mark.parametrize("role", ["member", "administrator", "commissioner"])
def test_others_do_not_see_the_list(client_for, actor, role):
    assert client_for(actor(role)).get(reverse("work_list")).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client):
    response = client.get(reverse("work_list"))
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/work/"


def test_run_now(client_for, office):
    client = client_for(office)
    response = client.post(reverse("job_run", args=["clear_old_work"]), follow=True)
    assert "&#39;Delete old background work&#39; has been asked for." in response.content.decode()
    row = WorkRow.objects.get(kind="clear_old_work")
    assert (row.asked_by_id, row.key) == (office.user_id, None)
    assert Event.objects.filter(verb="ran a job", object_id=row.pk).count() == 1
    again = client.post(reverse("job_run", args=["clear_old_work"]))
    assert again.status_code == 409
    assert "is already waiting or running" in again.content.decode()
    assert WorkRow.objects.filter(kind="clear_old_work").count() == 1


def test_run_now_is_a_post(client_for, office):
    assert client_for(office).get(reverse("job_run", args=["clear_old_work"])).status_code == 405


def test_try_again(client_for, office, sums):
    row = actions.ask(office, "sum", numbers=[])
    fail(row)
    client_for(office).post(reverse("work_retry", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_whoever_asked_sees_how_far_it_is(client_for, actor, sums):
    member = actor("member")
    row = actions.ask(member, "sum", numbers=[1, 2])
    client = client_for(member)
    address = reverse("work_detail", args=[row.pk])
    response = client.get(address)
    assert "You can leave this page" in response.content.decode()
    assert response["Refresh"] == "5"
    assert "Refresh" not in client.get(f"{address}?still")

    actions.run_row(row.pk)
    response = client.get(address)
    page = response.content.decode()
    assert "Refresh" not in response
    assert "2 of 2 done" in page
    assert 'href="/sums/"' in page
    assert "The sum is 3." in page
    assert "Cancel" not in page


def test_anothers_work_does_not_exist(client_for, actor, sums):
    row = actions.ask(actor("member"), "sum", numbers=[])
    client = client_for(actor("member"))
    assert client.get(reverse("work_detail", args=[row.pk])).status_code == 404
    assert client.post(reverse("work_cancel", args=[row.pk])).status_code == 404
    assert client.get(reverse("work_detail", args=[row.pk + 1000])).status_code == 404


def test_a_failure_is_told_to_whoever_asked(client_for, actor, sums):
    member = actor("member")
    row = actions.ask(member, "sum", numbers=[])
    fail(row)
    page = client_for(member).get(reverse("work_detail", args=[row.pk])).content.decode()
    assert "It could not be done." in page
    assert "The sheet was empty." in page


def test_cancelling(client_for, actor, sums):
    member = actor("member")
    row = actions.ask(member, "sum", numbers=[])
    page = client_for(member).post(reverse("work_cancel", args=[row.pk]), follow=True).content.decode()
    assert "It was cancelled." in page
    row.refresh_from_db()
    assert row.state == State.CANCELLED


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_long(client_for, office, sums, django_assert_max_num_queries, count):
    for _ in range(count):
        fail(actions.ask(office, "sum", numbers=[]))
        actions.ask(office, "sum", numbers=[])
    client = client_for(office)
    client.get(reverse("work_list"))
    with django_assert_max_num_queries(8):
        client.get(reverse("work_list"))
