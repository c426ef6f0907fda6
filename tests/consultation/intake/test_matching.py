"""Who sent an answer is said by the secretariat, with the register at hand."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from consultation.intake.actions import match_response, unmatch_response
from consultation.intake.suggestions import charity_number_in, suggestions_for, what_they_share
from consultation.responses.models import Respondent, Response
from core import clock
from core.trail.models import Event
from partnerships.organisations.models import Identifier, OrganisationName
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import DURING, sent
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db


def named(name: str, charity_number: str = "") -> Response:
    return Response(respondent=Respondent(kind="organisation", name=name, charity_number=charity_number))


def test_it_is_matched_and_no_longer_unverified(secretariat, consultation, forum):
    response = from_guest(consultation)
    done = match_response(by=secretariat, response=response, organisation=forum, confirmed=True)
    response.refresh_from_db()
    assert (response.organisation, response.matched_at, response.counts) == (forum, DURING, True)
    assert done == response
    event = Event.objects.of(response).first()
    assert (event.verb, event.user_id) == ("matched with the register", secretariat.user_id)
    assert event.detail == {
        "organisation": "Malvern Carers Forum",
        "checked": "the names share nothing, and it was confirmed that they are the same",
    }


def test_where_nothing_speaks_for_it_somebody_says_that_they_have_checked(secretariat, consultation, forum):
    response = from_guest(consultation)
    with pytest.raises(ValidationError) as refused:
        match_response(by=secretariat, response=response, organisation=forum)
    assert refused.value.message_dict == {
        "confirmed": [
            "The names share nothing, and no charity number says that they are one: confirm that you have checked that "
            "they are the same organisation."
        ]
    }
    response.refresh_from_db()
    assert response.organisation is None
    same = from_guest(consultation, "The Carers' Forum of Malvern")
    match_response(by=secretariat, response=same, organisation=forum)
    assert Event.objects.of(same).first().detail == {"organisation": "Malvern Carers Forum"}


@pytest.mark.parametrize(
    ("called", "number", "shared"),
    [
        ("Malvern Talking News", "", "Both names have 'malvern' and 'talking' in them."),  # by length, then by name
        ("Malvern Carer Group", "", "Both names have 'malvern' in them."),
        ("Newsletter", "", ""),  # only what begins the other is like it
        ("The Charity for the County", "", ""),
        ("mtn", "", "Both have the same name."),
        ("Quite Another", "Reg. No. 1093617", "Both have the charity number 1093617."),
        ("Quite Another", "1093618", ""),
    ],
)
def test_what_an_answer_and_an_organisation_share(called, number, shared):
    paper = OrganisationFactory(name="The Malvern Talking Newspaper Charity")
    Identifier.objects.create(organisation=paper, scheme="charity", value="1093617")
    OrganisationName.objects.create(organisation=paper, name="MTN", kind="short")
    assert what_they_share(named(called, number).respondent, paper) == shared


@pytest.mark.parametrize(
    ("called", "other", "shared"),
    [
        ("Centrepoint", "Malvern Centre", ""),  # a word of many, and only the beginning of the other
        ("The Trustees of Ledbury Hall", "Wye Trust", ""),
        ("Herefordshire Mind", "Herefordshire Lunch Club", ""),  # the name of the county
        ("Herefordshire Carer Line", "Herefordshire Carers", "Both names have 'carer' in them."),
    ],
)
def test_what_many_have_in_their_names_says_nothing(called, other, shared):
    AreaFactory(name="County of Herefordshire")
    assert what_they_share(named(called, "").respondent, OrganisationFactory(name=other)) == shared


def test_matching_twice_is_once(secretariat, consultation, forum):
    response = from_guest(consultation)
    for _ in range(2):
        match_response(by=secretariat, response=response, organisation=forum, confirmed=True)
    assert Event.objects.of(response).filter(verb="matched with the register").count() == 1


def test_who_keyed_a_wrong_choice_puts_it_right(secretariat, consultation, forum, other):
    response = keyed(consultation, forum)
    match_response(by=secretariat, response=response, organisation=other, confirmed=True)
    response.refresh_from_db()
    assert (response.organisation, response.respondent.name) == (other, "Malvern Carers Forum")


def test_a_match_is_taken_back_with_a_reason(secretariat, consultation, forum):
    response = from_guest(consultation)
    match_response(by=secretariat, response=response, organisation=forum, confirmed=True)
    with pytest.raises(ValidationError) as refused:
        unmatch_response(by=secretariat, response=response, reason="  ")
    assert refused.value.message_dict == {"reason": ["Enter why the match was wrong. The reason is kept with it."]}
    unmatch_response(by=secretariat, response=response, reason="Another of that name.")
    response.refresh_from_db()
    assert (response.organisation, response.matched_at, response.counts) == (None, None, True)
    assert Event.objects.of(response).first().detail == {"reason": "Another of that name."}
    unmatch_response(by=secretariat, response=response, reason="Again.")
    assert Event.objects.of(response).filter(verb="took the match back").count() == 1


def test_the_own_answer_of_an_organisation_is_not_matched(secretariat, consultation, forum, other):
    with pytest.raises(PermissionDenied, match=r"Who sent this answer is known already\."):
        match_response(by=secretariat, response=sent(consultation, forum), organisation=other, confirmed=True)


def test_an_individual_is_not_matched(secretariat, consultation, forum):
    response = from_guest(consultation, "A. Prosser", kind="individual")
    with pytest.raises(ValidationError, match=r"This is the answer of an individual"):
        match_response(by=secretariat, response=response, organisation=forum, confirmed=True)


@pytest.mark.parametrize("role", ["auditor", "commissioner", "approver"])
def test_nobody_but_the_secretariat_matches(consultation, host, forum, role):
    by = make_actor(role, organisation={"commissioner": host, "approver": forum}.get(role))
    response = from_guest(consultation)
    with pytest.raises((PermissionDenied, Http404)):
        match_response(by=by, response=response, organisation=forum, confirmed=True)
    response.refresh_from_db()
    assert response.organisation is None


# What is suggested


@pytest.fixture
def register(db):
    found = {
        name: OrganisationFactory(name=name)
        for name in ("Malvern Talking Newspaper", "Malvern Hills Carers", "Ledbury Talking Books", "Bromyard Elders")
    }
    Identifier.objects.create(organisation=found["Bromyard Elders"], scheme="charity", value="1093617")
    return found


def told(response) -> list[tuple[str, str]]:
    return [(each.organisation.name, each.reason) for each in suggestions_for(response)]


def test_the_charity_number_goes_before_the_name(register):
    assert told(named("Malvern Hills Carers", "Reg. No. 1093617")) == [
        ("Bromyard Elders", "It has the charity number 1093617"),
        ("Malvern Hills Carers", "It has the same name"),
    ]


def test_the_same_name_is_found_whatever_its_capitals_and_accents(register):
    assert told(named("  MALVERN  hills càrers ")) == [("Malvern Hills Carers", "It has the same name")]


def test_beginnings_of_words_are_found(register):
    assert told(named("Malvern Talking News")) == [("Malvern Talking Newspaper", "Its name has the same words")]


def test_a_longer_name_is_found_by_its_telling_words(register):
    assert told(named("The Malvern Talking Newspaper Association")) == [
        ("Malvern Talking Newspaper", "Its name has 'newspaper' and 'malvern' in it")
    ]


def test_nothing_is_suggested_for_words_that_many_have_nor_without_a_respondent(register):
    assert told(named("The Society of Friends")) == []
    assert suggestions_for(Response()) == []


def test_the_one_it_is_matched_with_is_not_suggested_again(register, secretariat, consultation):
    response = from_guest(consultation, "Malvern Hills Carers")
    match_response(by=secretariat, response=response, organisation=register["Malvern Hills Carers"], confirmed=True)
    assert told(Response.objects.select_related("respondent").get(pk=response.pk)) == []


def test_five_at_most_in_five_statements(db):
    for _ in range(8):
        OrganisationFactory(name="Age Concern Hereford")
    with CaptureQueriesContext(connection) as asked:
        found = told(named("The Age Concern Hereford", "1093617"))
    assert (len(found), len(asked)) == (5, 4)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1093617", "1093617"),
        ("Reg. No. 1093617", "1093617"),
        ("charity no 109 3617", "1093617"),
        ("SC 012345", "SC012345"),
        ("1093617-2", "1093617-2"),
        ("none", ""),
        ("", ""),
        ("12", ""),
    ],
)
def test_a_charity_number_is_read_as_people_write_it(text, number):
    assert charity_number_in(text) == number


def test_time_of_matching_is_that_of_the_story(secretariat, consultation, forum):
    response = from_guest(consultation)
    with clock.at(DURING.replace(day=12)):
        match_response(by=secretariat, response=response, organisation=forum, confirmed=True)
    response.refresh_from_db()
    assert response.matched_at == DURING.replace(day=12)
