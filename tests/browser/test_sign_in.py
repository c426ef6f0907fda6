"""Signing in and keeping an account safe, as a person does it in a browser."""

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from core.mail.models import Mail
from core.work.actions import run_row
from core.work.models import WorkRow
from partnerships.people.models import User
from tests.browser.steps import follow, text_of
from tests.browser.test_components import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("example_pages")]

ADDRESS, PASSWORD, NEW = "treasurer@example.org", "three small boats", "four larger boats"


@pytest.fixture
def treasurer():
    cache.clear()
    return User.objects.create_user(ADDRESS, PASSWORD, name="Ivy Treasurer")


def six_digits(secret: str, step: int = 0) -> str:
    """What an authenticator app shows now."""
    digest = hmac.new(b32decode(secret), struct.pack(">Q", int(time.time()) // 30 + step), hashlib.sha1).digest()
    start = digest[-1] & 15
    return str((int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF) % 1_000_000).zfill(6)


def sign_in(page, password=PASSWORD):
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))


def test_sign_in_refuses_in_words_that_reveal_nothing(browser_page, assert_accessible, widths, treasurer):
    page = browser_page
    page.goto("/account/login/")
    assert_accessible(page)
    widths(page)
    look(page, "login")
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    expect(page.get_by_role("link", name="Enter the e-mail address.")).to_be_visible()
    expect(page.get_by_role("link", name="Enter the password.")).to_be_visible()
    assert_accessible(page)
    words = "The e-mail address or the password is not right. Check both and try again."
    for address in (ADDRESS, "nobody@example.org"):
        page.get_by_label("E-mail address").fill(address)
        page.get_by_label("Password", exact=True).fill("not the password")
        follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
        expect(page.get_by_role("alert")).to_have_text(re.compile(re.escape(words)))
    look(page, "login-refused")


