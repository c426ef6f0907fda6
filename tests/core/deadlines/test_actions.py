"""Reminders: none lost, none twice, one mail a day."""

import datetime

import pytest

from core import clock, deadlines
from core.deadlines import actions
from core.deadlines.models import Reminder
from core.mail.models import Mail
from core.work.actions import run_row
from core.work.jobs import JOBS
from core.work.models import State, WorkRow
from tests.core.people import a_user

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


def run_on(text):
    """What the job does on a day. Returns the subjects of the mails written by it."""
    before = set(Mail.objects.values_list("pk", flat=True))
    list(actions.remind(day(text)))
    return list(Mail.objects.exclude(pk__in=before).order_by("to_address").values_list("subject", flat=True))


def ledger():
    return list(Reminder.objects.order_by("pk").values_list("step", "superseded"))


@pytest.mark.parametrize(
    ("days_left", "reached"),
    [(15, []), (14, [14]), (8, [14]), (7, [7, 14]), (2, [2, 7, 14]), (0, [2, 7, 14]), (-1, []), (-400, [])],
)
def test_the_steps_reached(days_left, reached):
    assert actions.steps_reached((14, 7, 2), days_left) == reached


@pytest.mark.parametrize(("days_left", "reached"), [(0, [2]), (-1, [-1, 2]), (-15, [-1, 2]), (-16, [])])
def test_a_step_after_the_due_date_is_good_for_a_fortnight(days_left, reached):
    assert actions.steps_reached((2, -1), days_left) == reached


def test_each_step_is_reminded_of_once(things, thing):
    row = thing("2003-11-20", a_user())
    sent = {
        text: run_on(text)
        for text in ["2003-11-05", "2003-11-06", "2003-11-07", "2003-11-13", "2003-11-18", "2003-11-21"]
    }
    assert sent == {
        "2003-11-05": [],
        "2003-11-06": ["By 20 November 2003: Do the accounts"],
        "2003-11-07": [],
        "2003-11-13": ["By 20 November 2003: Do the accounts"],
        "2003-11-18": ["By 20 November 2003: Do the accounts"],
        "2003-11-21": [],
    }
    assert ledger() == [(14, False), (7, False), (2, False)]
    assert Mail.objects.first().body == (
        "Do the accounts\n"
        "Due on 20 November 2003\n"
        f"http://127.0.0.1:8000/things/{row.pk}/\n\n"
        "All your dates:\n\n"
        "http://127.0.0.1:8000/due/\n"
    )


def test_a_run_repeated_on_the_same_day_sends_nothing(things, thing):
    thing("2003-11-20", a_user())
    assert len(run_on("2003-11-18")) == 1
    assert run_on("2003-11-18") == []
    assert Reminder.objects.count() == 3


def test_a_skipped_day_loses_nothing(things, thing):
    """Beat was down on the day of the second step: the next day makes up for it, once."""
    thing("2003-11-20", a_user())
    assert run_on("2003-11-06") == ["By 20 November 2003: Do the accounts"]
    assert run_on("2003-11-14") == ["By 20 November 2003: Do the accounts"]
    assert run_on("2003-11-15") == []
    assert ledger() == [(14, False), (7, False)]


def test_of_several_steps_missed_only_the_latest_is_sent(things, thing):
    thing("2003-11-20", a_user())
    assert run_on("2003-11-19") == ["By 20 November 2003: Do the accounts"]
    assert ledger() == [(2, False), (7, True), (14, True)]


def test_nothing_is_sent_once_the_date_is_past(things, thing):
    thing("2003-11-20", a_user())
    assert run_on("2003-11-21") == []
    assert ledger() == []


def test_one_mail_a_day_for_each_person_whatever_is_due(things, thing):
    ann, bob = a_user(), a_user("bob@example.org")
    thing("2003-11-20", ann, "the accounts")
    thing("2003-11-19", ann, "the minutes")
    thing("2003-11-20", bob, "the tea")
    assert run_on("2003-11-18") == [
        "2 things are due, the first tomorrow. By 19 November 2003: Do the minutes",
        "By 20 November 2003: Do the tea",
    ]
    body = Mail.objects.get(to_user=ann).body
    assert body.index("Do the minutes") < body.index("Do the accounts")
    assert "the tea" not in body


def test_what_comes_up_after_the_days_mail_waits_until_tomorrow(things, thing):
    ann = a_user()
    thing("2003-11-20", ann, "the accounts")
    run_on("2003-11-18")
    thing("2003-11-20", ann, "the minutes")
    assert run_on("2003-11-18") == []
    assert run_on("2003-11-19") == ["By 20 November 2003: Do the minutes"]
    assert "the minutes" in Mail.objects.last().body


def test_a_date_that_moves_is_reminded_of_anew(things, thing):
    row = thing("2003-11-20", a_user())
    run_on("2003-11-18")
    WorkRow.objects.filter(pk=row.pk).update(not_before=clock.end_of(day("2003-12-20")))
    assert run_on("2003-12-06") == ["By 20 December 2003: Do the accounts"]


def test_what_is_done_is_not_reminded_of(things, thing):
    row = thing("2003-11-20", a_user())
    WorkRow.objects.filter(pk=row.pk).update(state=State.DONE, finished_at=clock.true_now())
    assert run_on("2003-11-18") == []


def test_a_closed_account_and_nobody_are_not_reminded(things, thing):
    thing("2003-11-20", a_user(is_active=False))
    thing("2003-11-20", None, "nobody's")
    assert run_on("2003-11-18") == []
    assert ledger() == []


def test_mail_and_ledger_stand_or_fall_together(things, thing, monkeypatch):
    thing("2003-11-20", a_user())

    def fail(letter, **fields):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "write_letter", fail)
    with pytest.raises(ZeroDivisionError):
        run_on("2003-11-18")
    assert ledger() == []


def test_a_run_that_another_run_overtakes_sends_nothing_more(things, thing, monkeypatch):
    thing("2003-11-20", a_user())
    stale = actions.reminders_due(day("2003-11-18"))
    run_on("2003-11-18")
    Mail.objects.all().delete()
    monkeypatch.setattr(actions, "reminders_due", lambda on: stale)
    assert list(actions.remind(day("2003-11-18"))) == [None]
    assert (Mail.objects.count(), Reminder.objects.count()) == (0, 3)


def test_the_job_is_daily_and_says_how_many(things, thing):
    assert JOBS["send_reminders"].often == "every day"
    row = WorkRow.objects.create(kind="send_reminders", created_at=clock.true_now(), channel="schedule")
    for number, email in enumerate(["a@example.org", "b@example.org"]):
        due = clock.today() + datetime.timedelta(days=number)
        thing(due.isoformat(), a_user(email), email)
    run_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done_count, row.result) == (State.DONE, 2, {"text": "2 people reminded"})


def test_a_deadline_may_send_no_reminders(things, thing):
    import dataclasses

    deadlines.DEADLINES["thing"] = dataclasses.replace(things, reminders=())
    thing("2003-11-20", a_user())
    assert run_on("2003-11-18") == []


def test_many_rows_are_read_in_batches(things, thing, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    ann = a_user()
    for number in range(5):
        thing("2003-11-20", ann, f"thing {number}")
    assert run_on("2003-11-18") == ["5 things are due, the first in 2 days. By 20 November 2003: Do thing 0"]


def test_the_old_ledger_is_forgotten(things, thing):
    thing("2003-11-20", a_user())
    run_on("2003-11-18")
    assert actions.forget_before(day("2003-11-20")) == 0
    assert actions.forget_before(day("2003-11-21")) == 3
