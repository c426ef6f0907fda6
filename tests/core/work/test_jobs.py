"""Scheduled jobs."""

import datetime

import pytest
from celery import current_app
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from core import clock
from core.acts import Refused
from core.trail.models import Event
from core.work import actions, hints, jobs, tasks
from core.work.models import State, WorkRow
from core.work.testing import run_all
from tests.core.people import a_user, somebody

HOUR = datetime.timedelta(hours=1)


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.fixture
def daily(only_these_kinds):
    return jobs.job(
        "count_sheep",
        title="Count sheep",
        every=datetime.timedelta(days=1),
        at=datetime.time(6, 30),
        run=lambda row, progress: progress(3, 3, failed=1),
    )


def test_a_daily_job_has_one_slot_a_day(daily):
    assert daily.slot(moment("2026-03-29 06:29")) == moment("2026-03-28 06:30")
    assert daily.slot(moment("2026-03-29 06:30")) == moment("2026-03-29 06:30")
    assert daily.next_slot(moment("2026-03-29 06:30")) == moment("2026-03-30 06:30")
    assert daily.key(moment("2026-03-29 23:59")) == "count_sheep:2026-03-29T06:30Z"
    assert daily.often == "every day"


def test_an_hourly_job_runs_in_the_hour_that_england_repeats(only_these_kinds):
    hourly = jobs.job("tick", title="Tick", every=HOUR, run=lambda row, progress: None)
    slots = [hourly.slot(moment("2026-10-25 00:05") + HOUR * n) for n in range(4)]
    assert [f"{slot:%H:%M}" for slot in slots] == ["00:00", "01:00", "02:00", "03:00"]
    assert hourly.often == "every hour"


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (datetime.timedelta(minutes=10), "every 10 minutes"),
        (datetime.timedelta(days=7), "every 7 days"),
    ],
)
def test_how_often_in_words(only_these_kinds, every, words):
    assert jobs.job("x", title="X", every=every, run=lambda row, progress: None).often == words


@pytest.mark.django_db
def test_the_sweep_asks_for_each_slot_once(daily):
    tasks.sweep()
    tasks.sweep()
    run_all()
    tasks.sweep()
    row = WorkRow.objects.get()
    assert (row.key, row.state, row.channel) == (daily.key(clock.true_now()), State.DONE, "schedule")


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 4])
def test_a_slot_the_scheduler_slept_through_is_made_up_for(daily, days):
    moment = clock.true_now()
    actions.ask(None, "count_sheep", key=daily.key(moment - days * jobs.DAY))
    assert jobs.start_due() == 1
    assert jobs.start_due() == 0
    assert list(WorkRow.objects.order_by("pk").values_list("key", flat=True))[1:] == [daily.key(moment)]


@pytest.mark.django_db
def test_run_now_is_for_the_office_and_is_in_the_trail(daily):
    ann = a_user()
    with pytest.raises(PermissionDenied):
        jobs.run_job_now(by=somebody(user=ann), name="count_sheep")
    office = somebody("core.run_job", user=ann)
    row = jobs.run_job_now(by=office, name="count_sheep")
    assert (row.key, row.asked_by) == (None, ann)
    assert Event.objects.get(verb="ran a job").detail == {"job": "count_sheep"}
    with pytest.raises(Refused, match="'Count sheep' is already waiting or running."):
        jobs.run_job_now(by=office, name="count_sheep")
    with pytest.raises(Refused, match="There is no such job."):
        jobs.run_job_now(by=office, name="count_goats")


@pytest.mark.django_db
def test_the_lines_of_the_page(daily, django_assert_num_queries):
    with django_assert_num_queries(1):
        [line] = jobs.job_lines()
    assert (line.last, line.failures, line.busy) == (None, 0, False)
    jobs.start_due()
    assert jobs.job_lines()[0].busy is True
    run_all()
    [line] = jobs.job_lines()
    assert (line.last.done_count, line.last.failed_count, line.busy) == (3, 1, False)
    assert line.next_at == daily.next_slot(clock.true_now())
    WorkRow.objects.update(state=State.FAILED)
    assert jobs.job_lines()[0].failures == 1


def test_beat_is_given_the_sweep_alone(settings):
    assert settings.CELERY_BEAT_SCHEDULE == {"sweep": {"task": "core.sweep", "schedule": 30}}
    assert current_app.tasks["core.sweep"].name == "core.sweep"
    assert settings.CELERY_TIMEZONE == "UTC"


def test_the_products_own_jobs():
    assert {"clear_old_work", "clear_old_mail"} <= set(jobs.JOBS)


@pytest.mark.django_db
class TestCommands:
    def test_run_job_needs_no_broker(self, daily, capsys):
        call_command("run_job", "count_sheep")
        assert capsys.readouterr().out == "count_sheep: done done=3 failed=1\n"

    def test_run_job_says_when_it_failed(self, only_these_kinds):
        def refuse(row, progress):
            raise Refused("There are no sheep.")

        jobs.job("count_sheep", title="Count sheep", every=HOUR, run=refuse)
        with pytest.raises(CommandError, match="There are no sheep."):
            call_command("run_job", "count_sheep")

    def test_run_work(self, sums, capsys):
        rows = [actions.ask(None, "sum", numbers=[n]) for n in range(3)]
        call_command("run_work", str(rows[1].pk))
        assert capsys.readouterr().out == "begun=1\n"
        call_command("run_work", "--all")
        assert capsys.readouterr().out == "begun=2\n"
        assert [pk for pk, *_ in sums] == [rows[1].pk, rows[0].pk, rows[2].pk]
        with pytest.raises(CommandError, match="Give the numbers"):
            call_command("run_work")

    def test_sweep(self, daily, capsys, monkeypatch):
        monkeypatch.setattr(hints, "send", list)
        call_command("sweep")
        assert capsys.readouterr().out == "started=1 failed=0 revived=0 sent=1\n"


@pytest.mark.django_db
def test_a_nightly_end_counts_its_steps_and_goes_on_with_what_is_left(only_these_kinds):
    left = [2, 3, 0, 4]

    def forget(by):
        while left:
            yield left.pop(0)

    told = jobs.nightly("clear_wool", title="Clear wool", at=datetime.time(2), forget=forget, said="{} sheared")
    assert told.often == "every day"
    row = actions.ask(None, "clear_wool")
    run_all()
    row.refresh_from_db()
    assert (row.state, row.done_count, row.result) == (State.DONE, 9, {"text": "9 sheared"})
