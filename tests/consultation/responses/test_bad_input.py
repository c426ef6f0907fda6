"""What no form should send and no clock should allow: right answer or clear message, and no words lost."""

import datetime
import json
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.responses import actions
from consultation.responses.models import Answer, Response
from consultation.responses.rules import Given, Value
from consultation.results.reading import Results
from core import clock
from core.acts import NotVisible, Refused
from core.trail.models import Event
from tests.consultation.pages import boxes, to_send, words
from tests.factories.consultation import given, of_every_kind
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
PLAIN = "application/x-www-form-urlencoded"


@pytest.fixture
def consultation(host):
    return of_every_kind(host=host, title="Support for carers")


def where(consultation, key):
    return reverse("answer_question", args=[consultation.pk, key])


def posted(client, consultation, key, **typed):
    """Send a question's page, half characters and all, as a browser writes them."""
    url = where(consultation, key)
    data = urlencode(boxes(client.get(url)) | typed, doseq=True, errors="surrogatepass")
    return client.post(url, data, content_type=PLAIN)


def api(actor, name, consultation, **body):
    return signed_in(actor).post(
        reverse(name, args=[consultation.pk]), json.dumps(body), content_type="application/json"
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 100_001, "The answer to question 1 must be 100000 characters or fewer. You have typed 100001."),
        ("Kept \0 words", "contains a character that cannot be kept. Type it again rather than pasting it."),
    ],
    ids=["too long", "NUL"],
)
def test_words_that_cannot_be_kept_come_back_with_a_sentence(typed, sentence, drafter, consultation):
    page = posted(signed_in(drafter), consultation, "q1", q1=typed)
    assert page.status_code == 422
    assert sentence in words(page)
    assert typed[:5] in words(page)
    assert Response.objects.count() == 0
    reasons = posted(signed_in(drafter), consultation, "q2", q2a="yes", q2a_why=typed)
    assert (reasons.status_code, typed[:5] in words(reasons)) == (422, True)


def test_of_half_a_character_the_words_around_it_are_kept(drafter, consultation):
    """A browser sends bytes that are no letter; they are read as the sign for that."""
    assert posted(signed_in(drafter), consultation, "q1", q1="Kept \ud800 words").status_code == 302
    assert Answer.objects.get().text == "Kept \ufffd\ufffd\ufffd words"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１２３", Decimal(123)),
        ("１，２００．５", Decimal("1200.5")),
        ("1,200", Decimal(1200)),
        ("-0.125", Decimal("-0.125")),
        ("99999999999.9999", Decimal("99999999999.9999")),
        ("²", Decimal(2)),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, kept, drafter, consultation):
    client = signed_in(drafter)
    assert posted(client, consultation, "q3", q3=typed).status_code == 302
    answer = Answer.objects.get()
    assert answer.number == kept
    assert posted(client, consultation, "q3", q3=f"{kept:f}").status_code == 302
    assert Answer.objects.get().edition == 1, "the same number, typed otherwise, is no change"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("NaN", "The answer to question 3 must be a number, like 12.5."),
        ("Infinity", "The answer to question 3 must be a number, like 12.5."),
        ("1e999999", "The answer to question 3 must be a number, like 12.5."),
        ("twelve", "The answer to question 3 must be a number, like 12.5."),
        ("1.23456", "The answer to question 3 must have 4 decimal places or fewer."),
        ("100000000000", "The answer to question 3 is too large."),
        ("9" * 400, "The answer to question 3 must be a number, like 12.5."),
    ],
)
def test_what_is_no_number_comes_back(typed, sentence, drafter, consultation):
    page = posted(signed_in(drafter), consultation, "q3", q3=typed)
    assert page.status_code == 422
    assert f'value="{typed}"' in page.content.decode()
    assert sentence in words(page)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("31", "2", "2026", "must be a real date, like 20 November 2003."),
        ("29", "2", "2026", "must be a real date, like 20 November 2003."),
        ("1", "13", "2026", "must be a real date, like 20 November 2003."),
        ("0", "1", "2026", "must be a real date, like 20 November 2003."),
        ("1", "1", "26", "must have a year of 4 digits, like 2003."),
        ("1", "1", "0000", "must be a real date, like 20 November 2003."),
        ("1", "", "2026", "must include a month."),
        ("²", "1", "9999", "The answer to question 4 must be on or before 31 December 2200."),
        ("1", "1", "1899", "The date of question 4 must lie between 1 January 1900 and 31 December 2200."),
        ("1", "1", "2201", "The answer to question 4 must be on or before 31 December 2200."),
    ],
)
def test_an_impossible_date_comes_back(day, month, year, sentence, drafter, consultation):
    page = posted(signed_in(drafter), consultation, "q4", q4_day=day, q4_month=month, q4_year=year)
    assert page.status_code == 422
    assert sentence in words(page)
    body = page.content.decode()
    for name, typed in (("day", day), ("month", month), ("year", year)):
        assert f'name="q4_{name}" type="text" value="{typed}"' in body.replace("\n", " ") or not typed
    assert Answer.objects.count() == 0


