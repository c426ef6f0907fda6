"""Terms: added, renamed, ended."""

import datetime

import pytest

from core import clock
from core.acts import Conflict, Refused
from core.trail.models import Event
from partnerships.organisations import choices
from partnerships.organisations.models import Described, Term, Vocabulary
from partnerships.organisations.term_actions import add_term, end_term, rename_term
from tests.factories.organisations import OrganisationFactory, TermFactory

TODAY = datetime.date(2006, 5, 4)


@pytest.fixture
def secretary(actor):
    return actor("secretariat")


def test_a_term_is_added_from_today_with_a_code_of_its_own(secretary):
    with clock.at(TODAY):
        first = add_term(by=secretary, vocabulary="client_group", title="Young carers", explanation="Under 18.")
        second = add_term(by=secretary, vocabulary="identity", title="Young carers")
    assert (first.code, first.starts, first.version) == ("young-carers", TODAY, 1)
    assert second.code == "young-carers"
    assert Event.objects.filter(verb="added", object_id=first.pk, model="partnerships.term").count() == 1


def test_a_list_does_not_have_the_same_term_twice(secretary):
    add_term(by=secretary, vocabulary="client_group", title="Young carers")
    with pytest.raises(Refused, match="The list has 'YOUNG CARERS' already"):
        add_term(by=secretary, vocabulary="client_group", title="YOUNG CARERS")


def test_a_term_is_renamed_for_all_it_describes(secretary):
    term = TermFactory(title="Elderly")
    renamed = rename_term(by=secretary, term=term, version=1, title="Older people here", explanation="60 and over.")
    assert (renamed.title, renamed.code, renamed.version) == ("Older people here", term.code, 2)
    with pytest.raises(Conflict):
        rename_term(by=secretary, term=term, version=1, title="Third")


def test_an_ended_term_is_no_longer_offered_but_still_describes(secretary):
    term = TermFactory(title="Elderly")
    body = OrganisationFactory()
    Described.objects.create(organisation=body, term=term)
    with clock.at(TODAY):
        end_term(by=secretary, term=term)
    with clock.at(TODAY + datetime.timedelta(days=1)):
        assert (term.pk, "Elderly") not in choices.terms_for(Vocabulary.CLIENT_GROUP, set())
        assert (term.pk, "Elderly") in choices.terms_for(Vocabulary.CLIENT_GROUP, {term.pk})
    assert (term.pk, "Elderly") in choices.client_groups()
    assert Described.objects.get(organisation=body).ends is None
    with pytest.raises(Refused, match="has ended already"):
        end_term(by=secretary, term=term)


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
