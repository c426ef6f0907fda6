"""Acts on terms in the API: done, and refused in the words of the pages."""

import datetime

import pytest

from core import clock
from partnerships.terms.models import Term
from tests.factories.organisations import TermFactory

TODAY = datetime.date(2006, 5, 4)


@pytest.fixture
def browser(client_for, actor):
    with clock.at(TODAY):
        yield client_for(actor("secretariat"))


def send(browser, path, **data):
    return browser.post(f"/api/terms/{path}", data, content_type="application/json")


def test_a_term_is_added_renamed_and_ended(browser):
    made = send(browser, "add/", vocabulary="identity", title="Young carers").json()
    pk = made["id"]
    assert made | {"version": 1, "starts": "2006-05-04", "ends": None, "explanation": ""} == made
    renamed = send(browser, f"{pk}/rename/", version=1, title="Carers under 18", explanation="At school.").json()
    assert (renamed["title"], renamed["explanation"], renamed["version"]) == ("Carers under 18", "At school.", 2)
    assert send(browser, f"{pk}/end/").json()["ends"] == "2006-05-04"
    assert Term.objects.get(pk=pk).ends == TODAY


@pytest.mark.parametrize(
    ("path", "sent", "status", "words"),
    [
        ("add/", {"vocabulary": "client_group", "title": "elderly"}, 400, "The list has 'elderly' already."),
        ("add/", {"vocabulary": "size", "title": "Huge"}, 400, "is not a valid choice"),
        ("{pk}/rename/", {"version": 9, "title": "Old", "explanation": ""}, 409, "Somebody else changed this"),
        ("{pk}/rename/", {"version": 1, "title": "Old"}, 400, "required"),
        ("{pk}/end/", {"on": "1999-01-01"}, 400, "It began on 1 April 2000; it cannot end before."),
    ],
)
def test_what_is_refused_says_why(browser, path, sent, status, words):
    term = TermFactory(title="Elderly", starts=datetime.date(2000, 4, 1))
    reply = send(browser, path.format(pk=term.pk), **sent)
    assert (reply.status_code, words in reply.content.decode()) == (status, True)
    term.refresh_from_db()
    assert (term.title, term.ends, Term.objects.filter(title__in=["elderly", "Huge"]).count()) == ("Elderly", None, 0)


def test_a_commissioner_ends_no_term(client_for, actor):
    term = TermFactory()
    assert send(client_for(actor("commissioner")), f"{term.pk}/end/").status_code == 403
    term.refresh_from_db()
    assert term.ends is None
