"""The Django admin is for looking, by the secretariat alone."""

import pytest
from django.urls import reverse

from core.admin_site import PERMISSION, shown
from partnerships.people.models import Membership, User
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in
from tests.house.addresses import addresses

pytestmark = pytest.mark.django_db
ADMIN = [each for each in addresses() if each.route.startswith("admin/")]


def test_every_address_is_the_secretariats_and_only_read():
    assert len(ADMIN) > 20
    assert {each.permission for each in ADMIN} == {PERMISSION}
    assert {each.methods for each in ADMIN} == {frozenset({"GET"})}


@pytest.mark.parametrize(
    "role", ["member", "drafter", "approver", "administrator", "commissioner", "analyst", "auditor"]
)
def test_nobody_else_looks(role):
    assert signed_in(make_actor(role)).get("/admin/").status_code == 403


def test_visitors_sign_in_by_our_own_page(client):
    assert client.get("/admin/").url == "/account/login/?next=/admin/"
    assert client.get("/admin/login/").url.startswith("/account/login/")


def test_the_secretariat_looks_and_changes_nothing():
    member = MembershipFactory(role="member", user__name="Jo Price")
    browser = signed_in(make_actor("secretariat"))
    assert browser.get("/admin/").status_code == 200
    url = reverse("admin:partnerships_membership_change", args=[member.pk])
    page = browser.get(url).content.decode()
    assert "Jo Price" in page
    assert 'name="_save"' not in page
    assert browser.post(url, {"job_title": "Chair", "_save": "Save"}).status_code == 405
    assert browser.get(reverse("admin:partnerships_membership_add")).status_code == 403
    assert browser.get(reverse("admin:partnerships_membership_delete", args=[member.pk])).status_code == 403
    assert Membership.objects.get(pk=member.pk).job_title == ""


def test_every_list_opens():
    OrganisationFactory()
    browser = signed_in(make_actor("secretariat"))
    for model in shown():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert browser.get(url).status_code == 200, url


def test_secrets_are_not_shown():
    user = MembershipFactory(user__password=True).user
    browser = signed_in(make_actor("secretariat"))
    page = browser.get(reverse("admin:partnerships_user_change", args=[user.pk])).content.decode()
    assert user.email in page
    assert str(user.calendar_key) not in page
    assert "pbkdf2" not in page


@pytest.mark.parametrize(
    ("name", "lookup"),
    [
        ("partnerships_user", "password__startswith=pbkdf2"),
        ("partnerships_user", "calendar_key__isnull=False"),
        ("partnerships_user", "responses_submitted__isnull=False"),
        ("partnerships_organisation", "responses__isnull=False"),
        ("consultation_consultation", "responses=1"),
    ],
)
def test_a_filter_in_the_address_tells_nothing(name, lookup):
    browser = signed_in(make_actor("secretariat"))
    assert browser.get(f"{reverse(f'admin:{name}_changelist')}?{lookup}").status_code == 400


def test_what_is_closed_elsewhere_is_closed_here():
    """The mail that others get, with its links, is in no list; a model must say who may see it to be shown."""
    assert User in shown()
    assert {model._meta.label for model in shown()} & {"core.Mail", "mfa.Authenticator", "sessions.Session"} == set()