def test_the_last_day_that_there_is_and_full_width_digits_are_dates(drafter, consultation):
    client = signed_in(drafter)
    assert posted(client, consultation, "q4", q4_day="２９", q4_month="２", q4_year="２０２８").status_code == 302
    assert Answer.objects.get().day == datetime.date(2028, 2, 29)


@pytest.mark.parametrize("chosen", [["999999"], ["abc"], ["\0"], ["-1"], ["９"]])
def test_a_choice_that_was_not_offered_is_refused(chosen, drafter, consultation):
    client = signed_in(drafter)
    for key, name in (("q2", "q2b"), ("q2", "q2c")):
        page = posted(client, consultation, key, **{name: chosen, "q2a_why": "Kept words"})
        assert (page.status_code, "Kept words" in words(page)) == (422, True)
    assert Answer.objects.count() == 0


def test_a_choice_of_another_question_is_refused_in_the_act_itself(drafter, consultation):
    by_key = definition_of(consultation).by_key
    theirs = by_key["q2b"].options[0].pk
    for value in (Value(several=(theirs,)), Value(several=(by_key["q2c"].options[0].pk, theirs))):
        with pytest.raises(Refused, match="Choose from the answers offered for question 2c"):
            actions.save_answers(by=drafter, consultation=consultation, given=[Given(by_key["q2c"], value)])


@pytest.mark.parametrize("forged", ["", "0", "999999999", "9" * 30, "abc", "\0", "²"])
def test_a_forged_capacity_saves_and_sends_nothing(forged, approver, consultation):
    """Neither another's membership nor one that is none; what was typed comes back."""
    stranger = make_actor("approver")
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    before = Event.objects.count()
    for acting_as in (forged, str(stranger.membership_id)):
        if not acting_as:
            continue
        client = signed_in(approver)
        page = client.post(where(consultation, "q2"), {"acting_as": acting_as, "q2a_why": "Four hours of work"})
        assert (page.status_code, "Four hours of work" in words(page)) == (403, True)
        check = reverse("answer_check", args=[consultation.pk])
        form = to_send(client.get(check)) | {"acting_as": acting_as}
        assert client.post(check, form).status_code == 403
        script = client.post(
            where(consultation, "q1"), {"acting_as": acting_as, "q1": "x"}, headers={"X-Autosave": "1"}
        )
        assert script.status_code == 403
    assert Event.objects.count() == before
    assert Response.objects.get().submitted_at is None


