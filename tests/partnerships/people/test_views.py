"""The pages about people: what they show, refuse and do."""

import re
import uuid
from html import unescape

import pytest
from django.urls import reverse

from core import clock
from partnerships.people.models import ApiToken, RoleHeld
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(administrator):
    return signed_in(administrator)


def address(name, *args):
    return reverse(name, args=args)


def test_the_list_shows_roles_past_and_present(browser, forum, member):
    gone = MembershipFactory(organisation=forum, user__name="Old Tom")
    RoleHeld.objects.create(membership=gone, role="approver", starts="2003-04-01", ends="2005-03-31")
    words = browser.get(address("organisation_people", forum.pk)).content.decode()
    assert words.index("Ann Lee") < words.index("Jo Price") < words.index("Earlier") < words.index("Old Tom")
    assert "from 1 April 2003 to 31 March 2005" in words
    assert "Treasurer" in words


def test_the_list_costs_the_same_for_one_and_for_many(browser, forum, django_assert_num_queries):
    url = address("organisation_people", forum.pk)
    browser.get(url)
    with django_assert_num_queries(7):
        browser.get(url)
    for _ in range(5):
        MembershipFactory(organisation=forum, roles=["member", "drafter"])
    with django_assert_num_queries(7):
        browser.get(url)


def test_another_organisations_people_are_a_404(member):
    stranger = signed_in(make_actor("administrator"))
    for name, pk in (
        ("organisation_people", member.organisation_id),
        ("organisation_invite", member.organisation_id),
        ("membership", member.pk),
        ("membership_edit", member.pk),
        ("role_give", member.pk),
        ("second_factor_reset", member.pk),
        ("role_end", member.roles.get().pk),
        ("role_revoke", member.roles.get().pk),
        ("person", member.user_id),
    ):
        assert stranger.get(address(name, pk)).status_code in (403, 404), name
        assert stranger.get(address(name, 999_999)).status_code in (403, 404), name
    assert stranger.get(address("membership", member.pk)).status_code == 404
    assert stranger.get(address("organisation_people", member.organisation_id)).status_code == 404


def test_in_another_of_ones_organisations_the_page_offers_to_switch(administrator, forum, member):
    make_actor("member", user=administrator.user, organisation=OrganisationFactory(name="Advice Centre"))
    browser = signed_in(administrator)
    other = administrator.user.memberships.exclude(organisation=forum).get()
    browser.post(address("switch_capacity"), {"membership": other.pk})
    for url in (address("membership", member.pk), address("organisation_people", forum.pk)):
        page = browser.get(url)
        assert page.status_code == 403
        assert "Organisation administrator, Malvern Carers" in page.content.decode()
        onward = browser.post(address("switch_capacity"), {"membership": administrator.membership_id, "next": url})
        assert (onward.status_code, onward.url) == (302, url)
        assert browser.get(url).status_code == 200
        browser.post(address("switch_capacity"), {"membership": other.pk})


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", ""])
def test_switching_leads_only_to_this_site(onward, administrator):
    other = make_actor("member", user=administrator.user).membership_id
    reply = signed_in(administrator).post(address("switch_capacity"), {"membership": other, "next": onward})
    assert (reply.status_code, reply.url) == (302, "/")


def test_nobody_switches_to_what_is_not_theirs(browser, administrator):
    for membership in (make_actor("secretariat").membership_id, "x", ""):
        reply = browser.post(address("switch_capacity"), {"membership": membership})
        assert reply.url == address("switch_capacity")
        assert browser.session["membership"] == administrator.membership_id


def test_a_form_acts_for_the_organisation_it_shows(administrator, forum, member):
    """Two tabs: the form was opened for Malvern Carers, then the person switched to another organisation."""
    other = make_actor("administrator", user=administrator.user)
    browser = signed_in(administrator)
    form = browser.get(address("role_give", member.pk)).content.decode()
    assert f'name="acting_as" value="{administrator.membership_id}"' in form
    assert "You are acting as <strong>Organisation administrator, Malvern Carers</strong>" in form
    browser.post(address("switch_capacity"), {"membership": other.membership_id})
    url, answer = address("role_give", member.pk), {"role": "approver", "acting_as": administrator.membership_id}
    assert browser.post(url, answer | {"once": uuid.uuid4()}).status_code == 302
    assert sorted(member.roles.values_list("role", flat=True)) == ["approver", "member"]


