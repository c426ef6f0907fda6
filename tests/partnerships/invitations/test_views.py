"""The pages of invitations: to send, and to accept by a button."""

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.mail.models import Mail
from partnerships.invitations.models import Invitation
from partnerships.people.models import Membership, User
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Carers")


@pytest.fixture
def browser(forum):
    return signed_in(make_actor("administrator", organisation=forum, user=UserFactory(name="Ann Lee")))


def invite(browser, forum, **fields):
    answer = {
        "name": "Jo Price",
        "email": "jo@example.org",
        "roles": ["member", "drafter"],
        "once": uuid.uuid4(),
    } | fields
    return browser.post(reverse("organisation_invite", args=[forum.pk]), answer)


def link() -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", Mail.objects.latest("pk").body)[1]


def test_inviting_by_the_form(browser, forum):
    assert invite(browser, forum).url == reverse("organisation_people", args=[forum.pk])
    page = browser.get(reverse("organisation_people", args=[forum.pk])).content.decode()
    assert "Jo Price was invited." in page
    assert "as member and drafter" in page
    assert Invitation.objects.get().roles == ["drafter", "member"]


def test_what_is_wrong_is_said_and_the_words_stay(browser, forum):
    page = invite(browser, forum, email="not an address", roles=[]).content.decode()
    assert "Enter an e-mail address in the right form" in page
    assert "Choose the roles." in page
    assert 'value="not an address"' in page
    assert Invitation.objects.count() == 0


def test_sent_twice_it_invites_once(browser, forum):
    once = "6f0e7d1c-6f5d-4d0e-9c39-0a1a3c1d2e3f"
    for _ in range(2):
        assert invite(browser, forum, once=once).status_code == 302
    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)


def test_opening_the_link_changes_nothing(browser, forum):
    invite(browser, forum)
    visitor = Client()
    for _ in range(3):
        page = visitor.get(link())
    words = page.content.decode()
    assert "Ann Lee invites you to join <strong>Malvern Carers</strong> as <strong>member and drafter</strong>" in words
    assert "no-store" in page["Cache-Control"]
    assert visitor.head(link()).status_code == 200
    assert Invitation.objects.get().state == "open"


def test_a_newcomer_accepts_and_signs_in(browser, forum):
    invite(browser, forum)
    visitor = Client()
    reply = visitor.post(link(), {"name": "Jo Price", "password": "a hedge and a gate", "once": uuid.uuid4()})
    assert reply.url == f"/account/login/?next={link().replace('/', '%2F')}"
    assert "Now sign in to finish." in visitor.get(reply.url).content.decode()
    onward = visitor.post(reply.url, {"login": "jo@example.org", "password": "a hedge and a gate"})
    home = visitor.get(onward.url, follow=True)
    assert home.redirect_chain == [("/", 302)]
    assert "Member and drafter, Malvern Carers" in home.content.decode()


def test_whether_an_address_has_an_account_is_not_told(browser, forum):
    UserFactory(email="known@example.org", password=True)
    replies = []
    for email in ("known@example.org", "new@example.org"):
        invite(browser, forum, email=email)
        visitor = Client()
        opened = visitor.get(link())
        reply = visitor.post(link(), {"name": "X", "password": "a hedge and a gate", "once": uuid.uuid4()})
        shown = visitor.get(reply.url)
        hidden = [link(), link().replace("/", "%2F")]
        texts = [opened.content.decode(), reply.url, shown.content.decode()]
        for secret in hidden:
            texts = [text.replace(secret, "LINK") for text in texts]
        replies.append([re.sub(r'value="[\w-]{36,}"', "", text) for text in texts])
    assert replies[0] == replies[1]
    assert User.objects.get(email="known@example.org").check_password(PASSWORD)


def test_somebody_with_an_account_signs_in_and_presses_the_button(browser, forum):
    user = MembershipFactory(role="member", user__email="jo@example.org").user
    invite(browser, forum)
    theirs = signed_in(make_actor("drafter", user=user))
    assert "Accept the invitation" in theirs.get(link()).content.decode()
    assert theirs.post(link(), {}).url == "/"
    joined = Membership.objects.get(user=user, organisation=forum)
    assert theirs.session["membership"] == joined.pk
    assert "You now belong to Malvern Carers." in theirs.get("/").content.decode()


def test_another_person_who_is_signed_in_cannot_take_it(browser, forum):
    invite(browser, forum)
    other = signed_in(make_actor("member"))
    words = other.get(link()).content.decode()
    assert "another address" in words
    assert "Accept the invitation" not in words
    assert "another address" in other.post(link(), {}).content.decode()
    assert Invitation.objects.get().state == "open"


def test_what_the_page_says_when_it_is_over(browser, forum):
    invite(browser, forum)
    address = link()
    page = Client().get("/invitation/nonsense/")
    assert (page.status_code, "copy the whole of it from the mail" in page.content.decode()) == (404, True)
    with clock.at(clock.today() + datetime.timedelta(days=15)):
        page = Client().get(address)
    assert (page.status_code, "Ask Ann Lee to send it again." in page.content.decode()) == (410, True)
    browser.post(reverse("invitation_withdraw", args=[Invitation.objects.get().pk]))
    page = Client().get(address)
    assert (page.status_code, "took it back, or sent a newer one" in page.content.decode()) == (410, True)
    invite(browser, forum)
    Client().post(link(), {"name": "Jo", "password": "a hedge and a gate", "once": uuid.uuid4()})
    page = Client().get(link())
    assert (page.status_code, "An invitation works once." in page.content.decode()) == (410, True)


def test_a_weak_password_is_said_beside_its_field(browser, forum):
    invite(browser, forum)
    words = Client().post(link(), {"name": "Jo Price", "password": "password12", "once": uuid.uuid4()}).content.decode()
    assert "This password is too common." in words
    assert 'href="#id_password"' in words
    assert 'value="Jo Price"' in words
    assert "password12" not in words


def test_sending_again_and_withdrawing_by_buttons(browser, forum):
    invite(browser, forum)
    old, pk = link(), Invitation.objects.get().pk
    browser.post(reverse("invitation_resend", args=[pk]))
    assert link() != old
    assert Client().get(old).status_code == 404
    browser.post(reverse("invitation_withdraw", args=[pk]))
    assert (
        "Jo Price"
        not in browser.get(reverse("organisation_people", args=[forum.pk]))
        .content.decode()
        .split("Invited, and not here yet")[-1]
        .split("was withdrawn")[-1]
    )
    again = browser.post(reverse("invitation_withdraw", args=[pk]))
    assert (again.status_code, "withdrawn, or replaced" in again.content.decode()) == (409, True)


def test_others_do_not_see_the_invitations(browser, forum):
    invite(browser, forum)
    pk = Invitation.objects.get().pk
    for by in (make_actor("approver", organisation=forum), make_actor("administrator"), make_actor("auditor")):
        for name in ("invitation_resend", "invitation_withdraw"):
            assert signed_in(by).post(reverse(name, args=[pk])).status_code in (403, 404)
    member = signed_in(make_actor("member", organisation=forum))
    assert "jo@example.org" not in member.get(reverse("organisation_people", args=[forum.pk])).content.decode()
    assert Invitation.objects.get().state == "open"
