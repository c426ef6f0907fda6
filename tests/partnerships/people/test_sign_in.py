"""Signing in: nobody learns who has an account, nobody is locked out for good, and staff add a second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.mail.models import Mail
from core.trail.models import Event
from core.work.actions import run_row
from core.work.models import WorkRow
from partnerships.people.account_actions import (
    answer_for_new_password,
    ask_for_new_password,
    deactivate_account,
    end_session,
    reset_second_factor,
)
from partnerships.people.actions import make_api_key, revoke_role
from tests.factories.people import PASSWORD, MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _no_failures_yet():
    cache.clear()


@pytest.fixture
def member():
    return MembershipFactory(role="member", user__email="jo@example.org", user__password=True)


def try_to_sign_in(email: str, password: str, ip: str = "192.0.2.1"):
    return Client(REMOTE_ADDR=ip).post(LOGIN, {"login": email, "password": password})


def answer_asked() -> None:
    """Let the background answer who asked for a new password, without sending the mail that comes of it."""
    for row in WorkRow.objects.filter(kind="new_password"):
        run_row(row.pk)


def plain(reply) -> str:
    """A page without what differs each time."""
    return re.sub(r'value="[\w-]{30,}"', "", reply.content.decode())


def test_signing_in_leads_home(member):
    reply = try_to_sign_in("JO@example.org", PASSWORD)
    assert (reply.status_code, reply.url) == (302, "/")


def test_an_unknown_and_a_closed_account_are_refused_like_a_wrong_password(member, monkeypatch):
    MembershipFactory(role="member", user__email="ed@example.org", user__password=True, user__is_active=False)
    hashed = []
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    usual = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *args, **more: hashed.append(1) or usual(*args, **more))
    pages, work = [], []
    for email, password in (
        ("jo@example.org", "wrong password"),
        ("xy@example.org", "wrong password"),
        ("ed@example.org", "wrong password"),
        ("ed@example.org", PASSWORD),
    ):
        hashed.clear()
        reply = try_to_sign_in(email, password)
        assert reply.status_code == 200
        pages.append(plain(reply).replace(email, "EMAIL"))
        work.append(len(hashed))
    assert pages[0].count("The e-mail address or the password is not right.") >= 1
    assert set(pages) == {pages[0]}
    assert work == [1, 1, 1, 1]


def test_ten_failures_from_one_place_do_not_lock_the_owner_out_elsewhere(member):
    for _ in range(10):
        try_to_sign_in("jo@example.org", "guess", ip="203.0.113.66")
    barred = try_to_sign_in("jo@example.org", PASSWORD, ip="203.0.113.66")
    assert "There were too many tries." in barred.content.decode()
    assert try_to_sign_in("jo@example.org", PASSWORD, ip="192.0.2.1").status_code == 302


def test_whoever_moves_about_in_one_network_of_the_new_kind_is_in_one_place(member):
    for number in range(10):
        try_to_sign_in("jo@example.org", "guess", ip=f"2001:db8::{number:x}")
    assert "There were too many tries." in try_to_sign_in("jo@example.org", PASSWORD, "2001:db8::ff").content.decode()
    assert try_to_sign_in("jo@example.org", PASSWORD, ip="2001:db8:0:1::1").status_code == 302


def test_failures_are_not_forgotten_because_many_others_sign_in(member):
    for _ in range(10):
        try_to_sign_in("jo@example.org", "guess")
    for number in range(1_000):
        cache.set(f"of-another:{number}", [1], 300)
    assert "There were too many tries." in try_to_sign_in("jo@example.org", PASSWORD).content.decode()


def test_the_throttle_treats_known_and_unknown_addresses_alike(member):
    for email, ip in (("jo@example.org", "203.0.113.1"), ("xy@example.org", "203.0.113.2")):
        replies = [try_to_sign_in(email, "guess", ip).content.decode() for _ in range(11)]
        assert ["There were too many tries." in each for each in replies] == [False] * 10 + [True]


def test_a_new_password_lets_the_owner_in_at_once(member):
    for _ in range(10):
        try_to_sign_in("jo@example.org", "guess")
    browser = Client(REMOTE_ADDR="192.0.2.1")
    browser.post(reverse("account_reset_password"), {"email": "jo@example.org"})
    answer_asked()
    link = re.search(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)", Mail.objects.get().body)[1]
    form = browser.get(link).url
    new = "a hedge and a gate"
    assert browser.post(form, {"password1": new, "password2": new}).status_code == 302
    assert try_to_sign_in("jo@example.org", new).status_code == 302


def test_asking_for_a_reset_does_the_same_for_every_address(member):
    MembershipFactory(role="member", user__email="ed@example.org", user__password=True, user__is_active=False)
    done = []
    for email in ("JO@example.org", "xy@example.org", "ed@example.org"):
        browser = Client()
        browser.get(reverse("account_reset_password"))
        with CaptureQueriesContext(connection) as queries:
            browser.post(reverse("account_reset_password"), {"email": email})
        noise = re.compile("core_cache|SAVEPOINT")
        statements = [each["sql"] for each in queries if not noise.search(each["sql"])]
        assert not any("partnerships_" in each for each in statements)
        done.append([each.split(" WHERE ")[0].split(" VALUES ")[0] for each in statements])
        assert any("work" in each for each in statements)
    assert done == [done[0]] * 3
    rows = WorkRow.objects.order_by("pk")
    asked = [{"address": "jo@example.org"}, {"address": "xy@example.org"}, {"address": "ed@example.org"}]
    assert ([each.args for each in rows], Mail.objects.count()) == (asked, 0)
    answer_asked()
    kept = {(each.state, str(each.args), str(each.result), each.error) for each in rows.filter(kind="new_password")}
    assert kept == {("done", "{}", "{'text': 'Done'}", "")}
    assert [each.to_user for each in Mail.objects.all()] == [member.user]


def test_a_reset_that_is_answered_twice_is_mailed_once(member):
    row = ask_for_new_password(email="jo@example.org")
    for _ in range(2):
        answer_for_new_password(row)
    assert Mail.objects.count() == 1


def test_a_reset_that_failed_forgets_the_address(member, monkeypatch):
    def fail(*args):
        raise ValueError("not foreseen")

    monkeypatch.setattr("partnerships.people.account_actions.request_password_reset", fail)
    row = ask_for_new_password(email="jo@example.org")
    answer_asked()
    row.refresh_from_db()
    assert (row.state, row.args, "jo@example.org" in f"{row.error}{row.result}") == ("failed", {}, False)


def test_a_reset_is_mailed_only_to_an_account_and_answered_alike(member):
    MembershipFactory(role="member", user__email="ed@example.org", user__password=True, user__is_active=False)
    pages = []
    for email in ("jo@example.org", "xy@example.org", "ed@example.org"):
        browser = Client(HTTP_HOST="localhost")
        reply = browser.post(reverse("account_reset_password"), {"email": email})
        assert (reply.status_code, reply.url) == (302, reverse("account_reset_password_done"))
        pages.append(plain(browser.get(reply.url)))
    assert set(pages) == {pages[0]}
    answer_asked()
    mail = Mail.objects.get()
    assert (mail.to_user, mail.state) == (member.user, "waiting")
    assert "http://127.0.0.1:8000/account/password/reset/key/" in mail.body
    assert "localhost" not in mail.body
    assert WorkRow.objects.get(kind="mail").state == "waiting"


def test_signing_in_waits_for_no_mail_server(member, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert Client().post(reverse("account_reset_password"), {"email": "jo@example.org"}).status_code == 302
    answer_asked()
    assert Mail.objects.count() == 1


def code_of(user, periods: int = 0) -> str:
    """What the person's app shows now, or showed or will show so many periods of half a minute from now."""
    return shown(Authenticator.objects.get(user=user, type="totp").wrap().instance.data["secret"], periods)