def test_a_forged_or_ended_capacity_is_refused(browser, administrator, member):
    stranger = make_actor("secretariat")
    for forged in (stranger.membership_id, "0", "abc", "9" * 30):
        reply = browser.post(address("role_give", member.pk), {"role": "approver", "acting_as": forged})
        assert reply.status_code == 403
    held = administrator.membership.roles.get()
    held.revoked_at = "2026-01-01T00:00Z"
    held.save()
    answer = {"role": "approver", "acting_as": administrator.membership_id}
    assert browser.post(address("role_give", member.pk), answer).status_code == 403
    assert member.roles.count() == 1


def test_revoking_works_at_the_very_next_request(browser, administrator, member):
    theirs = signed_in(make_actor("member", user=member.user))
    url = address("membership", member.pk)
    at_work = signed_in(make_actor("administrator", organisation=member.organisation, user=UserFactory()))
    assert at_work.get(url).status_code == 200
    browser.post(address("role_revoke", member.roles.get().pk), {})
    assert theirs.get(address("account")).status_code == 200
    page = browser.get(url).content.decode()
    assert "Revoked" in page


def test_giving_ending_and_revoking_by_forms(browser, member):
    url = address("role_give", member.pk)
    assert "Forum secretariat" not in browser.get(url).content.decode().split("<main")[1]
    once = "6f0e7d1c-6f5d-4d0e-9c39-0a1a3c1d2e3f"
    answer = {"role": "drafter", "ends_day": "31", "ends_month": "3", "ends_year": "2099", "once": once}
    assert browser.post(url, answer).url == address("membership", member.pk)
    assert browser.post(url, answer).url == address("membership", member.pk)
    held = member.roles.get(role="drafter")
    assert str(held.ends) == "2099-03-31"
    early = {"last_day_day": "1", "last_day_month": "1", "last_day_year": "2001"}
    page = browser.post(address("role_end", held.pk), early)
    assert "The last day is before the day the role starts." in page.content.decode()
    assert browser.get(address("role_revoke", held.pk)).status_code == 200
    assert browser.post(address("role_revoke", held.pk), {}).status_code == 302
    held.refresh_from_db()
    assert held.state == "revoked"


def test_the_last_administrators_page_says_who_is_missing_before_they_try(browser, administrator):
    url = address("role_revoke", administrator.membership.roles.get().pk)
    words = "Ann Lee is the only administrator of Malvern Carers. Make somebody else an administrator first"
    assert words in browser.get(url).content.decode()
    reply = browser.post(url, {})
    assert (reply.status_code, words in reply.content.decode()) == (422, True)


def refused_on_its_page(browser, url: str, form: dict) -> tuple[str, str]:
    """What the checklist of a page says before anybody tries, and again to who tries: (state and rule, obstacle)."""
    before = browser.get(url)
    after = browser.post(url, form)
    assert (before.status_code, after.status_code) == (200, 422)
    found = [
        re.findall(r"<strong[^>]*>([^<]+)</strong>[^<]*</div>[^<]*<div[^>]*>\s*<strong>([^<]+)</strong>\s*<div>([^<]+)</div>",
                   page.content.decode())
        for page in (before, after)
    ]  # fmt: skip
    assert found[0] == found[1]
    [(state, rule, obstacle)] = found[0]
    return f"{state}: {unescape(rule)}", unescape(obstacle)


ALONE = "Rita May is the only one in the Forum secretariat. Give the role to another"


@pytest.fixture
def secretary():
    return make_actor("secretariat", user=UserFactory(name="Rita May"))


@pytest.mark.parametrize("name", ["role_revoke", "role_end"])
def test_the_last_secretarys_pages_say_that_somebody_must_stay(secretary, name):
    held = secretary.membership.roles.get()
    today = clock.today()
    last_day = {"last_day_day": today.day, "last_day_month": today.month, "last_day_year": today.year}
    assert refused_on_its_page(signed_in(secretary), address(name, held.pk), last_day) == (
        "Missing: Somebody stays in the Forum secretariat",
        f"{ALONE} first.",
    )
    held.refresh_from_db()
    assert (held.revoked_at, held.ends) == (None, None)


def test_the_page_that_ends_the_last_administrators_role_says_the_same(browser, administrator):
    held = administrator.membership.roles.get()
    today = clock.today()
    last_day = {"last_day_day": today.day, "last_day_month": today.month, "last_day_year": today.year}
    rule, obstacle = refused_on_its_page(browser, address("role_end", held.pk), last_day)
    assert rule == "Missing: Somebody else stays to look after the organisation's people"
    assert obstacle.startswith("Ann Lee is the only administrator of Malvern Carers.")


