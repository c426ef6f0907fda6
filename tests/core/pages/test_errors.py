"""Error pages say what happened, what to do, and give the words back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.pages import errors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example_pages")]

TYPED = {"name": "Leominster <Carers>", "password": "three small boats", "code": "123456", "version": "3", "once": "u"}
OURS = {"origin": "http://testserver"}


def test_a_form_without_its_token_gives_the_words_back():
    answer = Client(enforce_csrf_checks=True, headers=OURS).post("/components/", TYPED)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Please send this again" in page
    assert page.count("Leominster &lt;Carers&gt;") == 2
    assert "three small boats" not in page
    assert "123456" not in page
    assert '<textarea name="version" hidden' in page
    assert "csrfmiddlewaretoken" in page


def test_a_postcode_comes_back_though_a_code_does_not():
    page = (
        Client(enforce_csrf_checks=True, headers=OURS)
        .post("/components/", {**TYPED, "postcode": "HR6 8AB"})
        .content.decode()
    )
    assert page.count("HR6 8AB") == 2
    assert "123456" not in page


def test_what_is_refused_outside_a_form_is_said_and_gives_the_words_back(client):
    answer = client.post("/conflict/", TYPED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>The consultation is closed.</p>" in page
    assert page.count("Leominster &lt;Carers&gt;") == 1
    assert "three small boats" not in page


@pytest.mark.parametrize("path", ["//[x", "//a]b/consultations/", "//[x?q=1"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_cannot_be_taken_apart_is_not_there(client, method, path):
    answer = getattr(client, method)("/", {"name": "Leominster Carers"}, PATH_INFO=path)
    assert answer.status_code == 404
    assert ("Leominster Carers" in answer.content.decode()) == (method == "post")


def test_words_can_be_sent_again(client):
    strict = Client(enforce_csrf_checks=True, headers=OURS)
    page = strict.post("/components/", TYPED).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[-1].split('"')[0]
    answer = strict.post("/components/", {**TYPED, "csrfmiddlewaretoken": token})
    assert answer.status_code == 200
    assert 'value="Leominster &lt;Carers&gt;"' in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "referer": "http://testserver/"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"referer": "http://testserver.evil.example/"},
        {"sec-fetch-site": "same-origin"},
        {},
    ],
)
def test_a_form_that_is_not_proved_ours_gives_its_words_back_without_a_button(headers):
    answer = Client(enforce_csrf_checks=True, headers=headers).post("/components/", TYPED)
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert answer.status_code == 403
    assert page.count("Leominster &lt;Carers&gt;") == 1
    assert "open that page again and send it from there" in page
    for forbidden in ("<form", "<button", "<textarea", "csrfmiddlewaretoken", "three small boats"):
        assert forbidden not in page


def test_a_referer_of_ours_proves_as_an_origin_does():
    strict = Client(enforce_csrf_checks=True, headers={"referer": "http://testserver/components/"})
    assert "Send it again" in strict.post("/components/", TYPED).content.decode()


@pytest.mark.parametrize("posted", [{}, {"version": "3", "once": "u"}, {"x_edition": "1", "name": " "}])
def test_a_confirmation_without_words_leads_back_to_its_page(posted):
    referer = "http://testserver/components/?page=2"
    answer = Client(enforce_csrf_checks=True, headers={**OURS, "referer": referer}).post("/components/", posted)
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert answer.status_code == 403
    assert f'href="{referer}"' in page
    assert "<form" not in page


def test_a_refusal_says_its_reason_and_gives_the_words_back(client):
    answer = client.post("/refused/", TYPED)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Only an approver may submit the response." in page
    assert "Leominster &lt;Carers&gt;" in page
    assert "three small boats" not in page


def test_a_page_that_is_not_there(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_mistake_of_ours_asks_the_database_nothing(client, rf):
    with CaptureQueriesContext(connection) as asked:
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert len(asked) == 0


def test_a_mistake_of_ours_has_words_even_without_templates(rf, monkeypatch):
    monkeypatch.setattr(errors.loader, "get_template", lambda name: 1 / 0)
    answer = errors.server_error(rf.get("/"))
    assert (answer.status_code, b"Try again later" in answer.content) == (500, True)


def test_what_cannot_be_read(client):
    assert client.get("/bad/").status_code == 400
    assert "could not be read" in client.get("/bad/").content.decode()


def test_no_page_holds_what_the_security_policy_forbids(client):
    for path in ("/", "/components/", "/parts/", "/nowhere/", "/account/login/", "/account/password/reset/"):
        answer = client.get(path)
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src=')
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