def shown(secret: str, periods: int = 0) -> str:
    """The code of a secret."""
    before, now, after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now + periods))


def second_factor(user) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")


@pytest.fixture
def strict(settings):
    settings.STAFF_TWO_FACTOR = True


@pytest.mark.parametrize("role", ["commissioner", "analyst", "secretariat", "auditor"])
def test_staff_are_led_to_add_a_second_factor(strict, role):
    acting = make_actor(role)
    browser = signed_in(acting)
    for url in ("/", "/partners/", reverse("person", args=[acting.user_id])):
        reply = browser.get(url)
        assert (reply.status_code, reply.url) == (302, reverse("mfa_activate_totp")), url
    assert browser.get(reverse("account")).status_code == 200


@pytest.mark.parametrize("role", ["member", "drafter", "approver", "administrator"])
def test_others_are_not(strict, role):
    assert signed_in(make_actor(role)).get("/").status_code == 200


def test_a_staff_role_in_another_capacity_counts_too(strict):
    acting = make_actor("member")
    make_actor("analyst", user=acting.user)
    assert signed_in(acting).get("/").status_code == 302


def by_password(user, browser=None) -> Client:
    """A browser in which somebody gave their password."""
    browser = browser or Client()
    browser.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return browser


def turn_on(browser) -> None:
    """Set up a code on the page for it."""
    url = reverse("mfa_activate_totp")
    browser.post(browser.get(url).url, {"password": PASSWORD})
    browser.get(url)
    code = shown(browser.session["mfa.totp.secret"])
    assert browser.post(url, {"code": code}).status_code == 302


