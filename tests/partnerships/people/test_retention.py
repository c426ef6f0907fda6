"""Closed accounts: what is deleted when, and what stays."""

import datetime
import uuid

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.urls import reverse

from core import clock
from core.acts import Refused
from core.trail.history import history_of
from core.trail.models import Event
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.people.account_actions import (
    deactivate_account,
    erase_accounts,
    forget_sign_ins,
    reactivate_account,
    update_account,
)
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import ERASED_NAME, User
from partnerships.people.tasks import KEPT
from tests.factories.people import MembershipFactory, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
HOUSE = the_house("schedule")
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
INSTANT = datetime.timedelta(microseconds=1)
MINUTE = datetime.timedelta(minutes=1)


def person(**fields):
    """Somebody whose account was made long ago, with a password and a code at sign-in."""
    made = MembershipFactory(
        role="approver",
        job_title="Treasurer",
        user__name="Jo Price",
        user__email="jo@example.org",
        user__telephone="01684 500000",
        user__password=True,
        user__date_joined=LONG_AGO,
        **fields,
    ).user
    Authenticator.objects.create(user=made, type="totp", data={"secret": "x"})
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    User.objects.filter(pk=made.pk).update(last_login=LONG_AGO)
    return made


def closed(user=None):
    """The account, closed by the secretariat, and the moment of it."""
    user = user or person()
    deactivate_account(by=make_actor("secretariat"), user=user)
    user.refresh_from_db()
    return user, Event.objects.get(verb="deactivated", object_id=user.pk).at


def closed_at(moment):
    """An account that the trail says was closed then."""
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)
    of_it = {"model": "partnerships.user", "object_id": user.pk, "verb": "deactivated"}
    Event.objects.create(at=moment, capacity="Forum secretariat", channel="web", **of_it)
    return user


@pytest.mark.parametrize(("moment", "erased"), [(-INSTANT, False), (INSTANT * 0, True)])
def test_an_account_is_erased_from_the_moment_its_time_is_over(moment, erased):
    user, at = closed()
    assert list(erase_accounts(by=HOUSE, moment=at + moment)) == [True] * erased
    user.refresh_from_db()
    kept = ("Jo Price", "jo@example.org", "01684 500000")
    gone = (ERASED_NAME, f"account-{user.pk}@erased.invalid", "")
    assert (user.name, user.email, user.telephone) == (gone if erased else kept)
    assert user.memberships.get().job_title == ("" if erased else "Treasurer")


@pytest.mark.parametrize(("age", "erased"), [(KEPT - MINUTE, False), (KEPT + MINUTE, True)])
def test_the_job_counts_seven_years(age, erased):
    user = closed_at(clock.true_now() - age)
    call_command("run_job", "erase_closed_accounts")
    user.refresh_from_db()
    assert (user.name == ERASED_NAME) is erased
    assert f"Ways to sign in deleted: 1. Accounts erased: {int(erased)}." in WorkRow.objects.get().result["text"]
    assert datetime.timedelta(days=2556, hours=18) == KEPT


def test_what_was_closed_opened_and_closed_again_counts_from_the_last_time():
    user, first = closed()
    secretary = make_actor("secretariat")
    reactivate_account(by=secretary, user=user)
    deactivate_account(by=secretary, user=user)
    assert list(erase_accounts(by=HOUSE, moment=first)) == []
    assert list(erase_accounts(by=HOUSE, moment=clock.true_now())) == [True]


def test_an_open_account_and_one_closed_by_nobody_knows_whom_but_lately_made_stay():
    opened = person()
    UserFactory(is_active=False, name="Ed Hill")
    assert list(erase_accounts(by=HOUSE, moment=clock.true_now() - KEPT)) == []
    opened.refresh_from_db()
    assert opened.name == "Jo Price"


def test_an_account_whose_closing_the_trail_has_forgotten_is_erased():
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert list(erase_accounts(by=HOUSE, moment=clock.true_now() - KEPT)) == [True]


def test_erasing_twice_erases_once():
    closed()
    assert list(erase_accounts(by=HOUSE, moment=clock.true_now())) == [True]
    assert list(erase_accounts(by=HOUSE, moment=clock.true_now())) == []
    assert Event.objects.filter(verb="erased").count() == 1


def test_the_trail_stays_whole_and_names_nobody():
    user = person()
    update_account(by=actor_for(user), user=user, name="Jo Price", telephone="01684 500001")
    closed(user)
    before = list(Event.objects.order_by("pk").values())
    list(erase_accounts(by=HOUSE, moment=clock.true_now()))
    assert list(Event.objects.order_by("pk").values())[: len(before)] == before
    lines = history_of(user, make_actor("secretariat"))
    assert [line["what"] for line in lines] == ["Erased", "Deactivated", "Updated"]
    assert lines[-1]["who"].startswith(f"{ERASED_NAME} (Approver, ")
    assert lines[0]["who"] == "Concordat itself"


def test_the_address_can_be_invited_anew_and_the_account_not_be_opened_again():
    user, at = closed()
    list(erase_accounts(by=HOUSE, moment=at))
    assert UserFactory(email="jo@example.org").pk != user.pk
    secretary = make_actor("secretariat")
    with pytest.raises(Refused, match="Invite the person anew"):
        reactivate_account(by=secretary, user=user)
    page = signed_in(secretary).get(reverse("person", args=[user.pk])).content.decode()
    assert ("No longer kept" in page, "erased.invalid" in page) == (True, False)
    assert "Open the account again" not in page


def test_ways_to_sign_in_go_in_the_night_after_an_account_was_closed():
    user, _ = closed()
    key = user.calendar_key
    assert list(forget_sign_ins(by=HOUSE)) == [True]
    user.refresh_from_db()
    assert (user.has_usable_password(), user.last_login) == (False, None)
    assert user.calendar_key != key
    assert isinstance(user.calendar_key, uuid.UUID)
    assert not Authenticator.objects.filter(user=user).exists()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert (user.name, user.email) == ("Jo Price", "jo@example.org")
    assert list(forget_sign_ins(by=HOUSE)) == []


def test_open_accounts_keep_their_ways_to_sign_in():
    user = person()
    assert list(forget_sign_ins(by=HOUSE)) == []
    assert (User.objects.get(pk=user.pk).has_usable_password(), Authenticator.objects.count()) == (True, 1)


def test_the_job_is_on_the_background_work_page_and_can_be_run_there():
    user, _ = closed()
    browser = signed_in(make_actor("secretariat"))
    assert "Erase what is no longer kept of closed accounts" in browser.get(reverse("work_list")).content.decode()
    assert browser.post(reverse("job_run", args=["erase_closed_accounts"])).status_code == 302
    row = next(each for each in run_all() if each.kind == "erase_closed_accounts")
    assert (row.state, row.result["text"]) == ("done", "Ways to sign in deleted: 1. Accounts erased: 0.")