def test_the_page_that_closes_the_last_secretarys_account_says_why_it_cannot(secretary):
    leaving = make_actor("secretariat")
    leaving.membership.roles.update(ends=clock.today())
    assert refused_on_its_page(signed_in(leaving), address("person_close", secretary.user_id), {}) == (
        "Missing: Somebody else stays in the Forum secretariat",
        f"{ALONE} person first.",
    )
    secretary.user.refresh_from_db()
    assert secretary.user.is_active is True


def test_a_staff_role_is_not_among_the_choices_and_not_taken(browser, member):
    reply = browser.post(address("role_give", member.pk), {"role": "secretariat"})
    assert "Choose the role from the list." in reply.content.decode()
    assert member.roles.count() == 1


def test_the_account_page_shows_ended_roles_too(browser, administrator):
    RoleHeld.objects.create(
        membership=administrator.membership, role="approver", starts="2003-04-01", ends="2005-03-31"
    )
    words = browser.get(address("account")).content.decode()
    assert "from 1 April 2003 to 31 March 2005" in words
    assert "Malvern Carers" in words


def test_own_details_are_changed(browser, administrator):
    form = {"name": "Anne Lee", "telephone": "01684 500000", "version": administrator.user.version}
    reply = browser.post(address("account_edit"), form)
    assert reply.url == address("account")
    administrator.user.refresh_from_db()
    assert (administrator.user.name, administrator.user.telephone) == ("Anne Lee", "01684 500000")
    reply = browser.post(address("account_edit"), {"name": "", "telephone": "1" * 31, "version": 1})
    words = reply.content.decode()
    assert "Enter your name." in words
    assert "must be 30 characters or fewer" in words


def version_in(page) -> str:
    return re.search(r'name="version" value="(\d+)"', page.content.decode())[1]


def test_own_details_changed_in_another_tab_are_shown_beside_the_new_ones(browser, administrator):
    url = address("account_edit")
    first, second = version_in(browser.get(url)), version_in(browser.get(url))
    browser.post(url, {"name": "Anne Lee", "telephone": "01684 500000", "version": first})
    late = browser.post(url, {"name": "Ann Lee-Hill", "telephone": "01684 500000", "version": second})
    words = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this while you had it open" in words
    assert ('data-label="Kept now">Anne Lee<' in words, 'data-label="Yours">Ann Lee-Hill<' in words) == (True, True)
    assert 'value="Ann Lee-Hill"' in words
    administrator.user.refresh_from_db()
    assert administrator.user.name == "Anne Lee"
    assert browser.post(url, {"name": "Ann Lee-Hill", "telephone": "", "version": version_in(late)}).status_code == 302
    administrator.user.refresh_from_db()
    assert administrator.user.name == "Ann Lee-Hill"


def test_signing_in_meanwhile_is_no_conflict(browser, administrator):
    version = version_in(browser.get(address("account_edit")))
    administrator.user.last_login = clock.now()
    administrator.user.save()
    form = {"name": "Anne Lee", "telephone": "", "version": version}
    assert browser.post(address("account_edit"), form).status_code == 302


def test_a_job_title_changed_by_another_administrator_is_shown_beside_the_new_one(browser, member):
    url = address("membership_edit", member.pk)
    first, second = version_in(browser.get(url)), version_in(browser.get(url))
    assert browser.post(url, {"job_title": "Chair", "version": first}).url == address("membership", member.pk)
    late = browser.post(url, {"job_title": "Secretary", "version": second})
    words = late.content.decode()
    assert late.status_code == 409
    assert ('data-label="Kept now">Chair<' in words, 'data-label="Yours">Secretary<' in words) == (True, True)
    member.refresh_from_db()
    assert member.job_title == "Chair"
    assert browser.post(url, {"job_title": "Secretary", "version": version_in(late)}).status_code == 302
    member.refresh_from_db()
    assert member.job_title == "Secretary"


@pytest.mark.parametrize("name", ["account_edit", "membership_edit"])
def test_an_edit_form_without_its_version_changes_nothing(browser, administrator, member, name):
    url = address(name, *([member.pk] if name == "membership_edit" else []))
    reply = browser.post(url, {"name": "Anne Lee", "telephone": "", "job_title": "Chair"})
    assert reply.status_code == 422
    administrator.user.refresh_from_db()
    member.refresh_from_db()
    assert (administrator.user.name, member.job_title) == ("Ann Lee", "Treasurer")


