"""Asking, doing, failing, trying again."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction

from core import clock
from core.acts import Refused
from core.trail.models import Event
from core.work import actions, hints, kinds
from core.work.models import State, WorkRow
from core.work.testing import run_all
from tests.core.people import a_user, somebody

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(minutes=10)


def test_work_is_a_row_that_says_who_asked_and_as_what(sums):
    ann = a_user()
    row = actions.ask(somebody(user=ann, membership_id=4), "sum", numbers=[1, 2])
    row.refresh_from_db()
    assert (row.state, row.asked_by, row.membership_id) == (State.WAITING, ann, 4)
    assert (row.capacity, row.channel, row.args) == ("Member, Malvern Carers Forum", "web", {"numbers": [1, 2]})
    assert row.story_at is None


def test_the_row_goes_with_the_transaction_that_caused_it(sums):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.ask(None, "sum", numbers=[1])
        raise ZeroDivisionError
    assert WorkRow.objects.count() == 0


def test_a_kind_nobody_knows_is_refused_when_asked(sums):
    with pytest.raises(LookupError, match="'subtract'"):
        actions.ask(None, "subtract")


def test_the_same_key_is_the_same_work(sums):
    first = actions.ask(None, "sum", key="sum:today", numbers=[1])
    second = actions.ask(None, "sum", key="sum:today", numbers=[2])
    assert first == second
    assert WorkRow.objects.get().args == {"numbers": [1]}


def test_doing_it_keeps_progress_and_result(sums):
    row = actions.ask(None, "sum", numbers=[1, 2, 3])
    [done] = run_all()
    assert (done.pk, done.state, done.done_count, done.total_count) == (row.pk, State.DONE, 3, 3)
    assert done.result == {"text": "The sum is 6.", "link": "/sums/"}
    assert done.link == "/sums/"
    assert done.error == ""


def test_a_result_links_to_this_site_only(sums):
    assert WorkRow(result={"link": "https://example.org/"}).link == ""
    assert WorkRow(result={"link": "//example.org/"}).link == ""


def test_it_is_done_once_however_often_the_broker_says_so(sums):
    row = actions.ask(None, "sum", numbers=[1])
    assert actions.run_row(row.pk).state == State.DONE
    assert actions.run_row(row.pk) is None
    assert actions.run_row(row.pk + 1000) is None
    assert len(sums) == 1


def test_it_acts_as_the_person_who_asked(sums):
    ann = a_user()
    row = actions.ask(somebody(user=ann, membership_id=4), "sum", numbers=[])
    run_all()
    assert sums == [(row.pk, ann.pk, 4)]


def test_a_person_who_lost_the_capacity_is_refused_when_it_is_done(sums):
    row = actions.ask(somebody(user=a_user(), membership_id=13), "sum", numbers=[])
    run_all()
    row.refresh_from_db()
    assert (row.state, row.error) == (State.FAILED, "You no longer act for this organisation.")
    assert sums == []


def test_it_is_done_at_the_time_the_story_told(only_these_kinds):
    days = []
    kinds.handler("day", title="Day")(lambda row, progress: days.append(clock.today()))
    with clock.at(datetime.date(2003, 11, 20)):
        row = actions.ask(None, "day")
    assert row.created_at.year > 2003
    run_all()
    assert days == [datetime.date(2003, 11, 20)]


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Refused(["Add a title.", "Add a date."]), "Add a title. Add a date."),
        (PermissionDenied("Only the host may do this."), "Only the host may do this."),
        (ValueError("secret text"), actions.UNFORESEEN.format("ValueError")),
    ],
)
def test_failure_is_told_in_words(only_these_kinds, problem, words):
    @kinds.handler("fail", title="Fail")
    def run(row, progress):
        raise problem

    row = actions.ask(None, "fail")
    run_all()
    row.refresh_from_db()
    assert (row.state, row.error) == (State.FAILED, words)
    assert "secret" not in row.error


def test_try_again_waits_and_then_gives_up(only_these_kinds):
    @kinds.handler("knock", title="Knock", attempts=2)
    def run(row, progress):
        raise kinds.TryAgain("Nobody is in.", after=datetime.timedelta(hours=1))

    row = actions.ask(None, "knock")
    run_all()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == (State.WAITING, 1, "Nobody is in.")
    assert row.not_before > clock.true_now() + datetime.timedelta(minutes=59)
    assert actions.run_row(row.pk) is None

    WorkRow.objects.update(not_before=clock.true_now())
    run_all()
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == (State.FAILED, 2, "Nobody is in.")


def test_a_busy_database_is_tried_again(only_these_kinds):
    @kinds.handler("busy", title="Busy")
    def run(row, progress):
        raise OperationalError("database is locked")

    row = actions.ask(None, "busy")
    run_all()
    row.refresh_from_db()
    assert (row.state, row.error) == (State.WAITING, "The database was too busy.")


def test_out_of_time_goes_on_from_where_it_was(only_these_kinds):
    @kinds.handler("walk", title="Walk", limit=0, attempts=2)
    def run(row, progress):
        for mile in range(row.result.get("mile", 0) + 1, 6):
            if mile == 5:
                return {"text": "There."}
            progress(mile, 5, keep={"mile": mile})
        return None

    row = actions.ask(None, "walk")
    run_all()
    row.refresh_from_db()
    assert (row.state, row.done_count, row.result) == (State.DONE, 4, {"mile": 4, "text": "There."})
    assert row.claim == 5


def test_out_of_time_without_getting_further_ends_in_failure(only_these_kinds):
    kinds.handler("stand", title="Stand", limit=0, attempts=3)(lambda row, progress: progress(0, 5))
    row = actions.ask(None, "stand")
    run_all()
    row.refresh_from_db()
    assert (row.state, row.claim) == (State.FAILED, 3)
    assert row.error == "It takes longer than it may, and gets no further."


def test_a_worker_that_dies_after_it_got_further_does_not_count_as_an_attempt(only_these_kinds):
    """However often workers are killed, work that gets further each time is done in the end."""

    @kinds.handler("climb", title="Climb")
    def run(row, progress):
        step = row.result.get("step", 0) + 1
        progress(step, 8, keep={"step": step})
        if step < 8:
            raise KeyboardInterrupt  # nobody notes anything, as when it is killed

    row = actions.ask(None, "climb")
    for _ in range(7):
        with pytest.raises(KeyboardInterrupt):
            actions.run_row(row.pk)
        WorkRow.objects.update(beat_at=clock.true_now() - LONG_AGO)
        actions.sweep()
    run_all()
    row.refresh_from_db()
    assert (row.state, row.claim, row.done_count) == (State.DONE, 8, 8)


def test_what_failed_says_nothing_of_what_was_taken_back(only_these_kinds):
    """A link that was kept in a transaction that did not hold would lead nowhere."""

    @kinds.handler("file", title="File", attempts=1)
    def run(row, progress):
        with transaction.atomic():
            progress(2, 2, keep={"link": "/files/1/"})
            raise OperationalError("the disk is full")

    row = actions.ask(None, "file")
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.done_count, row.result) == (State.FAILED, 0, {})


def test_a_worker_that_was_given_up_changes_nothing(only_these_kinds):
    """The row is swept to another worker while this one sleeps; when it wakes it must stop."""
    after = []

    @kinds.handler("sleep", title="Sleep")
    def run(row, progress):
        WorkRow.objects.filter(pk=row.pk).update(claim=row.claim + 1)
        progress(1, 2)
        after.append("went on")

    row = actions.ask(None, "sleep")
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert after == []
    assert (row.state, row.done_count) == (State.RUNNING, 0)


def test_cancelling_stops_a_running_one_at_its_next_batch(only_these_kinds):
    ann = a_user()
    after = []

    @kinds.handler("long", title="Long")
    def run(row, progress):
        actions.cancel(by=somebody(user=ann), row=row)
        progress(1, 2)
        after.append("went on")

    row = actions.ask(somebody(user=ann), "long")
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert (row.state, after) == (State.CANCELLED, [])
    with pytest.raises(Refused, match="It is already cancelled."):
        actions.cancel(by=somebody(user=ann), row=row)


def test_only_the_asker_or_the_office_cancels(sums):
    row = actions.ask(somebody(user=a_user()), "sum", numbers=[])
    with pytest.raises(PermissionDenied):
        actions.cancel(by=somebody(user=a_user("bob@example.org")), row=row)
    assert actions.cancel(by=somebody("core.cancel_work"), row=row).state == State.CANCELLED
    assert Event.objects.get(verb="cancelled").object_id == row.pk


def test_work_the_system_asked_for_is_not_everybodys_to_cancel(sums):
    row = actions.ask(None, "sum", numbers=[])
    with pytest.raises(PermissionDenied):
        actions.cancel(by=somebody(), row=row)


def test_failed_work_is_tried_again_by_the_office(only_these_kinds):
    fails = [True, False]

    @kinds.handler("fail", title="Fail")
    def run(row, progress):
        if fails.pop(0):
            raise Refused("Not yet.")

    row = actions.ask(None, "fail")
    run_all()
    with pytest.raises(PermissionDenied):
        actions.retry(by=somebody(), row=row)
    actions.retry(by=somebody("core.run_job"), row=row)
    run_all()
    row.refresh_from_db()
    assert (row.state, row.error) == (State.DONE, "")
    with pytest.raises(Refused, match="Only failed work can be tried again. This is done."):
        actions.retry(by=somebody("core.run_job"), row=row)


def test_a_row_of_an_older_version_fails_in_words(sums):
    row = actions.ask(None, "sum", numbers=[])
    kinds.KINDS.clear()
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert row.error == "This version of the product does not know the work 'sum'."
    assert row.title == "sum"


class TestSweep:
    @pytest.fixture(autouse=True)
    def broker(self, monkeypatch):
        self.told = []
        monkeypatch.setattr(hints, "send", lambda pks: self.told.append(list(pks)) or list(pks))

    def test_rows_the_broker_was_never_told_of_are_sent(self, sums):
        row = actions.ask(None, "sum", numbers=[])
        assert actions.sweep() == {"failed": 0, "revived": 0, "sent": 1}
        assert self.told == [[row.pk]]

    def test_rows_sent_a_minute_ago_and_not_begun_are_sent_again(self, sums):
        old, new = actions.ask(None, "sum", numbers=[]), actions.ask(None, "sum", numbers=[])
        WorkRow.objects.filter(pk=old.pk).update(sent_at=clock.true_now() - datetime.timedelta(seconds=61))
        WorkRow.objects.filter(pk=new.pk).update(sent_at=clock.true_now())
        assert actions.sweep()["sent"] == 1
        assert self.told == [[old.pk]]

    def test_rows_that_must_wait_are_left(self, sums):
        actions.ask(None, "sum", numbers=[])
        WorkRow.objects.update(not_before=clock.true_now() + LONG_AGO)
        assert actions.sweep()["sent"] == 0

    def test_a_running_row_without_a_sign_of_life_goes_to_another_worker(self, sums):
        row = actions.ask(None, "sum", numbers=[1])
        actions.begin(row.pk)
        assert actions.sweep() == {"failed": 0, "revived": 0, "sent": 0}
        WorkRow.objects.update(beat_at=clock.true_now() - LONG_AGO)
        assert actions.sweep() == {"failed": 0, "revived": 1, "sent": 1}
        assert actions.run_row(row.pk).state == State.DONE

    def test_a_row_that_kills_its_worker_five_times_fails(self, sums):
        row = actions.ask(None, "sum", numbers=[1])
        for _ in range(5):
            assert actions.begin(row.pk) is not None
            WorkRow.objects.update(beat_at=clock.true_now() - LONG_AGO)
            found = actions.sweep()
        assert found == {"failed": 1, "revived": 0, "sent": 0}
        row.refresh_from_db()
        assert (row.state, row.error) == (State.FAILED, actions.LOST.format(5))


def test_visible_to_the_asker_and_to_those_who_watch(sums):
    ann, bob = a_user(), a_user("bob@example.org")
    row = actions.ask(somebody(user=ann), "sum", numbers=[])
    actions.ask(None, "sum", numbers=[])
    assert list(WorkRow.objects.visible_to(somebody(user=ann))) == [row]
    assert WorkRow.objects.visible_to(somebody(user=bob)).count() == 0
    assert WorkRow.objects.visible_to(somebody()).count() == 0
    assert WorkRow.objects.visible_to(somebody("core.view_work_row")).count() == 2


def test_unsent_since_is_what_the_health_page_counts(sums):
    row = actions.ask(None, "sum", numbers=[])
    moment = clock.true_now()
    assert WorkRow.objects.unsent_since(moment - LONG_AGO).count() == 0
    WorkRow.objects.update(created_at=moment - LONG_AGO * 2)
    assert list(WorkRow.objects.unsent_since(moment - LONG_AGO)) == [row]
    WorkRow.objects.update(sent_at=moment)
    assert WorkRow.objects.unsent_since(moment - LONG_AGO).count() == 0


def test_finished_work_is_forgotten_after_its_time(sums):
    old, new, waiting = (actions.ask(None, "sum", numbers=[]) for _ in range(3))
    actions.run_row(old.pk)
    actions.run_row(new.pk)
    WorkRow.objects.filter(pk=old.pk).update(finished_at=clock.true_now() - datetime.timedelta(days=91))
    assert actions.forget_before(clock.true_now() - datetime.timedelta(days=90)) == 1
    assert set(WorkRow.objects.all()) == {new, waiting}


@pytest.fixture
def whispers(only_these_kinds):
    """The kind 'whisper', which is given an address, fails each time, and forgets the address as it ends."""

    @kinds.handler("whisper", title="Whisper", limit=60, attempts=2, forgets=True)
    def run(row, progress):
        raise kinds.TryAgain("Nobody listens.", after=datetime.timedelta())


def test_what_tells_of_a_person_is_kept_until_the_work_is_given_up_and_no_longer(whispers):
    row = actions.ask(None, "whisper", address="jo@example.org")
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.args) == (State.WAITING, {"address": "jo@example.org"})
    actions.run_row(row.pk)
    row.refresh_from_db()
    assert (row.state, row.args, row.error) == (State.FAILED, {}, "Nobody listens.")


def test_what_tells_of_a_person_is_forgotten_when_the_worker_is_lost_for_good(whispers):
    row = actions.ask(None, "whisper", address="jo@example.org")
    other = actions.ask(None, "whisper", address="xy@example.org")
    lost = {"state": State.RUNNING, "started_at": clock.true_now(), "beat_at": clock.true_now() - LONG_AGO}
    WorkRow.objects.filter(pk=row.pk).update(attempts=actions.STALE_ATTEMPTS, **lost)
    WorkRow.objects.filter(pk=other.pk).update(attempts=1, **lost)
    actions.sweep()
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, row.args) == (State.FAILED, {})
    assert (other.state, other.args) == (State.WAITING, {"address": "xy@example.org"})


def test_what_tells_of_a_person_is_forgotten_when_the_work_is_cancelled(whispers):
    row = actions.cancel(by=somebody("core.cancel_work"), row=actions.ask(None, "whisper", address="jo@example.org"))
    row.refresh_from_db()
    assert (row.state, row.args) == (State.CANCELLED, {})


def test_what_has_forgotten_is_not_tried_again(whispers):
    row = actions.ask(None, "whisper", address="jo@example.org")
    WorkRow.objects.filter(pk=row.pk).update(state=State.FAILED, finished_at=clock.true_now())
    with pytest.raises(Refused, match="It has to be asked for anew"):
        actions.retry(by=somebody("core.run_job"), row=row)
