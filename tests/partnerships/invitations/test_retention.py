"""Invitations whose time is over are deleted; what they led to stays."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from core import clock
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.invitations.actions import accept_invitation, forget_before, invite_person, withdraw_invitation
from partnerships.invitations.models import Invitation
from partnerships.invitations.tasks import KEPT
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import Membership
from tests.factories.people import UserFactory, make_actor, signed_in
from tests.partnerships.invitations.test_actions import secret

pytestmark = pytest.mark.django_db
INSTANT = datetime.timedelta(microseconds=1)
MINUTE = datetime.timedelta(minutes=1)


def invited(email="jo@example.org", by=None):
    by = by or make_actor("administrator")
    return invite_person(by=by, email=email, name="Jo Price", place=by.organisation, roles=["member"]), by


@pytest.mark.parametrize(("moment", "deleted"), [(-INSTANT, []), (INSTANT * 0, [True])])
def test_an_invitation_goes_from_the_moment_its_time_is_over(moment, deleted):
    made, _ = invited()
    assert list(forget_before(by=the_house(), moment=made.invited_at + moment)) == deleted
    assert Invitation.objects.count() == 1 - len(deleted)


@pytest.mark.parametrize(("age", "left"), [(KEPT - MINUTE, 1), (KEPT + MINUTE, 0)])
def test_the_job_counts_two_years(age, left):
    made, _ = invited()
    Invitation.objects.filter(pk=made.pk).update(invited_at=clock.true_now() - age)
    call_command("run_job", "forget_invitations")
    assert Invitation.objects.count() == left
    assert WorkRow.objects.get(kind="forget_invitations").result["text"] == f"{1 - left} old invitations deleted"
    assert datetime.timedelta(days=730, hours=12) == KEPT


def test_what_was_accepted_and_withdrawn_goes_too_and_membership_and_trail_stay():
    _, by = invited()
    user = UserFactory(email="jo@example.org")
    accept_invitation(by=actor_for(user), token=secret())
    other, _ = invited("ed@example.org", by)
    withdraw_invitation(by=by, invitation=other)
    before = list(Event.objects.order_by("pk").values())
    assert list(forget_before(by=the_house("schedule"), moment=clock.true_now())) == [True, True]
    assert Membership.objects.get(user=user).roles.get().role == "member"
    events = list(Event.objects.order_by("pk").values())
    assert events[: len(before)] == before
    assert [(each["verb"], each["detail"]) for each in events[len(before) :]] == [("deleted after its time", {})] * 2


def test_one_sent_again_meanwhile_stays():
    first, by = invited()
    second, _ = invited("ed@example.org", by)
    steps = forget_before(by=the_house(), moment=clock.true_now())
    assert next(steps) is True
    Invitation.objects.filter(pk=second.pk).update(invited_at=clock.true_now() + MINUTE)
    assert list(steps) == [False]
    assert list(Invitation.objects.values_list("pk", flat=True)) == [second.pk]


def test_the_job_is_on_the_background_work_page():
    page = signed_in(make_actor("secretariat")).get(reverse("work_list")).content.decode()
    assert "Delete invitations after two years" in page
