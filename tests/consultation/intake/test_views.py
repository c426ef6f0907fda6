"""The pages of the desk, as a secretary walks through them, without script."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.intake.actions import match_response, void_response
from consultation.responses.consents import CURRENT
from consultation.responses.models import Response
from core import clock
from core.trail.models import Event
from tests.consultation.pages import boxes, words
from tests.factories.answers import AFTERWARDS, ARRIVED, LATE_DAY, from_guest, keyed
from tests.factories.consultation import a_consultation, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
LETTER = {"channel": "post", "shape": "letter", "received_on": "2026-10-02", "name": "Luncheon Club"}


@pytest.fixture
def browser(secretariat):
    return signed_in(secretariat)


def send(browser, url: str, follow: bool = True, **fields):
    """Fill in the form of a page and send it."""
    return browser.post(url, boxes(browser.get(url)) | fields, follow=follow)


def at(response, name: str, *more) -> str:
    return reverse(name, args=[response.pk, *more])


def test_a_letter_from_the_consultation_s_page_to_the_record(browser, consultation):
    page = browser.get(consultation.get_absolute_url())
    url = reverse("response_key", args=[consultation.pk])
    assert f'href="{url}">Key in an answer</a>' in page.content.decode()
    page = send(browser, url, **LETTER, person="Dora Lane", charity_number="1093617")
    assert "You are keying in the answer of Luncheon Club" in words(page)
    response = Response.objects.get()
    page = browser.get(at(response, "response_answer_check"))
    assert "There is nothing to record yet. Write down what the letter says first" in words(page)
    assert browser.post(at(response, "response_letter"), {"letter": ""}).status_code == 422
    page = send(browser, at(response, "response_letter"), letter="Dear Sirs,\n\nwe agree.")
    text = words(page)
    assert "Check and record" in text
    assert "It came by post and arrived on 2 October 2026." in text
    assert "without an answer" not in text  # a letter need not follow the questions
    assert "Dear Sirs, we agree." in text
    assert "Send the answers" not in text
    url = at(response, "response_answer_check")
    page = send(browser, url, wording=CURRENT)
    assert page.status_code == 422
    assert "Choose what it says about being published; if it says nothing, choose not to publish it." in words(page)
    page = send(browser, url, consent="not_at_all", wording=CURRENT)
    text = words(page)
    assert "Counts, unverified" in text
    assert "Signed by Dora Lane." in text
    assert "Not answered" not in text
    assert ">Answers</h2>" not in page.content.decode()  # no heading over nothing
    response.refresh_from_db()
    assert (response.counts, response.versions.get().consent.choice) == (True, "not_at_all")


def test_a_paper_form_question_by_question(browser, consultation):
    page = send(browser, reverse("response_key", args=[consultation.pk]), **LETTER | {"shape": "form"})
    text = words(page)
    assert "Key in the answer" in text
    assert "Key in what the paper says, word for word, and leave empty what it leaves empty." in text
    response = Response.objects.get()
    question = at(response, "response_answer_question", "q1")
    assert "You are keying in the answer of Luncheon Club" in words(browser.get(question))
    send(browser, question, q1="We agree.")
    text = words(browser.get(at(response, "response_answer_check")))
    assert "2 questions without an answer If the paper leaves them empty, so do you." in text
    send(browser, at(response, "response_answer_check"), consent="with_name", wording=CURRENT)
    assert Response.objects.get().counted_version.answers.get(question__key="q1").text == "We agree."


def test_what_is_wrong_is_said_beside_each_field(browser, consultation):
    url = reverse("response_key", args=[consultation.pk])
    page = browser.post(url, boxes(browser.get(url)))
    text = words(page)
    assert page.status_code == 422
    for sentence in (
        "Choose how it came.",
        "Choose whether it answers the questions one by one or is a letter.",
        "Enter the day it arrived.",
    ):
        assert text.count(sentence) == 2  # in the summary, and beside the field
    page = send(browser, url, **LETTER | {"name": "", "received_on": "2026-12-24"})
    text = words(page)
    assert "Enter the day it arrived: today, 10 October 2026, or before." in text
    assert "If it is not in the register, enter the name on the letter." in text


def test_a_letter_of_another_name_is_keyed_in_for_an_organisation_after_a_tick(browser, consultation, forum):
    url, tick = reverse("response_key", args=[consultation.pk]), "I have checked that they are the same organisation"
    assert tick not in words(browser.get(url))
    chosen = LETTER | {"organisation": "Malvern Carers Forum"}
    page = send(browser, url, **chosen)
    assert 'value="Malvern Carers Forum"' in page.content.decode()
    assert (page.status_code, tick in words(page), Response.objects.count()) == (422, True, 0)
    browser.post(url, boxes(page) | chosen | {"confirmed": "on"})
    response = Response.objects.get()
    assert (response.organisation, response.respondent.name) == (forum, "Luncheon Club")
    begun = Event.objects.of(response).get(verb="began to key in")
    assert begun.detail["checked"] == "the names share nothing, and it was confirmed that they are the same"


def test_sent_twice_it_is_keyed_in_once(browser, consultation):
    url = reverse("response_key", args=[consultation.pk])
    form = boxes(browser.get(url)) | LETTER
    first, second = browser.post(url, form), browser.post(url, form)
    assert (first.url, Response.objects.count()) == (second.url, 1)


def test_individuals_can_be_chosen_only_where_they_are_asked(browser, consultation, host):
    url = reverse("response_key", args=[consultation.pk])
    assert "An individual" not in words(browser.get(url))
    both = a_consultation(host=host, who_may_answer="everybody")
    assert "An individual" in words(browser.get(reverse("response_key", args=[both.pk])))


def test_the_link_to_key_in_is_for_the_secretariat_and_from_the_opening_on(browser, consultation, commissioner, draft):
    there = "Key in an answer"
    assert there not in words(signed_in(commissioner).get(consultation.get_absolute_url()))
    assert there not in words(browser.get(draft.get_absolute_url()))
    with clock.at(datetime.date(2026, 8, 30)):
        assert there not in words(browser.get(consultation.get_absolute_url()))
        page = browser.get(reverse("response_key", args=[consultation.pk]), follow=True)
        assert "This consultation opens on 1 September 2026." in words(page)
    with clock.at(AFTERWARDS):
        assert there in words(browser.get(consultation.get_absolute_url()))


def test_two_people_at_one_letter_see_both_versions_and_lose_no_word(browser, consultation):
    response = keyed(consultation, record=False)
    url = at(response, "response_letter")
    mine = boxes(browser.get(url)) | {"letter": "My words."}
    send(signed_in(make_actor("secretariat")), url, letter="Their words.")
    page = browser.post(url, mine)
    text = words(page)
    assert (page.status_code, "Their words." in text, "My words." in text) == (409, True, True)
    browser.post(url, boxes(page) | {"letter": "Their words and mine."})
    assert response.versions.get().letter == "Their words and mine."


def test_two_people_who_correct_how_it_came_see_both_versions_and_decide(browser, consultation):
    response = keyed(consultation)
    url = at(response, "response_correct")
    typed = {"channel": "telephone", "received_on": "2026-10-02", "person": "D. Lane"}
    mine = boxes(browser.get(url)) | typed
    send(signed_in(make_actor("secretariat")), url, channel="email", received_on="2026-10-03")
    page = browser.post(url, mine)
    text = words(page)
    assert page.status_code == 409
    assert "How did it come? By e-mail By telephone" in text
    assert "Day it arrived 3 October 2026 2 October 2026" in text
    response.refresh_from_db()
    assert (response.channel, response.respondent.person) == ("email", "")
    browser.post(url, boxes(page) | typed)
    response = Response.objects.get()
    assert (response.channel, response.received_on, response.respondent.person) == ("telephone", ARRIVED, "D. Lane")


def test_a_letter_that_a_colleague_changed_after_it_was_checked_is_shown_once_more(browser, consultation):
    response = keyed(consultation, record=False)
    url = at(response, "response_answer_check")
    checked = boxes(browser.get(url)) | {"consent": "not_at_all", "wording": CURRENT}
    send(signed_in(make_actor("secretariat")), at(response, "response_letter"), letter="Their words.")
    page = browser.post(url, checked)
    text = words(page)
    assert (page.status_code, "Their words." in text) == (422, True)
    assert "changed an answer after you opened this page. Nothing has been sent." in text
    browser.post(url, boxes(page) | {"consent": "not_at_all", "wording": CURRENT})
    assert Response.objects.get().counted_version.letter == "Their words."


def test_a_letter_of_400001_characters_is_refused_and_comes_back(browser, consultation):
    response = keyed(consultation, record=False)
    url = at(response, "response_letter")
    page = send(browser, url, letter="x" * 400_001)
    assert (page.status_code, "x" * 400_001 in page.content.decode()) == (422, True)
    assert "What the letter says must be 400000 characters or fewer. You have typed 400001." in words(page)
    assert send(browser, url, letter="é" * 400_000).status_code == 200
    assert len(response.versions.get().letter) == 400_000


def test_it_is_declared_void_and_that_is_taken_back(browser, consultation):
    response = keyed(consultation)
    assert "Declare it void" in words(browser.get(response.get_absolute_url()))
    page = send(browser, at(response, "response_void"))
    assert (page.status_code, words(page).count("Answer the question: Why is it void?")) == (422, 2)
    text = words(send(browser, at(response, "response_void"), reason="Keyed in twice."))
    assert "It is void, and does not count." in text
    assert "Declared void at 11am on 10 October 2026: Keyed in twice." in text
    assert ("Attach a scan" in text, "Correct what was keyed in" in text) == (False, False)
    page = browser.get(at(response, "response_restore"))
    assert "It was declared void because: Keyed in twice." in words(page)
    text = words(send(browser, at(response, "response_restore"), reason="It was another letter."))
    assert ("It is not void any more." in text, "Counts, unverified" in text) == (True, True)


def test_a_suggested_organisation_is_shown_beside_the_answer_and_then_matched(browser, consultation):
    paper = OrganisationFactory(name="Malvern Talking Newspaper", email="office@example.org")
    response = from_guest(consultation, "Malvern Talking News", person="Ida Poole", charity_number="1093617")
    url = at(response, "response_match")
    page = browser.get(url)
    for known in ("Malvern Talking News", "1093617", "Ida Poole", "malvern@example.org", "Nobody yet"):
        assert known in words(page)
    assert "Its name has the same words." in words(page)
    side_by_side = at(response, "response_match_with", paper.pk)
    assert f'href="{side_by_side}">Compare with Malvern Talking Newspaper' in page.content.decode()
    page = browser.get(side_by_side)
    text = words(page)
    assert "Name Malvern Talking News Malvern Talking Newspaper Charity number 1093617 None" in text
    assert "E-mail address malvern@example.org office@example.org" in text
    assert "Both names have 'malvern' and 'talking' in them." in text
    assert "confirmed" not in boxes(page)  # nothing more is asked
    text = words(browser.post(side_by_side, boxes(page), follow=True))
    assert "It is matched with Malvern Talking Newspaper." in text
    assert "It calls itself Malvern Talking News. Written by Ida Poole." in text


def test_one_that_shares_nothing_is_matched_after_a_tick(browser, consultation, forum):
    response = from_guest(consultation, charity_number="1093617")
    url = at(response, "response_match_with", forum.pk)
    text = words(browser.get(url))
    assert "The names share no word that tells one organisation from another, and no charity number." in text
    assert "The names share nothing: I have checked that they are the same organisation" in text
    page = send(browser, url)
    assert (page.status_code, words(page).count("confirm that you have checked that they are the same")) == (422, 2)
    response.refresh_from_db()
    assert response.organisation is None
    assert "It is matched with Malvern Carers Forum." in words(send(browser, url, confirmed="on"))


def test_a_match_by_typing_says_what_could_be_meant(browser, consultation, forum):
    response = from_guest(consultation)
    url = at(response, "response_match")
    sentence = "Enter the organisation that sent it, or choose one of those suggested."
    assert words(send(browser, url)).count(sentence) == 2
    assert "No organisation in the register is called or coded 'Nobody'." in words(
        send(browser, url, organisation="Nobody")
    )
    sent(consultation, forum)
    page = send(browser, url, organisation="malvern carers forum")
    assert page.redirect_chain == [(at(response, "response_match_with", forum.pk), 302)]
    text = words(browser.post(page.redirect_chain[0][0], boxes(page) | {"confirmed": "on"}, follow=True))
    assert (
        "It is matched with Malvern Carers Forum. Another answer counts for them; this one is shown beside it." in text
    )


def test_not_in_the_register_it_is_added_first_and_suggested_afterwards(browser, consultation):
    response = from_guest(consultation, "Orchard Lane Tenants")
    url = at(response, "response_match")
    page = browser.get(url)
    assert f'href="{reverse("organisation_add")}">Add it to the register first</a>' in page.content.decode()
    assert "It may be one of these" not in words(page)
    OrganisationFactory(name="Orchard Lane Tenants")
    assert "It has the same name." in words(browser.get(url))


def test_a_match_is_taken_back_and_asked_for_anew(browser, consultation, forum, secretariat):
    response = from_guest(consultation)
    match_response(by=secretariat, response=response, organisation=forum, confirmed=True)
    page = send(browser, at(response, "response_unmatch"), reason="Another group.")
    assert page.redirect_chain[-1][0] == at(response, "response_match")
    assert "The match is taken back. Say who sent it, if you know." in words(page)


def test_every_answer_of_an_organisation_is_shown_on_each_other_s_page_with_which_counts(
    browser, consultation, forum, approver, commissioner, secretariat
):
    own, paper, guest = sent(consultation, forum), keyed(consultation, forum), from_guest(consultation)
    match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
    title = "Other answers of this organisation to the same consultation"
    for reader in (browser, signed_in(approver), signed_in(commissioner)):
        text = words(reader.get(paper.get_absolute_url()))
        assert f"{own.reference} , on this site, with an account" in text
        assert f"{guest.reference} , on this site, without an account" in text
        others = text[text.index(title) :]
        assert others.index("Counts") < others.index("Another answer counts")
    assert title not in words(browser.get(sent(consultation).get_absolute_url()))


def test_the_acts_are_on_the_page_for_the_secretariat_alone(browser, consultation, forum, approver, commissioner):
    paper = keyed(consultation, forum)
    acts = (
        "Attach a scan",
        "Change how and when it came",
        "Say that another organisation sent it",
        "Take the match back",
        "Declare it void",
        "Correct what was keyed in",
    )
    text = words(browser.get(paper.get_absolute_url()))
    assert [act for act in acts if act not in text] == []
    for reader in (approver, commissioner, make_actor("auditor")):
        text = words(signed_in(reader).get(paper.get_absolute_url()))
        assert [act for act in acts if act in text] == []
    own = words(browser.get(sent(consultation).get_absolute_url()))
    assert [act for act in acts if act in own] == []


def test_a_correction_is_recorded_and_says_so(browser, consultation):
    response = keyed(consultation)
    browser.post(at(response, "response_answer_change"), follow=True)
    text = words(browser.get(response.get_absolute_url()))
    assert "Finish the correction" in text
    send(browser, at(response, "response_letter"), letter="We agree entirely.")
    page = browser.get(at(response, "response_answer_check"))
    assert "Record the correction" in words(page)
    text = words(send(browser, at(response, "response_answer_check"), consent="not_at_all", wording=CURRENT))
    assert "We agree entirely." in text


def test_the_check_of_what_is_keyed_in_reads_no_earlier_answers(browser, consultation):
    """It shows no differences from what was recorded before: that is for who answers."""
    response = keyed(consultation)
    browser.post(at(response, "response_answer_change"))
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(at(response, "response_answer_check")).status_code == 200
    assert sum(each["sql"].startswith('SELECT "consultation_answer"') for each in asked) == 1


def test_how_it_came_is_changed_on_a_page(browser, consultation):
    response = keyed(consultation)
    url = at(response, "response_correct")
    text = words(send(browser, url, channel="email", received_on="2026-10-03", person="D. Lane"))
    assert "It is corrected." in text
    assert "By e-mail" in text
    assert "3 October 2026" in text
    assert "Enter the day it arrived: today, 10 October 2026, or before." in words(
        send(browser, url, channel="email", received_on="2026-10-11")
    )


def test_a_receipt_of_what_was_keyed_in_leads_to_the_answer(browser, consultation):
    response = keyed(consultation)
    assert browser.get(at(response, "receipt")).url == response.get_absolute_url()
    assert "The receipt, to print" not in words(browser.get(response.get_absolute_url()))


# Late


def test_a_late_answer_is_decided_on_from_its_page(browser, consultation, forum):
    with clock.at(AFTERWARDS):
        response = sent(consultation, forum, at=AFTERWARDS)
        text = words(browser.get(response.get_absolute_url()))
        assert "It came after the consultation had closed, at 11:59pm on 20 November 2026." in text
        assert "Whether it counts has not been decided yet. Decide whether it counts" in text
        assert text.count("decides whether it counts") == 0  # that is said to everybody else
        own = words(signed_in(make_actor("approver", organisation=forum)).get(response.get_absolute_url()))
        assert own.count("The Forum secretariat decides whether it counts.") == 1
        assert "Whether it counts has not been decided yet." not in own
        url = at(response, "response_decide", 1)
        page = browser.get(url)
        assert "was sent at 10am on 26 November 2026. The consultation had closed at 11:59pm" in words(page)
        assert "We agree." in words(page)
        text = words(send(browser, url))
        assert "Choose whether it counts." in text
        assert "Enter why, so that whoever gave the answer can understand it." in text
        text = words(send(browser, url, verdict="refused", reason="It was written after the closing."))
        assert "Your decision is kept. Whoever sent it is told by e-mail." in text
        assert "It was decided that it does not count. It was written after the closing. Change the decision" in text
        page = browser.get(url)
        assert "If you decide otherwise now, whoever sent it is told again." in words(page)
        text = words(send(browser, url, verdict="accepted", reason="The postmark."))
        assert "It is taken as if it had come in time. The postmark." in text


def test_of_a_late_letter_it_is_said_when_it_arrived_and_that_nobody_is_told(browser, consultation):
    response = keyed(consultation, received_on=LATE_DAY)
    with clock.at(AFTERWARDS):
        url = at(response, "response_decide", 1)
        text = words(browser.get(url))
        assert "arrived by post on 23 November 2026" in text
        assert "Nobody is told by e-mail: it came on paper." in text
        assert "Your decision is kept. Whoever" not in words(send(browser, url, verdict="accepted", reason="The post."))


def test_that_it_arrived_late_is_said_before_it_is_recorded(browser, consultation):
    response = keyed(consultation, received_on=LATE_DAY, record=False)
    with clock.at(AFTERWARDS):
        text = words(browser.get(at(response, "response_answer_check")))
    assert "It arrived after the closing, at 11:59pm on 20 November 2026." in text


def test_what_came_in_time_has_no_page_to_decide_on(browser, consultation, forum):
    response = sent(consultation, forum)
    assert browser.get(at(response, "response_decide", 1)).status_code == 404
    assert browser.get(at(response, "response_decide", 7)).status_code == 404


def test_pages_for_keyed_answers_are_not_there_for_others(browser, consultation, forum):
    for response in (sent(consultation, forum), from_guest(consultation)):
        for name in ("response_letter", "response_correct", "scan_add"):
            assert browser.get(at(response, name)).status_code in (403, 404)


# The desk


@pytest.fixture
def work(consultation, forum, other):
    """One late, two to match, one half keyed in, one void."""
    sent(consultation, forum, at=AFTERWARDS)
    from_guest(consultation, "Lunch One")
    keyed(consultation, name="Lunch Two")
    keyed(consultation, other, record=False)
    void = from_guest(consultation, "Hop Pickers")
    void_response(by=make_actor("secretariat"), response=void, reason="A joke.")


def test_the_desk_says_what_waits_and_where_to_key_in(browser, work, consultation):
    with clock.at(AFTERWARDS):
        text = words(browser.get(reverse("intake_desk")))
        home = words(browser.get(reverse("home")))
    assert "Received late, to decide on : 1" in text
    assert "From organisations, to match with the register : 2" in text
    assert "Half keyed in : 1" in text
    assert "Support for carers Closed on 20 November 2026" in text
    for line in (
        "1 answer received late : Decide whether they count",
        "2 answers to match : Say who sent them",
        "1 answer half keyed in : Finish keying them in",
    ):
        assert line in home
    assert "Answers that wait" in home  # in the navigation


def test_an_empty_desk_says_none_and_home_nothing(browser, consultation, commissioner):
    text = words(browser.get(reverse("intake_desk")))
    assert text.count(": none") == 3
    home = words(browser.get(reverse("home")))
    assert ("received late" in home, "to match" in home) == (False, False)
    assert "Answers that wait" not in words(signed_in(commissioner).get(reverse("home")))
    assert signed_in(commissioner).get(reverse("intake_desk")).status_code == 403


LISTS = {
    "late_responses": ["Malvern Carers Forum"],
    "unmatched_responses": ["Lunch One", "Lunch Two"],
    "half_keyed_responses": ["Ledbury Lunch Club"],
}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_filtered_by_consultation_and_channel_and_taken_away(browser, work, consultation, host, name):
    elsewhere = a_consultation(host=host, title="Elsewhere")
    with clock.at(AFTERWARDS):
        rows = browser.get(reverse(f"api_{name}")).json()["results"]
        assert sorted(row["who"] for row in rows) == LISTS[name]
        found = browser.get(reverse(name), {"consultation": consultation.pk})
        assert LISTS[name][0] in words(found)
        assert LISTS[name][0] not in words(browser.get(reverse(name), {"consultation": elsewhere.pk}))
        assert LISTS[name][0] not in words(browser.get(reverse(name), {"channel": "telephone"}))
        sheet = b"".join(browser.get(reverse(f"{name}_csv")).streaming_content).decode("utf-8-sig")
        assert [who for who in LISTS[name] if who not in sheet] == []
        assert browser.get(reverse(f"{name}_xlsx")).content[:2] == b"PK"


STATEMENTS = {
    "late_responses": 7,
    "unmatched_responses": 7,
    "half_keyed_responses": 7,
    "intake_desk": 8,
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_a_list_costs(browser, work, consultation, name):
    with clock.at(AFTERWARDS):
        browser.get(reverse(name))
        with CaptureQueriesContext(connection) as few:
            browser.get(reverse(name))
        for number in range(6):
            sent(consultation, at=AFTERWARDS)
            from_guest(consultation, f"Lunch{number}")
            keyed(consultation, name=f"Lunch {number}", record=False)
        with CaptureQueriesContext(connection) as many:
            browser.get(reverse(name))
    assert (len(few), len(many)) == (STATEMENTS[name], STATEMENTS[name])


def test_what_the_match_page_and_that_of_the_decision_cost(browser, consultation, forum):
    response, late = from_guest(consultation, "The Malvern Carers"), sent(consultation, forum, at=AFTERWARDS)
    costs = []
    with clock.at(AFTERWARDS):
        for url in (at(response, "response_match"), at(late, "response_decide", 1)):
            browser.get(url)
            with CaptureQueriesContext(connection) as asked:
                browser.get(url)
            costs.append(len(asked))
    assert costs == [8, 8]


def test_what_is_half_keyed_in_is_not_the_secretariats_own_answer_on_its_home_page(consultation, secretariat):
    keyed(consultation, by=secretariat, record=False)
    page = signed_in(secretariat).get("/").content.decode()
    assert reverse("answer", args=[consultation.pk]) not in page
    assert "half keyed in" in page


def test_what_was_withdrawn_is_not_to_be_matched(browser, consultation):
    response = from_guest(consultation, "Lunch One")
    with clock.at(AFTERWARDS):
        assert "Lunch One" in words(browser.get(reverse("unmatched_responses")))
        assert "1 answer to match" in words(browser.get(reverse("home")))
        Response.objects.filter(pk=response.pk).update(withdrawn_at=AFTERWARDS, counts=False)
        assert "Nothing waits" in words(browser.get(reverse("unmatched_responses")))
        assert "to match" not in words(browser.get(reverse("home")))