@pytest.fixture
def auditor(strict):
    return make_actor("auditor", user=MembershipFactory(user__password=True).user)


@pytest.mark.django_db(transaction=True)
def test_whoever_sets_up_a_code_has_passed_it_and_is_signed_out_elsewhere(auditor):
    elsewhere, owner = by_password(auditor.user), by_password(auditor.user)
    assert elsewhere.get("/").url == reverse("mfa_activate_totp")
    turn_on(owner)
    assert owner.get("/people/").status_code == 200
    assert elsewhere.get("/account/").url.startswith(LOGIN)
    assert UserSession.objects.get(user=auditor.user).session_key == owner.session.session_key
    assert Event.objects.get(verb="ended a session").user_id == auditor.user_id


def test_a_session_that_gave_a_password_only_ends_once_the_account_has_a_code(auditor):
    browser = by_password(auditor.user)
    assert browser.get("/account/").status_code == 200
    second_factor(auditor.user)
    for url in ("/account/", reverse("mfa_view_recovery_codes"), "/people/"):
        assert browser.get(url).url.startswith(LOGIN), url
    browser = by_password(auditor.user)
    assert browser.get("/account/").url.startswith(LOGIN)
    browser = signed_in(auditor)
    assert browser.get("/api/people/").status_code in (401, 403)
    assert "_auth_user_id" not in browser.session


def test_a_code_that_was_passed_before_a_new_one_was_set_up_counts_no_more(auditor):
    second_factor(auditor.user)
    browser = by_password(auditor.user)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(auditor.user)})
    assert browser.get("/people/").status_code == 200
    Authenticator.objects.filter(user=auditor.user).delete()
    assert browser.get("/").url == reverse("mfa_activate_totp")
    second_factor(auditor.user)
    assert browser.get("/account/").url.startswith(LOGIN)


def test_a_recovery_code_passes_too_also_once_new_ones_are_made(auditor):
    second_factor(auditor.user)
    codes = RecoveryCodes.activate(auditor.user)
    browser = by_password(auditor.user)
    browser.post(reverse("mfa_authenticate"), {"code": codes.get_unused_codes()[0]})
    assert browser.get("/people/").status_code == 200
    codes.instance.delete()
    RecoveryCodes.activate(auditor.user)
    assert browser.get("/people/").status_code == 200


def test_what_one_person_passed_does_not_count_for_the_next_in_the_same_browser(auditor):
    second_factor(auditor.user)
    browser = by_password(auditor.user)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(auditor.user)})
    assert browser.get("/people/").status_code == 200
    other = make_actor("secretariat", user=MembershipFactory(user__password=True).user)
    browser.force_login(other.user)
    assert browser.get("/people/").url == reverse("mfa_activate_totp")
    second_factor(other.user)
    assert browser.get("/people/").url.startswith(LOGIN)


def test_a_reset_ends_what_the_session_noted(strict):
    acting = make_actor("auditor", user=MembershipFactory(user__password=True).user)
    second_factor(acting.user)
    browser = Client()
    browser.post(LOGIN, {"login": acting.user.email, "password": PASSWORD})
    browser.post(reverse("mfa_authenticate"), {"code": code_of(acting.user)})
    assert browser.get("/people/").status_code == 200
    reset_second_factor(by=make_actor("secretariat"), membership=acting.membership)
    assert browser.get(reverse("account")).url.startswith(LOGIN)
    assert browser.post(LOGIN, {"login": acting.user.email, "password": PASSWORD}).url == "/"
    assert browser.get("/").url == reverse("mfa_activate_totp")


def test_staff_cannot_take_their_own_second_factor_away(strict):
    acting = make_actor("auditor")
    second_factor(acting.user)
    from partnerships.people.adapters import SecondFactorAdapter

    factor = Authenticator.objects.get(user=acting.user)
    assert SecondFactorAdapter().can_delete_authenticator(factor) is False
    plain_member = make_actor("member").user
    second_factor(plain_member)
    assert SecondFactorAdapter().can_delete_authenticator(Authenticator.objects.get(user=plain_member)) is True


