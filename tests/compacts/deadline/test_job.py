"""The nightly check of sign-up: what it stores, and that it may come twice, late, at once, or be killed half-way."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from compacts.deadline import actions
from compacts.deadline.models import SignupStanding, Verdict
from compacts.deadline.tasks import check_deadlines
from compacts.signups.actions import record_signing
from core import clock
from core.fields import Visible
from core.work.jobs import JOBS
from core.work.models import WorkRow
from core.work.testing import run_all
from tests.factories.compacts import CompactFactory, SignupFactory
from tests.factories.deadline import LAST, SignupTargetFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DATE = datetime.date
DAY = datetime.timedelta(days=1)


def a_target_with_two_trusts():
    """One signed in its county, the other has not."""
    compact = CompactFactory(launched=True, area=AreaFactory(kind="county", name="Devon"))
    for name in ("Signed", "Silent"):
        body = PublicBodyFactory(name=name, opened=DATE(2002, 4, 1), area=compact.area)
        if name == "Signed":
            SignupFactory(organisation=body, compact=compact)
    return SignupTargetFactory(title="Sign-up", taken=LAST)


def stored() -> list[tuple]:
    rows = SignupStanding.objects.order_by("organisation__name")
    return list(rows.values_list("organisation__name", "area__name", "verdict", "overall", "late_days", "as_at"))


def test_it_stores_how_each_body_stands_in_each_locality():
    target = a_target_with_two_trusts()
    assert actions.store_standings(target.pk, DATE(2004, 5, 31)) == 2
    assert stored() == [
        ("Signed", "Devon", "signed", "signed", 0, DATE(2004, 5, 31)),
        ("Silent", "Devon", "late", "late", 31, DATE(2004, 5, 31)),
    ]
    target.refresh_from_db()
    assert (target.checked_on, target.version) == (DATE(2004, 5, 31), 1)


def test_done_again_it_writes_nothing_and_late_it_makes_up_for_the_days_between(django_assert_num_queries):
    target = a_target_with_two_trusts()
    actions.store_standings(target.pk, DATE(2004, 5, 31))
    keys = set(SignupStanding.objects.values_list("pk", flat=True))
    with django_assert_num_queries(6):  # 2 of the savepoint, 4 to look; none writes but the note of when
        actions.store_standings(target.pk, DATE(2004, 5, 31))
    actions.store_standings(target.pk, DATE(2004, 6, 30))
    assert stored()[1] == ("Silent", "Devon", "late", "late", 61, DATE(2004, 6, 30))
    assert set(SignupStanding.objects.values_list("pk", flat=True)) == keys


def test_what_is_no_longer_so_is_taken_away():
    target = a_target_with_two_trusts()
    actions.store_standings(target.pk, DATE(2004, 4, 30))
    target.standings.get(organisation__name="Silent").organisation.kinds.all().delete()
    actions.store_standings(target.pk, DATE(2004, 4, 30))
    assert [name for name, *_ in stored()] == ["Signed"]


def test_a_closed_target_stays_as_it_was_at_its_end():
    target = a_target_with_two_trusts()
    actions.close_signup_target(by=make_actor("secretariat"), target=target, reason="So.", on=DATE(2004, 5, 31))
    actions.store_standings(target.pk, DATE(2026, 11, 30))
    assert stored()[1][-2:] == (31, DATE(2004, 5, 31))


def test_it_runs_each_night_by_hand_and_as_a_command():
    a_target_with_two_trusts()
    assert (JOBS[actions.CHECK].often, JOBS[actions.CHECK].at) == ("every day", datetime.time(2, 5))
    call_command("check_compact_signup_deadlines")
    row = WorkRow.objects.get(kind=actions.CHECK)
    assert (row.state, row.done_count, row.result["text"]) == ("done", 2, "2 standings checked")
    assert {each[-1] for each in stored()} == {clock.today()}


def test_it_goes_by_the_true_day_whatever_story_is_told():
    a_target_with_two_trusts()
    today = clock.today()
    with clock.at(DATE(2004, 3, 31)):
        actions.ask_to_check()
        run_all()
    assert {each[-1] for each in stored()} == {today}


def test_a_change_of_a_sign_up_begins_it_again():
    a_target_with_two_trusts()
    body = PublicBodyFactory(name="Third", opened=DATE(2002, 4, 1))
    compact = CompactFactory(launched=True)
    record_signing(
        by=make_actor("secretariat"), compact=compact, organisation=body, starts=LAST + DAY, evidence="The copy."
    )
    run_all()
    third = SignupStanding.objects.filter(organisation=body, verdict=Verdict.LATE).get()
    assert (third.late_days, third.since) == (1, LAST + DAY)


def test_killed_half_way_it_leaves_whole_targets_and_is_done_again(monkeypatch):
    """It dies while it writes the second of two: the first is stored whole, of the second nothing."""
    first = a_target_with_two_trusts()
    second = SignupTargetFactory(title="Second", taken=LAST)
    real = Visible.bulk_create

    def dies(self, rows, **options):
        made = real(self, rows[:1] if rows[0].target_id == second.pk else rows, **options)
        if rows[0].target_id == second.pk:
            raise SystemExit
        return made

    row = actions.ask(None, actions.CHECK)
    with monkeypatch.context() as patched:
        patched.setattr(Visible, "bulk_create", dies)
        with pytest.raises(SystemExit):
            check_deadlines(row, lambda *count: None)
    assert list(SignupStanding.objects.values_list("target", flat=True)) == [first.pk] * 2
    check_deadlines(row, lambda *count: None)
    assert SignupStanding.objects.filter(target=second).count() == 2


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_at_once_store_the_same_once():
    target = a_target_with_two_trusts()
    start, found = threading.Barrier(2), []

    def run() -> None:
        try:
            start.wait(10)
            found.append(actions.store_standings(target.pk, DATE(2004, 5, 31)))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert found == [2, 2]
    assert [each[:3] for each in stored()] == [("Signed", "Devon", "signed"), ("Silent", "Devon", "late")]


def test_a_day_too_many_is_no_lateness_of_what_is_not_late():
    """The database holds it: only what is late has days."""
    target = a_target_with_two_trusts()
    actions.store_standings(target.pk, DATE(2004, 5, 31))
    with pytest.raises(IntegrityError), transaction.atomic():
        SignupStanding.objects.filter(verdict="signed").update(late_days=F("late_days") + 1)
