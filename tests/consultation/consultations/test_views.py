"""The public pages, the list, and what each kind of visitor is told to do next."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.consultations.definitions import definition_of
from core import clock
from core.home import sections_for
from tests.consultation.pages import words
from tests.factories.consultation import (
    CLOSED,
    DURING,
    ConsultationFactory,
    ExtensionFactory,
    QuestionFactory,
    SectionFactory,
    a_consultation,
    given,
    sent,
)
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def page_for(actor, consultation):
    return words(signed_in(actor).get(consultation.get_absolute_url()))


def test_everybody_reads_what_is_asked_by_whom_and_until_when(consultation):
    SectionFactory(consultation=consultation, title="Why", text="For **carers** <script>alert(1)</script>")
    page = Client().get(consultation.get_absolute_url())
    text = words(page)
    assert "Herefordshire Primary Care Trust asks Support for carers" in text
    assert "Open until 11:59pm on 20 November 2026" in text
    assert "1. Why For carers" in text
    assert "<strong>carers</strong> &lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()
    assert "2b. What about 2b? Choose one: Now Later Never" in text
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in text


def test_all_questions_stand_on_one_page_to_print(consultation):
    text = words(Client().get(reverse("consultation_print", args=[consultation.pk])))
    for sentence in ("1. What about 1?", "2. What about 2?", "2a. What about 2a?", "2b. What about 2b?"):
        assert sentence in text


def test_a_draft_is_there_for_its_authors_alone(draft, commissioner, secretariat):
    for actor, status in (
        (make_actor("visitor"), 404),
        (make_actor("approver"), 404),
        (make_actor("commissioner"), 404),
        (make_actor("auditor"), 200),
        (commissioner, 200),
        (secretariat, 200),
    ):
        assert signed_in(actor).get(draft.get_absolute_url()).status_code == status


def test_each_kind_of_visitor_is_told_the_next_step(consultation, forum, commissioner, drafter):
    from consultation.responses import actions

    assert "Sign in to answer" in page_for(make_actor("visitor"), consultation)
    assert "Ask your organisation's administrator" in page_for(make_actor("member", organisation=forum), consultation)
    assert "Your organisation asks." in page_for(commissioner, consultation)
    office = f"You look after this for {consultation.host.name}."
    assert office in page_for(make_actor("secretariat"), consultation)
    assert "Start answering" in page_for(drafter, consultation)
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    assert "Continue the draft" in page_for(drafter, consultation)
    assert "See your organisation's answer" in page_for(make_actor("member", organisation=forum), consultation)
    approver = make_actor("approver", organisation=forum)
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    assert "See what you sent" in page_for(drafter, consultation)
    actions.change_response(by=approver, consultation=consultation)
    assert "Continue the changes" in page_for(drafter, consultation)
    with clock.at(CLOSED):
        text = page_for(drafter, consultation)
        assert "This consultation closed at 11:59pm on 20 November 2026." in text
        assert "See what you sent" in text


def test_a_person_who_can_answer_in_another_capacity_is_told_so(consultation, drafter):
    member = make_actor("member", user=drafter.user)
    assert "You can answer as Drafter, Malvern Carers Forum." in page_for(member, consultation)


def test_before_it_opens_the_questions_are_read_and_not_answered(consultation, drafter):
    with clock.at(datetime.date(2026, 8, 30)):
        text = page_for(drafter, consultation)
    assert "Opens on 1 September 2026 and closes at 11:59pm on 20 November 2026" in text
    assert "You can answer from 1 September 2026 on." in text
    assert "Start answering" not in text


def cost(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("parts", [2, 20])
def test_the_public_page_costs_a_visitor_two_statements(parts):
    """The consultation with its host and its rule, and the ledger of extensions."""
    consultation = ConsultationFactory(published=True)
    for number in range(parts):
        ExtensionFactory(consultation=consultation, number=number + 1)
    for _ in range(parts):
        QuestionFactory(consultation=consultation, kind="choose_one", choices=("One", "Two"))
        SectionFactory(consultation=consultation)
    assert cost(Client(), consultation.get_absolute_url()) == 2
    assert cost(Client(), reverse("consultation_print", args=[consultation.pk])) == 2
    definition_of.__globals__["_read"].cache_clear()
    with CaptureQueriesContext(connection) as found:
        Client().get(consultation.get_absolute_url())
    assert len(found) == 6


@pytest.mark.parametrize(("role", "number"), [("visitor", 2), ("commissioner", 5), ("secretariat", 5)])
def test_the_list_costs_the_same_after_a_change_as_before(role, number):
    """The rows and their count; signed in, the session, the person and their roles besides."""
    consultation = a_consultation()
    client, counts = signed_in(make_actor(role)), []
    for _ in range(3):
        with CaptureQueriesContext(connection) as found:
            assert consultation.title in words(client.get(reverse("consultations")))
        counts.append(len(found))
        consultation.title += " again"
        consultation.text_key = uuid.uuid4()
        consultation.save()
        QuestionFactory(consultation=consultation)
    assert counts == [number] * 3


def titles(client, **query) -> list[str]:
    text = words(client.get(reverse("consultations"), query))
    return [
        title
        for title in ("Coming", "Open one", "Closed one", "Drafted", "Withdrawn one")
        if title in text.split("Reference", 1)[-1]
    ]


@pytest.fixture
def five(host):
    day = datetime.date
    ConsultationFactory(host=host, title="Coming", published=True, opens_on=day(2026, 12, 1), closes_on=day(2027, 2, 1))
    ConsultationFactory(host=host, title="Open one", published=True)
    ConsultationFactory(
        host=host, title="Closed one", published=True, opens_on=day(2026, 1, 1), closes_on=day(2026, 4, 1)
    )
    ConsultationFactory(host=host, title="Drafted")
    ConsultationFactory(
        host=PublicBodyFactory(name="Worcestershire Trust", ods="5PL"),
        title="Withdrawn one", published=True, withdrawn_at=DURING, withdrawal_reason="Wrong",
    )  # fmt: skip


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Coming", "Open one", "Closed one", "Withdrawn one"]),
        ({"state": "open"}, ["Open one"]),
        ({"state": "coming"}, ["Coming"]),
        ({"state": "closed"}, ["Closed one"]),
        ({"state": "withdrawn"}, ["Withdrawn one"]),
        ({"host": "5pl"}, ["Withdrawn one"]),
        ({"host": "herefordshire prim"}, ["Coming", "Open one", "Closed one"]),
        ({"closes_to": "2026-11-20"}, ["Open one", "Closed one", "Withdrawn one"]),
        ({"closes_from": "2026-11-21"}, ["Coming"]),
        ({"q": "clos"}, ["Closed one"]),
    ],
)
def test_visitors_narrow_the_list_of_what_is_published(query, found):
    assert titles(Client(), **query) == found


@pytest.mark.usefixtures("five")
def test_the_host_and_the_secretariat_see_drafts_too(commissioner, secretariat):
    assert "Drafted" in titles(signed_in(commissioner))
    assert titles(signed_in(secretariat), state="draft") == ["Drafted"]
    assert "Drafted" not in titles(signed_in(make_actor("commissioner")))


def states_offered(browser) -> list[str]:
    """The states among which the filter of the list lets this person choose."""
    box = re.search(r'(?s)<select[^>]*name="state".*?</select>', browser.get(reverse("consultations")).content.decode())
    return re.findall(r'<option value="(\w+)"', box[0])


PUBLIC_STATES = ["coming", "open", "closed", "withdrawn"]


@pytest.mark.usefixtures("five")
def test_only_who_is_shown_drafts_is_offered_that_state(commissioner, secretariat, drafter):
    for shown in (commissioner, secretariat, make_actor("auditor"), make_actor("commissioner")):
        assert states_offered(signed_in(shown)) == ["draft", *PUBLIC_STATES]
    for browser in (Client(), signed_in(drafter)):
        assert states_offered(browser) == PUBLIC_STATES
        page = browser.get(reverse("consultations"), {"state": "draft"})
        assert "Choose one from the list 'State'." in words(page)
        program = browser.get(reverse("api_consultations"), {"state": "draft"})
        assert (program.status_code, program.json()["errors"][0]["detail"]) == (
            400,
            "Choose one from the list 'State'.",
        )
        assert browser.get(reverse("api_consultations"), {"state": "open"}).json()["results"][0]["title"] == "Open one"
    drafts = signed_in(secretariat).get(reverse("api_consultations"), {"state": "draft"}).json()["results"]
    assert [each["title"] for each in drafts] == ["Drafted"]


def test_a_member_of_the_body_that_asks_is_offered_drafts_while_one_names_them(host):
    member = make_actor("member", organisation=host)
    draft = ConsultationFactory(host=host, contact_email="ann@example.org")
    assert states_offered(signed_in(member)) == PUBLIC_STATES
    draft.contact_email = member.user.email.upper()
    draft.save()
    assert states_offered(signed_in(member)) == ["draft", *PUBLIC_STATES]


@pytest.mark.usefixtures("five")
def test_the_list_as_csv_holds_what_the_page_shows():
    lines = b"".join(Client().get(reverse("consultations_csv"), {"state": "open"}).streaming_content).decode()
    assert lines.splitlines()[0] == (
        "\ufeffTitle,State,Who asks,Code of who asks,Opens,Closes,Who to ask,E-mail address of who to ask,"
        "Who may answer,Reference"
    )
    assert lines.splitlines()[1].startswith(
        "Open one,Open,Herefordshire Primary Care Trust,5CN,2026-09-01,2026-11-20,"
        '"Ruth Vale, 01432 000 100",,Organisations,CON-'
    )


def test_where_only_the_month_of_opening_is_known_the_list_says_the_month(host):
    a_consultation(
        host=host, opens_on=datetime.date(2003, 8, 1), closes_on=datetime.date(2003, 11, 20), opens_month_only=True
    )
    assert "August 2003 20 November 2003" in words(Client().get(reverse("consultations")))
    sheet = b"".join(Client().get(reverse("consultations_csv")).streaming_content).decode()
    assert ",2003-08,2003-11-20," in sheet
    (row,) = Client().get(reverse("api_consultations")).json()["results"]
    assert (row["opens_on"], row["closes_on"]) == ("2003-08", "2003-11-20")


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_whatever_its_length(count):
    for _ in range(count):
        ConsultationFactory(published=True)
    assert cost(Client(), reverse("consultations")) == 2


def lines(actor, name) -> list[tuple[str, str]]:
    section = next(each for each in sections_for(actor) if each.name == name)
    return [(line.text, line.next_step) for line in section.lines]


def test_the_home_page_says_what_is_open_and_what_waits(consultation, draft, drafter, approver, commissioner):
    from consultation.responses import actions

    assert ("Support for carers", "Read and answer") in lines(drafter, "open")
    assert ("Support for carers", "Read it") in lines(make_actor("visitor"), "open")
    assert lines(commissioner, "waiting") == [("Market days", "Finish it and say it is ready")]
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    assert ("Support for carers", "Read and answer") not in lines(drafter, "open")
    assert lines(drafter, "waiting") == [("Your answer: Support for carers", "Finish your draft")]
    assert lines(approver, "waiting") == [("Your answer: Support for carers", "Finish and send it")]
    assert lines(drafter, "due") == []
    with clock.at(CLOSED):
        assert lines(drafter, "waiting") == []
        assert lines(drafter, "due") == []


def test_the_search_box_finds_what_a_person_may_see(consultation, draft, commissioner):
    def found(client):
        text = words(client.get(reverse("search"), {"q": "herefordshire"}))
        return [title for title in ("Support for carers", "Market days") if title in text]

    assert found(Client()) == ["Support for carers"]
    assert found(signed_in(commissioner)) == ["Support for carers", "Market days"]


def test_the_host_reads_and_takes_the_answers_from_the_page(consultation, commissioner):
    sent(consultation)
    text = page_for(commissioner, consultation)
    assert "Read the answers" in text
    assert "Take the answers as CSV" in text
    assert "Read the answers" not in page_for(make_actor("commissioner"), consultation)
    assert "Take the answers as CSV" not in page_for(make_actor("auditor"), consultation)
