"""The pages about people in a real browser: readable by everybody, and an invitation from mail to home page."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from core.mail.models import Mail
from partnerships.invitations.actions import invite_person, withdraw_invitation
from partnerships.people.address_actions import ask_for_address
from partnerships.people.models import RoleHeld, User
from tests.browser.steps import follow
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory, make_actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def forum():
    return OrganisationFactory(name="Malvern Hills Carers' Forum", partner=True)


@pytest.fixture
def administrator(forum):
    acting = make_actor("administrator", "approver", organisation=forum, user=UserFactory(name="Ann Lee"))
    make_actor("member", organisation=OrganisationFactory(name="Worcester Advice Centre"), user=acting.user)
    return acting


@pytest.fixture
def member(forum):
    found = MembershipFactory(organisation=forum, roles=["member", "drafter"], user__name="Jo Price")
    RoleHeld.objects.create(
        membership=found, role="approver", starts=datetime.date(2003, 4, 1), ends=datetime.date(2005, 3, 31)
    )
    return found


@pytest.fixture
def open_as(browser, client_for, live_server):
    """Opens a page as somebody, without script."""
    contexts = []

    def open_page(actor=None):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        contexts.append(context)
        client = client_for(actor) if actor else Client()
        cookies = [{"name": name, "value": each.value, "url": live_server.url} for name, each in client.cookies.items()]
        context.add_cookies(cookies)
        return context.new_page()

    yield open_page
    for each in contexts:
        each.close()


def token() -> str:
    return re.search(r"/invitation/([\w-]+)/", Mail.objects.latest("pk").body)[1]


@pytest.fixture
def readable(browser, client_for, live_server, assert_accessible, widths):
    """Goes through pages as somebody: each has no accessibility violation and fits a small telephone. `send` presses
    the first button of the page's form, to see it in its error state."""

    def look(actor, *urls, send=()):
        context = browser.new_context(base_url=live_server.url)
        client = client_for(actor) if actor else Client()
        cookies = [{"name": name, "value": each.value, "url": live_server.url} for name, each in client.cookies.items()]
        context.add_cookies(cookies)
        page = context.new_page()
        for url in (*urls, *send):
            page.goto(url)
            if url in send:
                follow(page.locator("main form button[type=submit]").last)
            expect(page.locator("h1"), url).to_have_count(1)
            assert_accessible(page)
            widths(page)
        context.close()

    return look


def test_the_pages_of_an_organisations_people(readable, forum, administrator, member):
    invite_person(by=administrator, email="sam@example.org", name="Sam Hill", place=forum, roles=["drafter"])
    own_role = administrator.membership.roles.get(role="administrator")
    readable(
        administrator,
        "/",
        reverse("organisation_people", args=[forum.pk]),
        reverse("membership", args=[member.pk]),
        reverse("membership_edit", args=[member.pk]),
        reverse("role_end", args=[member.roles.get(role="member").pk]),
        reverse("role_revoke", args=[own_role.pk]),
        reverse("second_factor_reset", args=[member.pk]),
        send=[
            reverse("role_give", args=[member.pk]),
            reverse("organisation_invite", args=[forum.pk]),
            reverse("role_revoke", args=[own_role.pk]),
        ],
    )


def test_the_pages_of_ones_own_account(readable, administrator):
    readable(
        administrator,
        reverse("account"),
        reverse("account_edit"),
        reverse("usersessions_list"),
        reverse("switch_capacity"),
        send=[reverse("api_key_make")],
    )


def test_the_pages_on_which_an_address_is_changed(readable, administrator):
    user = administrator.user
    user.set_password(PASSWORD)
    user.save()
    long_one = f"{'a' * 60}@{'long-name.' * 8}example.org"
    ask_for_address(by=administrator, user=user, email=long_one, password=PASSWORD)
    found = re.search(r"/account/address/\S+", Mail.objects.latest("pk").body)[0]
    readable(administrator, found, reverse("address_confirm", args=["1.x"]), send=[reverse("address_change")])


def test_the_secretariats_pages_about_accounts(readable, member):
    readable(
        make_actor("secretariat"),
        "/",
        reverse("people"),
        f"{reverse('people')}?person=nobody",
        f"{reverse('people')}?as_at=nonsense",
        reverse("person", args=[member.user_id]),
        reverse("person_close", args=[member.user_id]),
        reverse("area_people", args=[AreaFactory().pk]),
        "/search?q=jo",
    )


def test_what_visitors_see(readable, forum, administrator):
    made = invite_person(by=administrator, email="sam@example.org", name="Sam Hill", place=forum, roles=["drafter"])
    link = reverse("invitation", args=[token()])
    readable(None, "/", "/search", "/search?q=malvern", "/search?q=zzz", "/invitation/none/", send=[link])
    withdraw_invitation(by=administrator, invitation=made)
    readable(None, link)


def test_from_the_mail_to_the_home_page_without_script(open_as, forum, administrator):
    invite_person(by=administrator, email="sam@example.org", name="Sam Hill", place=forum, roles=["drafter"])
    page = open_as()
    page.goto(reverse("invitation", args=[token()]))
    expect(page.get_by_role("main")).to_contain_text(
        "Ann Lee invites you to join Malvern Hills Carers' Forum as drafter.", use_inner_text=True
    )
    page.fill("#id_password", "a hedge and a gate")
    follow(page.get_by_role("button", name="Accept the invitation"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill("sam@example.org")
    page.get_by_label("Password", exact=True).fill("a hedge and a gate")
    follow(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Home")
    expect(page.locator("body")).to_contain_text("Acting as Drafter, Malvern Hills Carers' Forum", use_inner_text=True)
    assert User.objects.get(email="sam@example.org").name == "Sam Hill"


def test_two_tabs_act_each_for_the_organisation_it_shows(open_as, administrator, member):
    page = open_as(administrator)
    page.goto(reverse("role_give", args=[member.pk]))
    other_tab = page.context.new_page()
    other_tab.goto(reverse("switch_capacity"))
    follow(other_tab.get_by_role("button", name="Member, Worcester Advice Centre"))
    expect(other_tab.locator("body")).to_contain_text("Acting as Member, Worcester Advice Centre", use_inner_text=True)
    page.get_by_label("Approver").check()
    follow(page.get_by_role("button", name="Give the role"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Another of your organisations may see this")
    assert len(member.roles.filter(role="approver", ends=None)) == 1
    follow(page.get_by_role("button", name="Approver and organisation administrator, Malvern Hills Carers' Forum"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jo Price")


def test_words_sent_after_the_session_ended_come_back(open_as, administrator):
    administrator.user.set_password("a hedge and a gate")
    administrator.user.save()
    page = open_as(administrator)
    page.goto(reverse("account_edit"))
    page.get_by_label("Your name").fill("Ann Lee-Price")
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill(administrator.user.email)
    page.get_by_label("Password", exact=True).fill("a hedge and a gate")
    follow(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("You had been signed out.")
    expect(page.get_by_role("main")).to_contain_text("Ann Lee-Price", use_inner_text=True)
    follow(page.get_by_role("button", name="Send it again"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    administrator.user.refresh_from_db()
    assert administrator.user.name == "Ann Lee-Price"