def test_another_organisations_answer_cannot_be_written_by_its_number(approver, drafter, consultation):
    """Not on the pages, not in the act, not in the API; and it does not say that it is there."""
    other = make_actor("approver")
    actions.save_answers(by=other, consultation=consultation, given=[given(consultation, "q1", text="Theirs")])
    theirs = Response.objects.get()
    client = signed_in(approver)
    for name, more in (
        ("response_answer", ()), ("response_answer_question", ("q1",)), ("response_answer_check", ()),
        ("response_answer_change", ()), ("response_withdraw", ()), ("receipt", ()), ("response", ()),
    ):  # fmt: skip
        url = reverse(name, args=[theirs.pk, *more])
        assert client.post(url, {"q1": "Ours", "consent": "with_name", "reason": "x"}).status_code in (404, 405), name
        assert client.get(url).status_code in (404, 405), name
    for act in (
        lambda: actions.save_answers(
            by=approver, consultation=consultation, given=[given(consultation, "q1", text="Ours", edition=1)],
            response=theirs,
        ),
        lambda: actions.submit_response(by=approver, consultation=consultation, consent="with_name", response=theirs),
        lambda: actions.change_response(by=approver, consultation=consultation, response=theirs),
        lambda: actions.withdraw_response(by=approver, response=theirs, reason="x"),
    ):  # fmt: skip
        with pytest.raises(NotVisible):
            act()
    assert Answer.objects.get().text == "Theirs"


def test_a_page_that_is_not_whole_writes_over_nothing(drafter, approver, consultation):
    """Without its marks it was shown over nothing, so what is kept is a conflict."""
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Theirs")])
    client = signed_in(approver)
    for sent in ({"q1": "Ours"}, {"q1": "Ours", "q1_edition": "0"}, {"q1": ""}, {}):
        assert client.post(where(consultation, "q1"), sent).status_code == 409
    assert Answer.objects.get().text == "Theirs"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"key": "q1", "text": "x" * 100_001}, "100000"),
        ({"key": "q1", "text": "a\0b"}, "Null characters"),
        ({"key": "q1", "text": "a\ud800b"}, "Surrogate characters"),
        ({"key": "q3", "number": "NaN"}, "number"),
        ({"key": "q3", "number": "1e40"}, "digits"),
        ({"key": "q4", "date": "2026-02-30"}, "Date has wrong format"),
        ({"key": "q4", "date": "1066-10-14"}, "must lie between 1 January 1900"),
        ({"key": "q1", "yes": True}, "is answered otherwise"),
        ({"key": "q2", "text": "x"}, "No question that takes an answer has the key 'q2'"),
        ({"key": "q5"}, "Question 5 is answered with a file. Send it on the page of the question."),
        ({"key": "q2c", "choices": ["c1", "c9"]}, "Choose from the answers offered for question 2c."),
    ],
    ids=lambda each: each["key"] if isinstance(each, dict) else None,
)
def test_the_api_refuses_the_same(answer, told, drafter, consultation):
    refused = api(drafter, "api_answers", consultation, answers=[answer])
    assert refused.status_code == 400
    assert told in refused.json()["errors"][0]["detail"]
    assert Response.objects.count() == 0


def test_one_tick_that_is_sent_many_times_counts_once(host, forum, secretariat):
    asked = of_every_kind(host=host)
    browser = signed_in(make_actor("approver", organisation=forum))
    question = asked.questions.get(key="q2c")
    tick, where, check = (
        question.choices.first().pk,
        *(reverse(name, args=[asked.pk, *more]) for name, more in (("answer_question", ["q2"]), ("answer_check", []))),
    )
    assert browser.post(where, boxes(browser.get(where)) | {"q2c": [str(tick)] * 40}).status_code == 302
    browser.post(check, to_send(browser.get(check)))
    assert Response.objects.get().counted_version.answers.get(question=question).several == [tick]
    assert sum(Results(secretariat, asked, clock.today()).counts[question.pk, tick].values()) == 1
    answers = [given(asked, "q2c", several=("Day", "Day"))]
    with pytest.raises(Refused, match="Choose from the answers offered for question 2c"):
        actions.save_answers(by=make_actor("approver"), consultation=asked, given=answers)
