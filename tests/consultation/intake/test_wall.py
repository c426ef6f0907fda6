"""Whoever ever worked for a funder does nothing at the desk to what the funded body answered, and does not see it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.urls import reverse

from consultation.intake.actions import (
    attach_scan,
    correct_keyed,
    decide_late,
    key_response,
    match_response,
    restore_response,
    unmatch_response,
    void_response,
    write_letter,
)
from consultation.intake.reading import waiting
from consultation.responses.models import Response
from consultation.responses.reading import others_of
from core import clock
from core.mail.models import Mail
from core.reports import registry
from core.reports.actions import keep_report
from core.reports.asking import Asked
from core.work.actions import ask, run_waiting
from core.work.models import WorkRow
from partnerships.people.actors import actor_for
from tests.consultation.pages import boxes, words
from tests.factories.answers import AFTERWARDS, ARRIVED, LATE_DAY, from_guest, keyed, late_version
from tests.factories.consultation import a_consultation, sent
from tests.factories.organisations import FundingFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
REFUSED = (
    "Your organisation funds this one, or has since it was asked, so its answer stays closed to you. Give it to a "
    "colleague who works for nobody who funds them."
)
PAGES = (
    "response",
    "response_answer",
    "response_answer_check",
    "response_letter",
    "response_correct",
    "scan_add",
    "response_void",
    "response_restore",
    "response_match",
    "response_unmatch",
)


def test_they_do_not_key_in_for_it_and_lose_no_word(of_the_funder, consultation, forum):
    with pytest.raises(ValidationError) as refused:
        key_response(
            by=of_the_funder, consultation=consultation, channel="post", received_on=ARRIVED, organisation=forum
        )
    assert refused.value.message_dict == {"organisation": [REFUSED]}
    browser, url = signed_in(of_the_funder), reverse("response_key", args=[consultation.pk])
    answers = {"channel": "post", "shape": "letter", "received_on": "2026-10-02", "organisation": str(forum)}
    page = browser.post(url, boxes(browser.get(url)) | answers | {"person": "Dora Lane"})
    assert (page.status_code, REFUSED in words(page)) == (422, True)
    assert 'value="Dora Lane"' in page.content.decode()
    assert Response.objects.count() == 0


def test_no_page_of_it_is_there(of_the_funder, secretariat, consultation, forum):
    response = keyed(consultation, forum, received_on=LATE_DAY, by=secretariat)
    urls = [reverse(name, args=[response.pk]) for name in PAGES] + [reverse("response_decide", args=[response.pk, 1])]
    with clock.at(AFTERWARDS):
        walled, open_ = signed_in(of_the_funder), signed_in(secretariat)
        assert {url: walled.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)
        assert {walled.post(url, {"reason": "x", "verdict": "accepted"}).status_code for url in urls} <= {404, 405}
        assert {open_.get(url).status_code for url in urls} <= {200, 302}


@pytest.mark.parametrize(
    "act",
    [
        lambda by, response: void_response(by=by, response=response, reason="Why."),
        lambda by, response: restore_response(by=by, response=response, reason="Why."),
        lambda by, response: unmatch_response(by=by, response=response, reason="Why."),
        lambda by, response: match_response(
            by=by, response=response, organisation=OrganisationFactory(), confirmed=True
        ),
        lambda by, response: write_letter(by=by, response=response, letter="Other words."),
        lambda by, response: correct_keyed(by=by, response=response, channel="email", received_on=ARRIVED),
        lambda by, response: attach_scan(by=by, response=response, scan=None),
        lambda by, response: decide_late(by=by, version=late_version(response), verdict="accepted", reason="Why."),
    ],
)
def test_no_act_is_done_to_it(of_the_funder, consultation, forum, act):
    response = keyed(consultation, forum, received_on=LATE_DAY)
    with clock.at(AFTERWARDS), pytest.raises(Http404):
        act(of_the_funder, response)
    response.refresh_from_db()
    assert (response.voided_at, response.organisation, response.counts) == (None, forum, False)
    assert Mail.objects.count() == 0


def test_they_do_not_match_an_answer_with_the_funded_body(of_the_funder, consultation, forum):
    response = from_guest(consultation)
    with pytest.raises(ValidationError) as refused:
        match_response(by=of_the_funder, response=response, organisation=forum, confirmed=True)
    assert refused.value.message_dict == {"organisation": [REFUSED]}
    page = signed_in(of_the_funder).post(reverse("response_match_with", args=[response.pk, forum.pk]))
    assert (page.status_code, REFUSED in words(page)) == (422, True)
    response.refresh_from_db()
    assert response.organisation is None


def test_no_list_count_or_neighbour_tells_of_it(of_the_funder, secretariat, consultation, forum, other):
    with clock.at(AFTERWARDS):
        keyed(consultation, forum, received_on=LATE_DAY, by=secretariat)
        keyed(consultation, forum, record=False, by=secretariat)
        own = sent(consultation, other, at=AFTERWARDS)
        assert [each.count for each in waiting(secretariat)] == [2, 0, 1]
        assert [each.count for each in waiting(of_the_funder)] == [1, 0, 0]
        for name in ("late_responses", "half_keyed_responses", "responses_set_aside"):
            assert "Malvern Carers Forum" in words(signed_in(secretariat).get(reverse(name)))
            assert "Malvern Carers Forum" not in words(signed_in(of_the_funder).get(reverse(name)))
        assert own.counts is False


def test_of_several_answers_each_reader_sees_those_that_are_open_to_them(consultation, secretariat, forum, host):
    """The commissioner of the host reads what was sent; the half keyed one only the secretariat."""
    own, paper = sent(consultation, forum), keyed(consultation, forum)
    half = keyed(consultation, forum, record=False)
    commissioner = make_actor("commissioner", organisation=host)
    assert [each.pk for each, _ in others_of(secretariat, own)] == [paper.pk, half.pk]
    assert [each.pk for each, _ in others_of(commissioner, own)] == [paper.pk]
    assert others_of(make_actor("commissioner"), own) == []
    FundingFactory(funder=host, funded=forum)
    assert others_of(make_actor("commissioner", organisation=host), own) == []


def test_a_grant_that_ended_before_the_consultation_opened_closes_nothing(consultation, forum):
    funder = PublicBodyFactory()
    FundingFactory(funder=funder, funded=forum, starts=datetime.date(2005, 4, 1), ends=datetime.date(2006, 3, 31))
    by = make_actor("secretariat", organisation=funder)
    assert keyed(consultation, forum, by=by).counts
    with pytest.raises(ValidationError):  # to one that had opened by then it stays closed
        keyed(a_consultation(opens_on=datetime.date(2006, 1, 9)), forum, by=by)


# Files that were made before a match


def in_both_ways(reader, consultation):
    """A workbook and a report that somebody has made and kept: the addresses at which they are given out."""
    ask(reader, "answers_workbook", consultation=consultation.pk)
    report = registry.get("consultation-results")
    run, _ = keep_report(by=reader, asked=Asked(report, reader, QueryDict(f"consultation={consultation.pk}")))
    run_waiting()
    run.refresh_from_db()
    assert run.state == "made"
    return [WorkRow.objects.get(kind="answers_workbook").result["link"], reverse("report_file", args=[run.pk, "csv"])]


def given_out(reader, addresses) -> list[bool]:
    """Whether each of them gives its file now."""
    browser = signed_in(actor_for(reader.user, reader.membership_id))
    given = [browser.get(address) for address in addresses]
    for each in given:
        b"".join(each)  # to its end, which closes the file
    return ["Content-Disposition" in each for each in given]


def test_a_file_made_before_a_match_with_a_funded_body_is_not_given_out(consultation, funder, forum, secretariat):
    guests = from_guest(consultation, "Carers"), from_guest(consultation, "Bikers")
    reader = make_actor("secretariat")
    MembershipFactory(user=reader.user, organisation=funder, role="commissioner", role__ends="2009-03-31")
    reader = actor_for(reader.user, reader.membership_id)
    made = in_both_ways(reader, consultation)
    match_response(by=secretariat, response=guests[1], organisation=OrganisationFactory(), confirmed=True)
    assert given_out(reader, made) == [True, True]
    match_response(by=secretariat, response=guests[0], organisation=forum, confirmed=True)
    assert given_out(reader, made) == [False, False]


def test_a_file_made_before_a_match_was_taken_back_is_not_given_to_who_asked(consultation, host, other, secretariat):
    response = from_guest(consultation)
    match_response(by=secretariat, response=response, organisation=other, confirmed=True)
    reader = make_actor("commissioner", organisation=host)
    made = in_both_ways(reader, consultation)
    from_guest(consultation, "Bikers")
    assert given_out(reader, made) == [True, True]
    unmatch_response(by=secretariat, response=response, reason="It was another group of that name.")
    assert given_out(reader, made) == [False, False]
