"""Answering without an account: draft, send, change, withdraw, send late; and nothing of anybody else's."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from consultation.intake.actions import decide_late, match_response
from consultation.responses import actions
from consultation.responses.models import Response
from consultation.responses.receipts import thanks
from core import clock
from core.mail.models import Mail
from core.work.testing import run_all
from tests.consultation.pages import boxes, to_send, words
from tests.factories.answers import AFTERWARDS, from_guest, keyed
from tests.factories.consultation import CLOSED, DURING, LAST_MOMENT, given, of_every_kind, sent
from tests.factories.guests import CLUB, begun, browser_of, guest
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def response(consultation):
    """Begun by the luncheon club, whose address is proven."""
    return begun(consultation, by=guest())


def at(name: str, response: Response, *more) -> str:
    return reverse(name, args=[response.pk, *more])


def write(client, response: Response, key: str, **typed):
    url = at("response_answer_question", response, key)
    return client.post(url, boxes(client.get(url)) | {"then": "list"} | typed)


def press_send(client, response: Response, consent: str = "with_name"):
    url = at("response_answer_check", response)
    return client.post(url, to_send(client.get(url), consent))


def test_questions_are_answered_checked_and_sent_and_the_receipt_comes_by_mail(response, consultation):
    client = browser_of()
    page = words(client.get(at("response_answer", response)))
    assert "You are answering for Luncheon Club ." in page
    assert "Ruth Vale" in page
    question = words(client.get(at("response_answer_question", response, "q1")))
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in question
    assert write(client, response, "q1", q1="Lunch matters.").url == at("response_answer", response)
    check = words(client.get(at("response_answer_check", response)))
    assert "2 questions not answered" in check
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in check
    without = press_send(client, response, consent="")
    assert (without.status_code, Response.objects.get().submitted_at) == (422, None)
    receipt = press_send(client, response, "without_name")
    assert receipt.url == at("receipt", response)
    page = words(client.get(receipt.url))
    assert f"Reference: {response.reference}" in page
    assert "A copy of this receipt goes to club@example.org." in page
    response.refresh_from_db()
    version = response.counted_version
    assert (response.counts, version.capacity, version.submitted_by, version.consent.choice) == (
        True, "Without an account", None, "without_name"
    )  # fmt: skip
    run_all()
    mail = Mail.objects.get(key=f"receipt:{version.pk}")
    assert (mail.to_address, mail.to_user) == (CLUB, None)
    assert (
        "The answer of Luncheon Club has arrived. The Forum secretariat now looks for you in its register" in mail.body
    )
    assert "1. What about 1?\n\nLunch matters." in mail.body
    assert mail.body.endswith(f"/consultations/{consultation.pk}/without-account/back/\n")
    shown = words(client.get(response.get_absolute_url()))
    assert "Counts, unverified" in shown
    assert "Unverified: the Forum secretariat has not found Luncheon Club in its register yet." in shown


def test_sent_twice_is_sent_once(response):
    client = browser_of()
    write(client, response, "q1", q1="Lunch matters.")
    url = at("response_answer_check", response)
    form = to_send(client.get(url))
    assert [client.post(url, form).url for _ in range(2)] == [at("receipt", response)] * 2
    assert response.versions.count() == 1


def test_what_was_sent_is_changed_until_it_closes_withdrawn_and_sent_again(response, consultation):
    client = browser_of()
    write(client, response, "q1", q1="Lunch matters.")
    press_send(client, response)
    assert client.post(at("response_answer_change", response)).url == at("response_answer", response)
    write(client, response, "q1", q1="Lunch matters a lot.")
    with clock.at(LAST_MOMENT):
        press_send(client, response)
    assert [each.late for each in response.versions.order_by("number")] == [False, False]
    url = at("response_withdraw", response)
    assert "Answer the question: Why do you withdraw it?" in words(client.post(url, boxes(client.get(url))))
    client.post(url, boxes(client.get(url)) | {"reason": "The committee has not met."})
    response.refresh_from_db()
    assert (response.counts, response.withdrawal_reason) == (False, "The committee has not met.")
    client.post(at("response_answer_change", response))
    press_send(client, response)
    response.refresh_from_db()
    assert (response.counts, response.withdrawn_at, response.versions.count()) == (True, None, 3)


def test_after_closing_it_is_received_late_and_counts_once_that_is_decided(response, secretariat):
    client = browser_of()
    with clock.at(CLOSED):
        reply = write(client, response, "q1", q1="Lunch matters.")
        assert reply.url == at("response_answer", response)
        page = words(client.get(at("response_answer_check", response)))
        assert "If you send it, it is marked as received late" in page
        receipt = client.get(press_send(client, response).url)
        assert "Your answer was received late" in words(receipt)
    response.refresh_from_db()
    version = response.versions.get()
    assert (version.late, response.counts, response.counted_version) == (True, False, None)
    with clock.at(CLOSED + datetime.timedelta(days=1)):
        decide_late(by=secretariat, version=version, verdict="accepted", reason="The post was slow.")
    response.refresh_from_db()
    assert response.counts is True
    told = Mail.objects.get(key__startswith="late-decision:")
    assert told.to_address == CLUB
    assert told.body.endswith(f"/consultations/{response.consultation_id}/without-account/back/\n")


def test_an_unfinished_change_at_the_closing_changes_nothing(response):
    client = browser_of()
    write(client, response, "q1", q1="Lunch matters.")
    press_send(client, response)
    client.post(at("response_answer_change", response))
    write(client, response, "q1", q1="Half a thought")
    with clock.at(CLOSED):
        response.refresh_from_db()
        assert response.counts
        assert response.counted_version.answers.get(question__key="q1").text == "Lunch matters."


def test_before_a_word_is_written_the_page_of_the_answer_leads_to_the_questions(response):
    assert browser_of().get(response.get_absolute_url()).url == at("response_answer", response)


def test_a_guest_never_blocks_nor_replaces_the_organisations_own(consultation, approver, forum, secretariat):
    """Whichever comes first; once matched, one counts and both are shown."""
    before = from_guest(consultation, "Malvern Carers Forum", email=CLUB)
    own = sent(consultation, forum)
    after = from_guest(consultation, "Malvern Carers", email="else@example.org")
    for each in (before, after):
        match_response(by=secretariat, response=each, organisation=forum, confirmed=True)
    counting = {each.pk: each.counts for each in Response.objects.all()}
    assert counting == {own.pk: True, before.pk: False, after.pk: False}
    own.refresh_from_db()
    actions.withdraw_response(by=approver, response=own, reason="We talk again.")
    assert not Response.objects.counted().exists()
    guest_page = words(browser_of().get(before.get_absolute_url()))
    assert "Another answer counts" in guest_page
    theirs = words(signed_in(approver).get(before.get_absolute_url()))
    assert "We do not agree." in theirs
    refused = signed_in(approver).post(at("response_answer_change", before))
    assert refused.status_code == 403


def test_once_matched_it_counts_where_the_organisation_has_none_and_stays_its_senders(
    consultation, forum, secretariat, approver
):
    response = from_guest(consultation, "Malvern Carers", email=CLUB)
    match_response(by=secretariat, response=response, organisation=forum, confirmed=True)
    response.refresh_from_db()
    assert (response.counts, response.organisation) == (True, forum)
    client = browser_of()
    client.post(at("response_answer_change", response))
    write(client, response, "q1", q1="We still do not agree.")
    press_send(client, response)
    response.refresh_from_db()
    assert response.counted_version.answers.get().text == "We still do not agree."
    draft = actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="Own")])
    assert draft.channel == "account"


# A guest sees nothing but answers of their own address, whichever way they look.


@pytest.fixture
def others(consultation, forum, approver):
    """Answers of others: an organisation's, two other guests', and a letter keyed in with this address."""
    paper = keyed(consultation, email=CLUB, name="Paper Club")
    return [
        sent(consultation, forum, q1="Between the forum and the trust."),
        from_guest(consultation, "Toy Library", email="toys@example.org"),
        from_guest(consultation, "Drafting Club", email="draft@example.org", send=False),
        paper,
    ]


PAGES = ("response", "receipt", "response_answer", "response_answer_check", "response_withdraw")


def test_no_page_shows_another_address_its_answer(consultation, others):
    mine = from_guest(consultation, email=CLUB)
    client = browser_of()
    for each in others:
        for name in PAGES:
            assert client.get(at(name, each)).status_code == 404, (name, each)
            assert client.post(at(name, each), {"reason": "x", "consent": "with_name"}).status_code in (404, 405)
        assert client.get(at("response_version", each, 1)).status_code == 404
        assert client.get(at("response_answer_question", each, "q1")).status_code == 404
        assert client.post(at("response_answer_question", each, "q1"), {"q1": "Forged"}).status_code == 404
        assert client.post(at("response_answer_change", each)).status_code == 404
        assert client.get(reverse("api_response", args=[each.pk])).status_code == 404
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert not any("Forged" in each.text for each in all_answers())


def all_answers():
    from consultation.responses.models import Answer

    return Answer.objects.all()


def test_lists_sheets_search_and_api_hold_the_guests_own_alone(consultation, others):
    mine = from_guest(consultation, email=CLUB)
    client = browser_of()
    names = {"Malvern Carers Forum", "Toy Library", "Drafting Club", "Paper Club"}
    for name in ("responses", "responses_csv", "guest_answers"):
        text = content(client.get(reverse(name)))
        assert "Luncheon Club" in text, name
        assert not {each for each in names if each in text}, name
    listed = client.get(reverse("api_responses")).json()
    assert [each["reference"] for each in listed["results"]] == [mine.reference]
    assert client.get(reverse("api_consultation_responses", args=[consultation.pk])).status_code == 401
    closed = [reverse(name, args=[consultation.pk]) for name in ("answers_csv", "answers_xlsx")]
    for url in (*closed, reverse("report_list"), reverse("due")):
        assert client.get(url).url.startswith("/account/login/")
    for typed in ("Toy Library", "Malvern", others[0].reference, "trust"):
        found = content(client.get(reverse("search"), {"q": typed}))
        assert not any(each.get_absolute_url() in found for each in (*others, mine))


def content(reply) -> str:
    assert reply.status_code == 200
    return (b"".join(reply.streaming_content) if reply.streaming else reply.content).decode()


def test_a_file_of_another_is_not_given_out(host):
    from tests.factories.consultation import letter

    asked = of_every_kind(host=host)
    mine, theirs = begun(asked, by=guest()), begun(asked, by=guest("toys@example.org"), email="toys@example.org")
    kept = []
    for who, response in ((CLUB, mine), ("toys@example.org", theirs)):
        answer = given(asked, "q5", file=letter().pk)
        actions.save_answers(by=guest(who), consultation=asked, response=response, given=[answer])
        kept.append(response.versions.get().answers.get())
    client = browser_of()
    assert content(client.get(at("answer_file", mine, kept[0].pk))) == "We agree."
    assert client.get(at("answer_file", theirs, kept[1].pk)).status_code == 404
    assert client.get(at("answer_file", mine, kept[1].pk)).status_code == 404


def test_the_history_of_an_answer_is_not_a_guests(response):
    client = browser_of()
    write(client, response, "q1", q1="Lunch matters.")
    press_send(client, response)
    assert "History" not in words(client.get(response.get_absolute_url()))


def test_a_guest_answers_nothing_through_the_pages_of_accounts(consultation, response):
    client = browser_of()
    for name in ("answer", "answer_check"):
        assert client.get(reverse(name, args=[consultation.pk])).status_code in (302, 403)
    assert client.post(reverse("answer_change", args=[consultation.pk])).status_code in (302, 403, 404)
    for name, sent_json in (("api_submit", {"consent": "with_name"}), ("api_change", {}), ("api_answers", {})):
        url = reverse(name, args=[consultation.pk])
        assert client.post(url, sent_json, content_type="application/json").status_code in (401, 403)
    assert Response.objects.get() == response


@pytest.mark.parametrize("forged", [{"acting_as": "1"}, {"shown_to": "1"}, {"shown_to": "address:" + "0" * 20}])
def test_a_forged_capacity_gives_nothing(consultation, others, response, forged):
    client = browser_of()
    forged = {
        name: str(make_actor("approver").membership_id) if name == "acting_as" else v for name, v in forged.items()
    }
    for each in others:
        url = at("response_answer_question", each, "q1")
        assert client.post(url, {"q1": "Forged", **forged}).status_code == 404
    url = at("response_answer_question", response, "q1")
    visitor = Client()
    assert visitor.post(url, {"q1": "Forged", **forged}).status_code == 302
    assert not any("Forged" in each.text for each in all_answers())


def test_numbers_that_nothing_has_are_not_there():
    client = browser_of()
    for name in PAGES:
        assert client.get(reverse(name, args=[999_999_999])).status_code == 404


def test_the_page_of_ones_answers_costs_the_same_however_many(consultation, django_assert_num_queries):
    client = browser_of()
    from_guest(consultation, "Club 0", email=CLUB)
    client.get(reverse("guest_answers"))
    with django_assert_num_queries(2):  # the session, and the answers
        assert "Club 0" in words(client.get(reverse("guest_answers")))
    for number in range(1, 11):
        from_guest(consultation, f"Club {number}", email=CLUB, send=number % 2 == 0)
    with django_assert_num_queries(2):
        page = words(client.get(reverse("guest_answers")))
    assert "Club 10 Support for carers Counts, unverified Sent at 11am on 10 October 2026." in page
    assert "Club 9 Support for carers Draft It has not been sent." in page


def test_who_has_proven_nothing_is_led_to_get_a_link():
    assert Client().get(reverse("guest_answers")).url == reverse("guest_again")
    page = words(browser_of("new@example.org").get(reverse("guest_answers")))
    assert "Nothing is here. Open a consultation and choose 'Answer without an account'." in page


def test_the_time_is_that_of_the_database_when_it_was_sent(response):
    client = browser_of()
    write(client, response, "q1", q1="Lunch matters.")
    press_send(client, response)
    assert Response.objects.get().submitted_at == DURING


def test_a_late_answer_of_nobody_known_is_not_said_to_count(consultation):
    late = from_guest(consultation, at=AFTERWARDS)
    in_time = from_guest(consultation, "Toy Library")
    said = [thanks(each.versions.get()) for each in (late, in_time)]
    assert ["It counts meanwhile." in each for each in said] == [False, True]


def test_leaving_with_changes_begun_says_that_they_are_not_sent(consultation):
    response = from_guest(consultation, email=CLUB)
    actions.change_response(by=guest(), consultation=consultation, response=response)
    told = words(browser_of().post(reverse("guest_leave"), follow=True))
    assert "Changes to the answer of Luncheon Club are saved, and not sent yet. You can go on until" in told