def test_the_code_is_asked_at_sign_in(strict):
    acting = make_actor("auditor", user=MembershipFactory(user__password=True).user)
    second_factor(acting.user)
    browser = Client()
    reply = browser.post(LOGIN, {"login": acting.user.email, "password": PASSWORD})
    assert reply.url.startswith(reverse("mfa_authenticate"))
    assert browser.get("/account/").status_code == 302
    wrong = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "The code is not right" in wrong.content.decode()
    right = browser.post(reverse("mfa_authenticate"), {"code": code_of(acting.user)})
    assert right.status_code == 302
    assert browser.get("/people/").status_code == 200


def test_a_clock_may_be_half_a_minute_wrong(strict):
    acting = make_actor("auditor", user=MembershipFactory(user__password=True).user)
    second_factor(acting.user)
    browser = Client()
    browser.post(LOGIN, {"login": acting.user.email, "password": PASSWORD})
    for periods, status in ((4, 200), (1, 302)):
        reply = browser.post(reverse("mfa_authenticate"), {"code": code_of(acting.user, periods)})
        assert reply.status_code == status, periods


def test_sessions_are_listed_and_ended(member):
    one, two = Client(HTTP_USER_AGENT="One"), Client(HTTP_USER_AGENT="Two")
    for browser in (one, two):
        browser.post(LOGIN, {"login": "jo@example.org", "password": PASSWORD})
    assert "Two" in one.get(reverse("usersessions_list")).content.decode()
    one.post(reverse("usersessions_list"))
    assert two.get(reverse("account")).status_code == 302
    assert one.get(reverse("account")).status_code == 200


def three_browsers():
    found = [Client(HTTP_USER_AGENT=name) for name in ("One", "Two", "Three")]
    for browser in found:
        browser.post(LOGIN, {"login": "jo@example.org", "password": PASSWORD})
    return found


def test_one_session_is_ended_and_the_others_go_on(member):
    one, two, three = three_browsers()
    page = one.get(reverse("usersessions_list")).content.decode()
    theirs = UserSession.objects.get(user_agent="Two")
    assert page.count("End the one since") == 2
    assert f'action="{reverse("session_end", args=[theirs.pk])}"' in page
    assert all(key not in page for key in UserSession.objects.values_list("session_key", flat=True))
    assert one.post(reverse("session_end", args=[theirs.pk])).url == reverse("usersessions_list")
    assert two.get(reverse("account")).status_code == 302
    assert [each.get(reverse("account")).status_code for each in (one, three)] == [200, 200]
    event = Event.objects.get(verb="ended a session")
    assert (event.model, event.object_id, event.user_id, event.detail) == (
        "partnerships.user",
        member.user_id,
        member.user_id,
        {},
    )
    assert one.post(reverse("session_end", args=[theirs.pk])).status_code == 404


def test_the_session_one_is_in_is_left_by_signing_out(member):
    one, *_ = three_browsers()
    mine = UserSession.objects.get(user_agent="One")
    assert one.post(reverse("session_end", args=[mine.pk])).url == reverse("account_logout")
    assert UserSession.objects.count() == 3


def test_another_persons_session_is_not_there(member):
    three_browsers()
    theirs = UserSession.objects.get(user_agent="Two")
    for stranger in (make_actor("member", organisation=member.organisation), make_actor("secretariat")):
        assert signed_in(stranger).post(reverse("session_end", args=[theirs.pk])).status_code == 404
        with pytest.raises(PermissionDenied, match="belongs to somebody else"):
            end_session(by=stranger, session=theirs)
    assert UserSession.objects.filter(user=member.user).count() == 3


def test_signing_in_leads_only_to_this_site(member):
    reply = Client().post(f"{LOGIN}?next=https://evil.example/", {"login": "jo@example.org", "password": PASSWORD})
    assert reply.url == "/"


# Programs


def ask_api(key: str, **more):
    return Client().get("/api/responses/", headers={"Authorization": f"Token {key}"}, **more)


def test_a_key_acts_in_its_one_membership():
    acting = make_actor("member")
    make_actor("auditor", user=acting.user)
    _, key = make_api_key(by=acting, membership=acting.membership, label="Website")
    assert ask_api(key).status_code == 200
    reply = Client().get("/api/responses/", headers={"Authorization": f"Token {key}"})
    assert reply.wsgi_request.actor.roles == {"visitor", "signed in", "member"}
    assert reply.wsgi_request.actor.membership == acting.membership


