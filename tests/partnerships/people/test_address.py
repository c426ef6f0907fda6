"""Changing one's own e-mail address: proven at the new one, told to the old one, telling nobody who has an account."""

import datetime
import re
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from core import clock
from core.acts import NotVisible, Refused
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.people.actors import actor_for
from partnerships.people.address_actions import ask_for_address, awaited_address, change_address
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory, make_actor

pytestmark = pytest.mark.django_db
NEW = "jo@home.example.org"
NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def user():
    return MembershipFactory(
        role="member", user__email="jo@example.org", user__name="Jo Price", user__password=True
    ).user


@pytest.fixture
def browser(user):
    made = Client()
    made.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return made


def ask(user, email=NEW, password=PASSWORD, by=None):
    ask_for_address(by=by or actor_for(user), user=user, email=email, password=password)


def token() -> str:
    return re.search(r"/account/address/([^/\s]+)/", Mail.objects.latest("pk").body)[1]


def post(browser, email=NEW, password=PASSWORD):
    form = {"email": email, "password": password, "once": uuid.uuid4()}
    return browser.post(reverse("address_change"), form)


def test_the_address_changes_once_the_button_at_the_new_one_is_pressed(browser, user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    assert post(browser, "Jo@Home.example.org").url == reverse("account")
    mail = Mail.objects.get()
    assert (mail.to_address, mail.to_user, mail.key.startswith("lets-in:")) == (NEW, None, True)
    assert mail.body.rstrip().endswith(f"http://127.0.0.1:8000/account/address/{token()}/")
    assert NEW not in token()
    link = reverse("address_confirm", args=[token()])
    page = browser.get(link).content.decode()
    assert f"You will sign in with {NEW} instead of jo@example.org" in page
    user.refresh_from_db()
    assert user.email == "jo@example.org"
    assert browser.post(link).url == reverse("account")
    user.refresh_from_db()
    assert user.email == NEW
    assert not EmailAddress.objects.filter(user=user).exists()
    told = Mail.objects.latest("pk")
    assert (told.to_address, told.subject) == ("jo@example.org", "The e-mail address of your account was changed")
    assert NEW not in told.body
    assert browser.get(reverse("account")).status_code == 200
    signed = [
        Client().post(reverse("account_login"), {"login": login, "password": PASSWORD}).status_code
        for login in (NEW, "jo@example.org")
    ]
    assert signed == [302, 200]
    verbs = Event.objects.filter(verb__contains="e-mail address").order_by("pk").values_list("verb", "detail")
    assert list(verbs) == [("asked to change the e-mail address", {}), ("changed the e-mail address", {})]


def test_a_link_works_once_even_when_the_address_is_changed_back(user):
    ask(user)
    first = token()
    change_address(by=actor_for(user), user=user, token=first)
    user.refresh_from_db()
    with pytest.raises(Refused, match="has been used, or replaced"):
        change_address(by=actor_for(user), user=user, token=first)
    ask(user, "jo@example.org")
    change_address(by=actor_for(user), user=user, token=token())
    with pytest.raises(Refused, match="has been used, or replaced"):
        change_address(by=actor_for(user), user=user, token=first)


def test_a_newer_link_replaces_an_older_one(user):
    ask(user)
    first = token()
    ask(user, "jo@other.example.org")
    with pytest.raises(Refused, match="has been used, or replaced"):
        awaited_address(user, first)
    assert awaited_address(user, token()) == "jo@other.example.org"


@pytest.mark.parametrize("left", [1, 0])
def test_a_link_lasts_a_day(user, left):
    with clock.at(NOW):
        ask(user)
    found = token()
    with clock.at(NOW + datetime.timedelta(days=1) - datetime.timedelta(microseconds=left)):
        if left:
            assert awaited_address(user, found) == NEW
        else:
            with pytest.raises(Refused, match="for a day only"):
                awaited_address(user, found)


def test_a_new_password_ends_the_links_sent_before(user):
    ask(user)
    user.set_password("a hedge and a gate")
    user.save()
    with pytest.raises(Refused, match="your password has changed since"):
        awaited_address(user, token())


def test_a_link_is_for_one_account_alone(browser, user):
    other = UserFactory(password=True)
    ask(other, "ed@home.example.org")
    link = reverse("address_confirm", args=[token()])
    for reply in (browser.get(link), browser.post(link)):
        assert reply.status_code == 410
        assert "belongs to another account" in reply.content.decode()
    user.refresh_from_db()
    assert user.email == "jo@example.org"
    assert Client().get(link).url.startswith(reverse("account_login"))
    for nonsense in ("x", "1.x", f"{Event.objects.latest('pk').pk}.x", "é.é"):
        assert browser.get(reverse("address_confirm", args=[nonsense])).status_code == 410


def test_an_address_that_is_taken_is_answered_like_one_that_is_free(browser, user):
    UserFactory(email="ed@example.org")
    UserFactory(email="al@example.org", is_active=False)
    pages = []
    for email in (NEW, "ed@example.org", "al@example.org"):
        reply = post(browser, email)
        assert (reply.status_code, reply.url) == (302, reverse("account"))
        page = browser.get(reply.url).content.decode()
        assert f"We have sent a message to {email}." in page
        pages.append(re.sub(r'value="[\w-]{30,}"', "", page).replace(email, "ADDRESS"))
    assert set(pages) == {pages[0]}
    mails = Mail.objects.order_by("pk")
    assert [each.to_address for each in mails] == [NEW, "ed@example.org", "al@example.org"]
    assert [each.subject for each in mails] == ["Your new e-mail address on Concordat"] * 3
    assert ["/account/address/" in each.body for each in mails] == [True, False, False]
    assert "There is an account with this address already" in mails[1].body
    assert "Jo Price" not in mails[1].body


def test_an_address_that_was_taken_meanwhile_is_refused(browser, user):
    ask(user)
    UserFactory(email=NEW)
    reply = browser.post(reverse("address_confirm", args=[token()]))
    assert "Another account has this address now." in reply.content.decode()
    user.refresh_from_db()
    assert user.email == "jo@example.org"
    assert not Event.objects.filter(verb="changed the e-mail address").exists()


def test_the_password_is_asked_and_cannot_be_guessed_for_long(browser, user):
    for _ in range(10):
        reply = post(browser, password="wrong password")
        assert "The password is not right. Type it again." in reply.content.decode()
    assert post(browser).status_code == 429
    assert (Mail.objects.count(), Event.objects.filter(object_id=user.pk, verb__startswith="asked").count()) == (0, 0)


def test_ones_own_address_and_a_wrong_one_are_refused_in_words(browser):
    assert "This is the address you have. Enter the new one." in post(browser, "JO@example.org").content.decode()
    assert "Enter an e-mail address in the right form" in post(browser, "jo@").content.decode()
    assert Mail.objects.count() == 0


def test_strangers_are_not_mailed_through_us_without_end(user):
    for number in range(5):
        ask(user, f"stranger{number}@example.org")
    with pytest.raises(Refused, match="asked 5 times in the last day"):
        ask(user, "stranger5@example.org")
    assert Mail.objects.count() == 5


def test_nobody_changes_anothers_address(user):
    ask(user)
    for other in (make_actor("member"), make_actor("secretariat")):
        with pytest.raises((PermissionDenied, NotVisible)):
            ask(user, by=other)
        with pytest.raises((PermissionDenied, NotVisible)):
            change_address(by=other, user=user, token=token())
    user.refresh_from_db()
    assert user.email == "jo@example.org"