def test_who_has_left_is_not_offered_a_reset_of_the_code(browser, forum, member):
    gone = MembershipFactory(organisation=forum, role="member", role__ends="2005-03-31", user__name="Old Tom")
    words = "Reset the code at sign-in"
    assert words in browser.get(address("membership", member.pk)).content.decode()
    assert words not in browser.get(address("membership", gone.pk)).content.decode()
    assert browser.get(address("second_factor_reset", gone.pk)).status_code == 403
    refused = browser.post(address("second_factor_reset", gone.pk), {}).content.decode()
    assert "This person holds no role here any more. Ask the Forum secretariat." in refused
    secretary = signed_in(make_actor("secretariat"))
    assert words in secretary.get(address("membership", gone.pk)).content.decode()


def test_a_key_is_made_with_the_password_shown_once_and_revoked(administrator):
    administrator.user.set_password(PASSWORD)
    administrator.user.save()
    browser = signed_in(administrator)
    asked = {"label": "Our website", "once": "6f0e7d1c-6f5d-4d0e-9c39-0a1a3c1d2e3f"}
    for given in ({}, {"password": "somebody's guess"}):
        refused = browser.post(address("api_key_make"), {**asked, **given})
        assert (refused.status_code, ApiToken.objects.count()) == (422, 0)
    assert "The password is not right. Type it again." in refused.content.decode()
    reply = browser.post(address("api_key_make"), {**asked, "password": PASSWORD})
    assert reply.url == address("account")
    token = ApiToken.objects.get()
    first, second = (browser.get(address("account")).content.decode() for _ in range(2))
    assert "Copy it now" in first
    assert "Copy it now" not in second
    assert second.count(token.token_key) >= 1
    assert browser.post(address("api_key_revoke", token.token_key)).status_code == 302
    assert ApiToken.objects.count() == 0


def test_nobody_revokes_anothers_key(browser):
    other = make_actor("member")
    token, _ = ApiToken.objects.create(user=other.user, membership=other.membership, label="x")
    assert browser.post(address("api_key_revoke", token.token_key)).status_code == 404
    assert ApiToken.objects.count() == 1


def test_the_secretariat_closes_and_opens_an_account(member):
    browser = signed_in(make_actor("secretariat"))
    theirs = signed_in(make_actor("drafter", user=member.user))
    assert theirs.get(address("account")).status_code == 200
    assert browser.get(address("person_close", member.user_id)).status_code == 200
    assert browser.post(address("person_close", member.user_id), {}).url == address("person", member.user_id)
    assert theirs.get(address("account")).status_code == 302
    assert "Open the account again" in browser.get(address("person", member.user_id)).content.decode()
    browser.post(address("person_open", member.user_id), {})
    member.user.refresh_from_db()
    assert member.user.is_active is True


def test_people_for_an_area():
    area = AreaFactory(name="Herefordshire")
    held = make_actor("commissioner", area=area, user=UserFactory(name="Cara Bell"))
    page = signed_in(make_actor("secretariat")).get(address("area_people", area.pk))
    assert "Cara Bell" in page.content.decode()
    assert signed_in(held).get(address("area_people", area.pk)).status_code == 403
    assert signed_in(make_actor("administrator")).get(address("area_people", area.pk)).status_code == 404


def test_a_session_that_ended_loses_no_words(member):
    """Sent after the session ended: sign in, see the words, send them on."""
    from django.test import Client

    member.user.set_password(PASSWORD)
    member.user.save()
    browser = Client()
    url = address("account_edit")
    typed = {"name": "Joanna Price", "telephone": "01684 500000", "acting_as": member.pk, "shown_to": member.user_id}
    sent = browser.post(url, typed)
    assert sent.url == f"{address('account_login')}?next={address('kept_words')}"
    onward = browser.post(sent.url, {"login": member.user.email, "password": PASSWORD})
    assert onward.url == address("kept_words")
    page = browser.get(onward.url).content.decode()
    assert "Joanna Price" in page
    assert f'action="{url}"' in page
    assert "01684 500000" in page


def test_kept_words_are_not_shown_to_another_person(member, administrator):
    from django.test import Client

    browser = Client()
    browser.post(address("account_edit"), {"name": "Secret words", "shown_to": member.user_id})
    browser.force_login(make_actor("member").user)
    reply = browser.get(address("kept_words"))
    assert (reply.status_code, reply.url) == (302, "/")
    browser.force_login(member.user)
    assert "Secret words" not in browser.get("/").content.decode()


def test_a_post_of_passwords_alone_keeps_nothing():
    from django.test import Client

    browser = Client()
    reply = browser.post(address("account_change_password"), {"oldpassword": "a", "password1": "b"})
    assert reply.url == address("account_login")
    assert "kept_words" not in browser.session