def test_a_key_of_an_ended_role_is_refused():
    acting = make_actor("member")
    make_actor("drafter", user=acting.user)
    _, key = make_api_key(by=acting, membership=acting.membership, label="Website")
    revoke_role(by=make_actor("secretariat"), held=acting.membership.roles.get())
    reply = ask_api(key)
    assert (reply.status_code, "The role this API key was made for has ended." in reply.content.decode()) == (401, True)


def keys_of_two():
    """The keys of somebody who may sign in, and of somebody else."""
    acting = make_actor("auditor", user=MembershipFactory(user__email="jo@example.org", user__password=True).user)
    other = make_actor("auditor")
    return acting, [make_api_key(by=each, membership=each.membership, label="x")[1] for each in (acting, other)]


def test_keys_end_when_the_password_is_changed():
    _, keys = keys_of_two()
    browser, new = Client(), "a hedge and a gate"
    browser.post(LOGIN, {"login": "jo@example.org", "password": PASSWORD})
    assert [ask_api(key).status_code for key in keys] == [200, 200]
    browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [ask_api(key).status_code for key in keys] == [401, 200]
    assert Event.objects.get(verb="ended all API keys").detail == {"keys": 1}


def test_keys_end_when_the_password_is_reset():
    _, keys = keys_of_two()
    browser, new = Client(), "a hedge and a gate"
    browser.post(reverse("account_reset_password"), {"email": "jo@example.org"})
    answer_asked()
    link = re.search(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)", Mail.objects.get().body)[1]
    page = browser.get(link).url
    assert "keys for programs" in browser.get(page).content.decode()
    browser.post(page, {"password1": new, "password2": new})
    assert [ask_api(key).status_code for key in keys] == [401, 200]


def test_keys_and_the_calendar_address_end_when_the_second_factor_is_reset():
    acting, keys = keys_of_two()
    second_factor(acting.user)
    calendar = reverse("calendar", args=[acting.user.calendar_key])
    assert Client().get(calendar).status_code == 200
    reset_second_factor(by=make_actor("secretariat"), membership=acting.membership)
    assert [ask_api(key).status_code for key in keys] == [401, 200]
    assert Client().get(calendar).status_code == 404
    assert "Your keys for programs and the address of your calendar do not work any more" in Mail.objects.get().body


def test_a_key_of_a_closed_account_is_refused():
    acting = make_actor("member")
    _, key = make_api_key(by=acting, membership=acting.membership, label="Website")
    acting.user.is_active = False
    acting.user.save()
    assert ask_api(key).status_code == 401


@pytest.mark.parametrize("key", ["nonsense", "0" * 64, "é" * 10, "", "a b", "z" * 64])
def test_a_key_that_is_none_is_refused(key):
    assert ask_api(key.encode().decode("latin-1")).status_code == 401


def test_the_api_asks_for_the_second_factor_too(strict):
    acting = make_actor("auditor")
    reply = signed_in(acting).get("/api/responses/")
    assert (reply.status_code, "code at sign-in" in reply.content.decode()) == (403, True)


def test_a_key_needs_the_code_on_the_account_and_leaves_no_session(auditor):
    _, key = make_api_key(by=auditor, membership=auditor.membership, label="Website")
    refused = ask_api(key)
    assert (refused.status_code, "code at sign-in" in refused.content.decode()) == (403, True)
    second_factor(auditor.user)
    other = make_actor("secretariat", user=MembershipFactory(user__password=True).user)
    browser = Client()
    assert browser.get("/api/people/", headers={"Authorization": f"Token {key}"}).status_code == 200
    assert (Session.objects.count(), "sessionid" in browser.cookies) == (0, False)
    by_password(other.user, browser)
    assert browser.get("/people/").url == reverse("mfa_activate_totp")


def test_a_closed_account_is_signed_out_at_once(member):
    browser = Client()
    browser.post(LOGIN, {"login": "jo@example.org", "password": PASSWORD})
    assert UserSession.objects.filter(user=member.user).count() == 1
    deactivate_account(by=make_actor("secretariat"), user=member.user)
    assert UserSession.objects.filter(user=member.user).count() == 0
    assert browser.get(reverse("account")).url.startswith(LOGIN)
