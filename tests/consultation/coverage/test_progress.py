"""How far those who were invited have come: who opened, drafted and sent it, in the lists, the sheets and the API."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.coverage.actions import note_opening
from consultation.intake.actions import void_response
from consultation.responses.actions import change_response, save_answers, withdraw_response
from core import clock
from core.work.testing import run_all
from tests.consultation.coverage.steps import chased, invited
from tests.consultation.pages import words
from tests.factories.answers import keyed
from tests.factories.consultation import CLOSED, DURING, a_consultation, given, sent
from tests.factories.coverage import InviteeFactory
from tests.factories.organisations import FundingFactory, KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
LISTS = ("invitees", "progress")
AN_HOUR = datetime.timedelta(hours=1)


def listed(actor, name: str = "progress", **query) -> dict[str, dict[str, str]]:
    """The rows of a list by organisation, from its sheet."""
    answer = signed_in(actor).get(reverse(f"{name}_csv"), query)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return {row["Organisation"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def far(actor, organisation, *, name="progress") -> tuple[str, ...]:
    row = listed(actor, name)[str(organisation)]
    return tuple(row[each] for each in ("Sent", "Counts", "Drafting"))


# Opened


def test_it_is_noted_once_that_an_invited_organisation_opened_it(consultation, forum, lunch):
    invitee, other = invited(consultation, forum, lunch)
    here = consultation.get_absolute_url()
    member = signed_in(make_actor("member", organisation=forum))
    with clock.at(DURING + AN_HOUR):
        assert member.get(here).status_code == 200
    with clock.at(DURING + 2 * AN_HOUR):
        member.get(here)
        signed_in(make_actor("approver", organisation=forum)).get(here)
    invitee.refresh_from_db()
    other.refresh_from_db()
    assert (invitee.opened_at, other.opened_at) == (DURING + AN_HOUR, None)


def test_a_visitor_who_asks_and_another_capacity_of_the_same_person_note_nothing(
    consultation, forum, commissioner, secretariat
):
    [invitee] = invited(consultation, forum)
    here = consultation.get_absolute_url()
    member = make_actor("member", organisation=forum)
    elsewhere = make_actor("member", user=member.user)
    for browser in (signed_in(elsewhere), signed_in(commissioner), signed_in(secretariat), signed_in(make_actor())):
        browser.get(here)
    invitee.refresh_from_db()
    assert invitee.opened_at is None
    signed_in(member).get(here)
    invitee.refresh_from_db()
    assert invitee.opened_at == DURING


def test_opened_in_a_story_of_an_earlier_day_is_not_opened_before_it_was_invited(consultation, forum):
    [invitee] = invited(consultation, forum)
    with clock.at(DURING - AN_HOUR):
        assert (
            signed_in(make_actor("member", organisation=forum)).get(consultation.get_absolute_url()).status_code == 200
        )
    invitee.refresh_from_db()
    assert invitee.opened_at is None


@pytest.mark.parametrize("more", [0, 30])
def test_opening_costs_one_statement_however_many_were_invited(consultation, forum, more):
    invited(consultation, forum, *(OrganisationFactory() for _ in range(more)), run=False)
    member = make_actor("member", organisation=forum)
    with CaptureQueriesContext(connection) as asked:
        note_opening(member, consultation)
    assert len(asked) == 1


# Drafting and sent


def test_each_step_is_shown_as_it_is(consultation, forum, drafter, approver, secretariat):
    invited(consultation, forum)
    assert far(secretariat, forum) == ("", "No", "No")
    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We")])
    assert far(secretariat, forum) == ("", "No", "Yes")
    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="", edition=1)])
    assert far(secretariat, forum) == ("", "No", "No")
    sent(consultation, forum, at=DURING + AN_HOUR, q2a="Because.")
    assert far(secretariat, forum) == ("2026-10-10 12:00", "Yes", "No")
    change_response(by=drafter, consultation=consultation)
    assert far(secretariat, forum) == ("2026-10-10 12:00", "Yes", "Yes")
    with clock.at(DURING + 2 * AN_HOUR):
        withdraw_response(by=approver, response=consultation.responses.get(), reason="Not yet.")
    assert far(secretariat, forum)[:2] == ("", "No")
    sent(consultation, forum, at=DURING + 3 * AN_HOUR, q2a="Because.")
    assert far(secretariat, forum)[:2] == ("2026-10-10 14:00", "Yes")


def test_what_came_on_paper_is_sent_and_what_was_declared_void_is_not(consultation, forum, secretariat):
    invited(consultation, forum)
    response = keyed(consultation, forum)
    assert far(secretariat, forum)[1:] == ("Yes", "No")
    assert far(secretariat, forum)[0] != ""
    void_response(by=secretariat, response=response, reason="Nobody of theirs sent it.")
    assert far(secretariat, forum) == ("", "No", "No")


def test_what_came_late_is_sent_and_does_not_count(consultation, forum, secretariat):
    invited(consultation, forum)
    sent(consultation, forum, at=CLOSED + AN_HOUR)
    assert far(secretariat, forum) == ("2026-11-21 01:00", "No", "No")


# Who sees it


@pytest.mark.parametrize("ending", ["", "_csv", "_xlsx"])
@pytest.mark.parametrize("role", ["commissioner", "analyst"])
def test_whoever_asks_sees_who_was_invited_and_sent_and_not_who_drafts(
    consultation, host, forum, drafter, role, ending
):
    invited(consultation, forum)
    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We")])
    actor = make_actor(role, organisation=host)
    browser = signed_in(actor)
    assert browser.get(reverse(f"progress{ending}")).status_code == 403
    assert browser.get(reverse(f"invitees{ending}")).status_code == 200
    assert list(listed(actor, "invitees")) == ["Malvern Carers Forum"]
    [row] = browser.get(reverse("api_invitees")).json()["results"]
    assert "drafting" not in row
    assert "Drafting" not in listed(actor, "invitees")["Malvern Carers Forum"]
    assert "draft" not in words(browser.get(reverse("invitees"))).lower()
    wrong = words(browser.get(reverse("invitees"), {"stands": "drafting"}))
    assert "The list could not be narrowed." in wrong


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", ["member", "drafter", "approver", "administrator", None])
def test_nobody_else_opens_the_lists(consultation, forum, name, role):
    invited(consultation, forum)
    browser = signed_in(make_actor(role, organisation=forum) if role else make_actor())
    assert browser.get(reverse(name)).status_code in (302, 403)
    assert browser.get(reverse(f"api_{name}")).status_code in (401, 403)


def test_the_commissioner_of_another_host_sees_none_of_them(consultation, forum, others_commissioner):
    invited(consultation, forum)
    assert listed(others_commissioner, "invitees") == {}


@pytest.mark.parametrize("who", ["commissioner", "secretariat", "auditor"])
def test_whoever_pays_sees_that_it_was_invited_and_not_whether_it_answered(consultation, host, forum, lunch, who):
    funder = host if who == "commissioner" else PublicBodyFactory()
    FundingFactory(funder=funder, funded=forum)
    invited(consultation, forum, lunch)
    for each in (forum, lunch):
        sent(consultation, each)
    actor = make_actor(who, organisation=funder)
    rows = listed(actor, "invitees")
    assert {name: (row["Sent"] != "", row["Counts"], row["Told to you"]) for name, row in rows.items()} == {
        "Ledbury Lunch Club": (True, "Yes", "Yes"),
        "Malvern Carers Forum": (False, "", "No"),
    }
    assert list(listed(actor, "invitees", stands="closed")) == ["Malvern Carers Forum"]
    for stands in ("silent", "unopened", "sent", "counts"):
        assert "Malvern Carers Forum" not in listed(actor, "invitees", stands=stands)
    api = {row["organisation"]: row["sent"] for row in signed_in(actor).get(reverse("api_invitees")).json()["results"]}
    assert api["Malvern Carers Forum"] is None
    if who != "commissioner":
        assert listed(actor)["Malvern Carers Forum"]["Drafting"] == ""


@pytest.mark.parametrize("answered", [True, False])
def test_nor_does_the_last_reminder_tell_whoever_pays(consultation, lunch, answered):
    """Only the silent are reminded."""
    funder = PublicBodyFactory()
    FundingFactory(funder=funder, funded=lunch)
    invited(consultation, lunch)
    if answered:
        sent(consultation, lunch)
    else:
        chased(consultation)
    payer = make_actor("secretariat", organisation=funder)
    row = listed(payer)["Ledbury Lunch Club"]
    assert (row["Told to you"], row["Last reminded"]) == ("No", "")
    (row,) = signed_in(payer).get(reverse("api_progress")).json()["results"]
    assert row["chased"] is None


# Narrowed, sorted, taken away


@pytest.fixture
def five(consultation, forum, drafter):
    """Silent, opened, drafting, sent in time, and sent late."""
    enterprise = KindFactory(code="enterprise", sector="independent")
    silent = OrganisationFactory(name="A silent", kind=enterprise)
    opened, timely, late = (OrganisationFactory(name=name) for name in ("B opened", "D timely", "E late"))
    invited(consultation, silent, opened, forum, timely, late)
    signed_in(make_actor("member", organisation=opened)).get(consultation.get_absolute_url())
    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We")])
    sent(consultation, timely)
    sent(consultation, late, at=CLOSED + AN_HOUR)
    InviteeFactory(consultation=a_consultation(title="Market days"), organisation=silent)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["A silent", "B opened", "D timely", "E late", "Malvern Carers Forum"]),
        ({"stands": "opened"}, ["B opened"]),
        ({"stands": "unopened"}, ["A silent", "Malvern Carers Forum"]),
        ({"stands": "silent"}, ["A silent", "B opened", "Malvern Carers Forum"]),
        ({"stands": "sent"}, ["D timely", "E late"]),
        ({"stands": "counts"}, ["D timely"]),
        ({"stands": "closed"}, []),
        ({"stands": "drafting"}, ["Malvern Carers Forum"]),
        ({"sector": "independent"}, ["A silent"]),
        ({"kind": "Registered charity", "stands": "silent"}, ["B opened", "Malvern Carers Forum"]),
        ({"order": "-sent", "stands": "sent"}, ["E late", "D timely"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(consultation, secretariat, five, query, names):
    assert list(listed(secretariat, consultation=consultation.pk, **query)) == names


def test_both_lists_come_as_workbooks(consultation, secretariat, five):
    for name, drafting in (("invitees", False), ("progress", True)):
        answer = signed_in(secretariat).get(reverse(f"{name}_xlsx"), {"consultation": consultation.pk})
        head, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
        assert ("Drafting" in head) == drafting
        found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
        assert len(found) == 5
        assert found["D timely"]["Sent"] == "2026-10-10 11:00"
        assert (found["Malvern Carers Forum"]["Mails"], found["A silent"]["Sent"]) == (1, None)


def test_an_organisation_called_like_a_formula_is_text_in_the_sheet(consultation, secretariat):
    invited(consultation, OrganisationFactory(name="=1+1"))
    assert list(listed(secretariat)) == ["'=1+1"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("more", [0, 30])
def test_the_lists_cost_the_same_for_many(consultation, secretariat, five, name, more):
    InviteeFactory.create_batch(more, consultation=consultation)
    run_all()
    browser = signed_in(secretariat)
    browser.get(reverse(name))
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse(name), {"consultation": consultation.pk, "stands": "silent"})
    assert len(asked) == 9
