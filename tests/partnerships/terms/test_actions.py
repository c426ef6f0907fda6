"""Terms: added, renamed, ended."""

import datetime

import pytest

from core import clock
from core.acts import Conflict, Refused
from core.trail.models import Event
from partnerships.organisations.models import Described
from partnerships.terms import choices
from partnerships.terms.actions import add_term, end_term, rename_term
from partnerships.terms.models import Vocabulary
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


def test_the_lists_that_a_process_keeps_follow_a_renaming(secretary, django_capture_on_commit_callbacks):
    term = TermFactory(title="Elderly")
    assert (term.pk, "Elderly") in choices.client_groups()
    with django_capture_on_commit_callbacks(execute=True):
        rename_term(by=secretary, term=term, version=1, title="Older people here")
    assert (term.pk, "Older people here") in choices.client_groups()
