"""What stands at the door: the host, the method, the token against forged posts, where a page may lead on to."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core.work.testing import run_all
from partnerships.organisations.models import Identifier, Organisation
from partnerships.people.middleware import CHOSEN
from tests.factories.consultation import DURING, a_consultation
from tests.factories.organisations import KindFactory, OrganisationFactory
from tests.factories.people import PASSWORD, UserFactory, make_actor, signed_in
from tests.journeys.pages import form_to, forms_of

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
]


@pytest.fixture(autouse=True)
def _nobody_tried_yet():
    cache.clear()


@pytest.fixture
def office():
    return make_actor("secretariat")


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "127.0.0.1:80:80", "[::1", "a b", ""])
def test_a_foreign_host_is_refused_with_our_page(client, host):
    for path in ("/", "/partners/", "/healthz", "/account/login/"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "This could not be read" in answer.content.decode()


def test_links_in_mail_are_made_of_the_base_address_alone(office, settings, mailoutbox):
    settings.ALLOWED_HOSTS = ["*"]
    settings.BASE_URL = "https://concordat.example.org"
    group = OrganisationFactory()
    person = make_actor("administrator", organisation=group).user
    evil = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    browser = signed_in(office)
    url = reverse("organisation_invite", args=[group.pk])
    sent = {"name": "Jo Price", "email": "jo@example.org", "roles": ["member"], "once": uuid.uuid4()}
    assert browser.post(url, sent, headers=evil).status_code == 302
    assert Client().post("/account/password/reset/", {"email": person.email}, headers=evil).status_code == 302
    run_all()
    bodies = [each.body for each in mailoutbox]
    assert len(bodies) == 2
    for body in bodies:
        assert "evil.example" not in body
        assert set(re.findall(r"https?://[^/\s]+", body)) == {"https://concordat.example.org"}, body


@pytest.mark.parametrize(
    ("method", "name"),
    [("put", "organisations"), ("delete", "organisation_add"), ("post", "due"), ("patch", "home"), ("get", "job_run")],
)
def test_a_method_that_a_page_does_not_take(office, method, name):
    url = reverse(name, args=["clear_old_mail"] if name == "job_run" else [])
    answer = getattr(signed_in(office), method)(url)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == (
        "POST" if method == "get" else "GET, HEAD, POST" if "add" in name else "GET, HEAD"
    )
    page = answer.content.decode()
    assert "This address cannot be used like that" in page
    assert ("It belongs to a button" in page) == (method == "get")
    assert f'href="{reverse("home")}"' in page


def test_what_was_sent_to_a_page_that_takes_nothing_comes_back(office):
    page = (
        signed_in(office).post(reverse("due"), {"note": "Tuesday <noon>", "password": "three boats"}).content.decode()
    )
    assert page.count("Tuesday &lt;noon&gt;") == 1
    assert "three boats" not in page


def test_a_method_that_the_api_does_not_take_is_refused_as_json(office):
    answer = signed_in(office).delete(reverse("api_organisations"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/json")
    assert answer.json()["errors"][0]["code"] == "method_not_allowed"


def test_a_form_without_its_token_gives_the_words_back_and_a_button(office):
    browser = signed_in(office, enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    kind = KindFactory()
    typed = {"name": "Leominster <Carers>", "kind": kind.pk, "once": str(uuid.uuid4())}
    answer = browser.post(reverse("organisation_add"), typed)
    assert answer.status_code == 403
    assert "Leominster &lt;Carers&gt;" in answer.content.decode()
    again = form_to(answer, reverse("organisation_add"))
    assert browser.post(again.action, again.data()).status_code == 302
    assert Organisation.objects.filter(name="Leominster <Carers>").count() == 1


def test_words_sent_after_the_session_ended_come_back_after_signing_in():
    person = UserFactory(password=True)
    actor = make_actor("administrator", organisation=OrganisationFactory(name="Malvern Carers"), user=person)
    browser = signed_in(actor)
    url = reverse("organisation_add_code", args=[actor.organisation_id])
    form = form_to(browser.get(url), url)
    browser.session.flush()
    asked = browser.post(url, form.data(scheme="charity", value="1234567"))
    assert asked.url.startswith("/account/login/")
    kept = browser.post(asked.url, {"login": person.email, "password": PASSWORD})
    page = browser.get(kept.url)
    assert "1234567" in page.content.decode()
    again = form_to(page, url)
    assert browser.post(again.action, again.data()).status_code == 302
    assert Identifier.objects.get(value="1234567").organisation_id == actor.organisation_id


def test_two_tabs_in_two_capacities_each_act_for_whom_they_show():
    first = make_actor("administrator", organisation=OrganisationFactory(name="Malvern Carers"))
    second = make_actor("administrator", organisation=OrganisationFactory(name="Devon Advice"), user=first.user)
    browser = signed_in(first)
    urls = {each: reverse("organisation_add_code", args=[each.organisation_id]) for each in (first, second)}
    tabs = {first: form_to(browser.get(urls[first]), urls[first])}
    session = browser.session
    session[CHOSEN] = second.membership_id
    session.save()
    tabs[second] = form_to(browser.get(urls[second]), urls[second])
    for actor, number in ((first, "1111111"), (second, "2222222")):
        assert browser.post(urls[actor], tabs[actor].data(scheme="charity", value=number)).status_code == 302
        assert Identifier.objects.get(value=number).organisation_id == actor.organisation_id


def test_a_tab_cannot_answer_for_the_body_of_another_tab():
    """The first tab's form, with the second's capacity forged into it by a stranger's number, is refused."""
    asked = a_consultation()
    approver, stranger = make_actor("approver"), make_actor("approver")
    url = reverse("answer_question", args=[asked.pk, "q1"])
    from core import clock

    with clock.at(DURING):
        answer = signed_in(approver).post(url, {"q1": "We agree.", "acting_as": stranger.membership_id})
    assert answer.status_code == 403
    assert "We agree." in answer.content.decode()
    assert asked.responses.count() == 0


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_page_leads_on_to_another_site(office, address):
    person = make_actor("member", user=UserFactory(password=True)).user
    browser = Client()
    done = browser.post("/account/login/", {"login": person.email, "password": PASSWORD, "next": address})
    assert (done.status_code, done.url) == (302, "/")
    membership = person.memberships.get()
    done = browser.post(reverse("switch_capacity"), {"membership": membership.pk, "next": address})
    assert (done.status_code, done.url) == (302, "/")
    assert "evil.example" not in browser.get(reverse("switch_capacity"), {"next": address}).content.decode()


@pytest.mark.parametrize("address", [*ELSEWHERE, "nowhere", "home"])
def test_nor_does_the_banner_of_the_demonstration(client, settings, address):
    settings.DEMO = True
    done = client.post(reverse("choose_story"), {"day": "2026-10-10", "next": address})
    assert done.status_code == 302
    assert done.url in {"/", "nowhere", "home"}


def test_no_form_of_a_public_page_is_sent_to_another_site(client):
    for path in ("/", "/partners/", "/consultations/", "/account/login/"):
        assert all(each.action.startswith("/") for each in forms_of(client.get(path)))