def test_sign_in_and_out(browser_page, assert_accessible, widths, treasurer):
    sign_in(browser_page)
    expect(browser_page.get_by_role("link", name="Ivy Treasurer")).to_be_visible()
    assert_accessible(browser_page)
    widths(browser_page)
    look(browser_page, "signed-in")
    follow(browser_page.get_by_role("button", name="Sign out"))
    expect(browser_page.get_by_text("You are signed out.")).to_be_visible()
    expect(browser_page.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_forgotten_password_is_replaced_through_a_link(
    browser_page, assert_accessible, widths, treasurer, live_server
):
    page = browser_page
    page.goto("/account/login/")
    follow(page.get_by_role("link", name="I have forgotten my password"))
    assert_accessible(page)
    widths(page)
    look(page, "reset")
    page.get_by_label("E-mail address").fill(ADDRESS)
    follow(page.get_by_role("button", name="Send the link"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your e-mail")
    assert_accessible(page)
    run_row(WorkRow.objects.get(kind="new_password").pk)
    mail = Mail.objects.get()
    assert (mail.to_address, mail.subject) == (ADDRESS, "Choose a new password for Concordat")
    link = re.search(r"^http://127.0.0.1:8000(/account/password/reset/key/\S+)$", mail.body, re.MULTILINE)
    page.goto(link[1])
    assert_accessible(page)
    widths(page)
    look(page, "reset-key")
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_label("New password again").fill("short")
    follow(page.get_by_role("button", name="Change the password"))
    expect(page.get_by_role("alert")).to_contain_text("10 characters")
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    follow(page.get_by_role("button", name="Change the password"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password is changed")
    page.goto(link[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work")
    assert_accessible(page)
    look(page, "reset-key-used")
    sign_in(page, NEW)
    expect(page.get_by_role("link", name="Ivy Treasurer")).to_be_visible()


def test_the_password_is_changed(browser_page, assert_accessible, widths, treasurer):
    page = browser_page
    sign_in(page)
    page.goto("/account/password/change/")
    page.get_by_label("Your present password").fill("something else")
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    follow(page.get_by_role("button", name="Change the password"))
    expect(page.get_by_role("link", name="The present password is not right. Type it again.")).to_be_visible()
    assert_accessible(page)
    widths(page)
    look(page, "password-change")
    page.get_by_label("Your present password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    follow(page.get_by_role("button", name="Change the password"))
    expect(page.get_by_text("Your password is changed.")).to_be_visible()


def test_the_code_at_sign_in_from_beginning_to_end(browser_page, assert_accessible, widths, treasurer):
    page = browser_page
    sign_in(page)
    page.goto("/account/2fa/")
    assert_accessible(page)
    widths(page)
    look(page, "account")
    follow(page.get_by_role("link", name="Turn on the code at sign-in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your password again")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Continue"))
    secret = text_of(page.locator(".app-code"))
    assert_accessible(page)
    widths(page)
    look(page, "totp-activate")
    page.get_by_label("Code", exact=True).fill("000000")
    follow(page.get_by_role("button", name="Turn on"))
    expect(page.get_by_role("link", name=re.compile("The code is not right"))).to_be_visible()
    page.get_by_label("Code", exact=True).fill(six_digits(secret))
    follow(page.get_by_role("button", name="Turn on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.get_by_text("10 codes of 10 not used yet.")).to_be_visible()
    recovery = text_of(page.get_by_role("list", name="Codes not used yet").get_by_role("listitem").first)
    assert_accessible(page)
    widths(page)
    look(page, "recovery-codes")
    follow(page.get_by_role("button", name="Sign out"))
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    assert_accessible(page)
    widths(page)
    look(page, "mfa-authenticate")
    page.get_by_label("Code", exact=True).fill(recovery)
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("link", name="Ivy Treasurer")).to_be_visible()
    page.goto("/account/2fa/recovery-codes/generate/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Make new recovery codes")
    assert_accessible(page)
    look(page, "recovery-generate")
    page.goto("/account/2fa/")
    look(page, "account-on")
    follow(page.get_by_role("link", name="Turn off the code at sign-in"))
    assert_accessible(page)
    widths(page)
    look(page, "totp-deactivate")
    follow(page.get_by_role("button", name="Turn off"))
    expect(page.get_by_text("The code at sign-in is off.")).to_be_visible()


def test_other_browsers_are_signed_out(browser, browser_page, live_server, assert_accessible, widths, treasurer):
    elsewhere = browser.new_context(base_url=live_server.url)
    other = elsewhere.new_page()
    sign_in(other)
    sign_in(browser_page)
    browser_page.goto("/account/sessions/")
    expect(browser_page.get_by_role("row")).to_have_count(3)
    assert_accessible(browser_page)
    widths(browser_page)
    look(browser_page, "sessions")
    follow(browser_page.get_by_role("button", name="End all the others"))
    expect(browser_page.get_by_text("You are signed in here alone.")).to_be_visible()
    other.goto("/")
    expect(other.get_by_role("link", name="Sign in")).to_be_visible()
    elsewhere.close()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/account/signup/", "Accounts are made by invitation"),
        ("/account/inactive/", "This account is closed"),
        ("/account/password/reset/key/done/", "Your password is changed"),
    ],
)
def test_pages_at_the_edge_say_what_to_do(browser_page, assert_accessible, widths, path, heading):
    browser_page.goto(path)
    expect(browser_page.get_by_role("heading", level=1)).to_have_text(heading)
    assert_accessible(browser_page)
    widths(browser_page)


def test_pages_for_people_who_are_signed_in(browser_page, assert_accessible, widths, treasurer):
    sign_in(browser_page)
    for path, heading in (
        ("/account/logout/", "Sign out"),
        ("/account/reauthenticate/", "Enter your password again"),
    ):
        browser_page.goto(path)
        expect(browser_page.get_by_role("heading", level=1)).to_have_text(heading)
        assert_accessible(browser_page)
        widths(browser_page)
        look(browser_page, f"signed-in-{heading.replace(' ', '-')}")
