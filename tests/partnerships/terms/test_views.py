"""The pages of terms: who may open them, what they do, what they say."""

import datetime

import pytest

from partnerships.terms.models import Term
from tests.factories.organisations import TermFactory


@pytest.fixture
def secretary(actor):
    return actor("secretariat")


@pytest.mark.parametrize("role", ["administrator", "commissioner", "auditor", "analyst"])
def test_only_the_secretariat_edits_terms(client_for, actor, role):
    term, browser = TermFactory(), client_for(actor(role))
    assert browser.get(f"/partners/terms/{term.pk}/").status_code == 200
    for path in ("add/", f"{term.pk}/edit/", f"{term.pk}/end/"):
        assert browser.get(f"/partners/terms/{path}").status_code == 403


def test_the_pages_add_rename_and_end(client_for, secretary):
    browser = client_for(secretary)
    once = "00000000-0000-4000-8000-00000000000a"
    form = {"vocabulary": "specialism", "title": "Lymphoedema", "once": once}
    for _ in range(2):
        assert browser.post("/partners/terms/add/", form).url == "/partners/terms/"
    term = Term.objects.get(title="Lymphoedema")
    page = browser.post(f"/partners/terms/{term.pk}/edit/", {"version": 9, "title": "Swelling"})
    assert page.status_code == 409
    assert "Lymphoedema" in page.content.decode()
    assert "Swelling" in page.content.decode()
    browser.post(f"/partners/terms/{term.pk}/edit/", {"version": 1, "title": "Swelling"})
    browser.post(f"/partners/terms/{term.pk}/end/", {"once": once.replace("a", "b"), "on": "2099-01-01"})
    term.refresh_from_db()
    assert (term.title, term.ends, term.version) == ("Swelling", datetime.date(2099, 1, 1), 3)
    shown = browser.get(f"/partners/terms/{term.pk}/").content.decode()
    assert ("Renamed" in shown, "1 January 2099" in shown) == (True, True)


def test_a_term_is_described_in_our_words_below_its_list(client_for, secretary):
    term = TermFactory(title="Elderly", explanation="60 and over.", ends=datetime.date(2004, 3, 31))
    page = client_for(secretary).get(f"/partners/terms/{term.pk}/").content.decode()
    for words in ("List", "Client group", "What is meant by it", "Last day", "31 March 2004", "0 organisations"):
        assert words in page
    assert page.index('href="/partners/"') < page.index('href="/partners/terms/"')
    assert ("Change its words" in page, "End it" in page) == (True, False)


def test_the_size_bands_are_not_added_to(client_for, secretary):
    page = client_for(secretary).get("/partners/terms/add/").content.decode()
    assert ("Client group" in page, "Size band" in page) == (True, False)
