"""The lists behind the figures: answers in words, what does not count, and the answers narrowed by what they say."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from consultation.intake.actions import void_response
from core import clock
from core.work.testing import run_all
from tests.consultation.pages import words
from tests.consultation.results.small import at
from tests.factories.consultation import a_consultation, sent
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
WORDS, LETTERS, ASIDE, RESPONSES = "answers_in_words", "letters", "responses_set_aside", "responses"


def listed(browser, name: str, **query) -> list[list]:
    """The rows of a list, from its sheet, without the titles."""
    answer = browser.get(reverse(f"{name}_csv"), query)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def said(browser, **query) -> list[tuple[str, str, str]]:
    return [(row["Question"], row["Who answered"], row["In their words"]) for row in listed(browser, WORDS, **query)]


ALL_WORDS = [
    ("1", "Malvern Carers", "We agree."),
    ("1", "Ann Lee", "'=1+1 is not enough."),
    ("2a", "Malvern Carers", "Because."),
    ("2a", "Ross Advice", "Too dear."),
    ("2a", "Ann Lee", "In part."),
]


def test_the_words_of_answers_that_count_stand_in_the_order_of_the_questions(browser):
    assert sorted(said(browser)) == sorted(ALL_WORDS)
    assert [question for question, _, _ in said(browser)] == ["1", "1", "2a", "2a", "2a"]


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ({"number": "2A"}, ["Ann Lee", "Malvern Carers", "Ross Advice"]),
        ({"number": "7"}, []),
        ({"kind": "Registered charity"}, ["Malvern Carers", "Malvern Carers", "Ross Advice"]),
        ({"kind": "Individual"}, ["Ann Lee", "Ann Lee"]),
        ({"kind": "Unverified organisation"}, []),
        ({"channel": "guest"}, ["Ann Lee", "Ann Lee"]),
        ({"channel": "post"}, []),
        ({"ticked": "yes"}, ["Malvern Carers"]),
        ({"ticked": "no"}, ["Ross Advice"]),
        ({"ticked": "nothing", "number": "2a"}, ["Ann Lee"]),
        ({"q": "dear"}, ["Ross Advice"]),
        ({"q": "enou"}, ["Ann Lee"]),
        ({"q": "void"}, []),
        ({"number": "2a", "order": "-who"}, ["Ross Advice", "Malvern Carers", "Ann Lee"]),
    ],
)
def test_they_can_be_searched_narrowed_and_sorted(browser, small, query, who):
    found = said(browser, **{"consultation": small.asked.pk, "order": "who"} | query)
    assert [name for _, name, _ in found] == who


def test_the_page_leads_from_each_to_the_response(browser, small):
    answer = browser.get(reverse(WORDS), {"consultation": small.asked.pk, "number": "1", "order": "who"})
    text = words(answer)
    assert "2 answers in words found" in text
    assert "Ann Lee Individual 1 =1+1 is not enough." in text
    own = small.asked.responses.get(organisation=small.carers, channel="account")
    assert f'<a class="nhsuk-link" href="{own.get_absolute_url()}">Malvern Carers</a>' in answer.content.decode()


def test_a_kind_that_is_none_and_a_consultation_that_is_none_are_said_on_the_page(browser):
    for query in ({"kind": "Choir"}, {"consultation": "999999"}, {"ticked": "maybe"}):
        assert "The list could not be narrowed." in words(browser.get(reverse(WORDS), query))


def test_the_workbook_of_words_holds_no_formula(browser):
    book = load_workbook(io.BytesIO(browser.get(reverse(f"{WORDS}_xlsx")).content))
    head, *rows = book.active.iter_rows(values_only=True)
    place = head.index("In their words")
    assert sorted(row[place] for row in rows) == sorted(text for _, _, text in ALL_WORDS)


@pytest.mark.parametrize("role", ["auditor", "approver", "member"])
def test_who_may_read_and_not_take_away_gets_no_sheet(small, role):
    client = signed_in(make_actor(role))
    assert client.get(reverse(WORDS)).status_code == 200
    for ending in ("csv", "xlsx"):
        assert client.get(reverse(f"{WORDS}_{ending}")).status_code == 403


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ({}, ["Bell Ringers"]),
        ({"q": "dear sir"}, ["Bell Ringers"]),
        ({"q": "agree"}, []),  # said to a question, not in a letter
        ({"channel": "post"}, ["Bell Ringers"]),
        ({"channel": "telephone"}, []),
        ({"kind": "Registered charity"}, ["Bell Ringers"]),
        ({"kind": "Individual"}, []),
        ({"consultation": "of another"}, []),
    ],
)
def test_what_letters_say_is_listed_and_searched(browser, small, query, who):
    asked = a_consultation().pk if query.pop("consultation", "") else small.asked.pk
    found = listed(browser, LETTERS, consultation=asked, **query)
    assert [(row["Who answered"], row["In their words"]) for row in found] == [(each, "Dear Sir, no.") for each in who]


def test_a_letter_that_does_not_count_is_not_listed(browser, small):
    with clock.at(at(11, 28)):
        void_response(
            by=small.secretariat, response=small.asked.responses.get(organisation__name="Bell Ringers"), reason="Twice."
        )
    assert listed(browser, LETTERS) == []


def test_what_does_not_count_stands_with_why(browser):
    found = {row["Who answered"]: row["Why it does not count"] for row in listed(browser, ASIDE)}
    assert found == {
        "Gone Group": "Withdrawn by who sent it",
        "Joke Society": "Declared void",
        "Late Waiting": "Received late, waiting for a decision",
        "Late Refused": "Received late, and not accepted",
        "Malvern Carers": "Another answer of the same organisation goes before it",
    }
    assert [row["Who answered"] for row in listed(browser, ASIDE, why="void")] == ["Joke Society"]
    assert [row["Who answered"] for row in listed(browser, ASIDE, kind="Unverified organisation")] == ["Joke Society"]
    assert len(listed(browser, ASIDE, channel="guest")) == 2


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ({"answer": "q2a=yes"}, ["Lunch Club", "Malvern Carers", "Tel Visitors"]),
        ({"answer": "Q2A = No"}, ["Ross Advice"]),
        ({"answer": "q2a"}, ["Ann Lee", "Lunch Club", "Malvern Carers", "Ross Advice", "Tel Visitors"]),
        ({"answer": "q2b=c1"}, ["Malvern Carers", "Ross Advice"]),
        ({"answer": "q2c=c1"}, ["Malvern Carers"]),
        ({"answer": "q2c=c2"}, ["Lunch Club", "Malvern Carers", "Ross Advice"]),
        ({"answer": "q2c=c3"}, ["Lunch Club"]),
        ({"answer": "q5"}, ["Malvern Carers"]),
        ({"answer": "q9"}, []),
        ({"answer": "q3", "as_at": "2026-10-15"}, ["Ann Lee", "Malvern Carers", "Ross Advice"]),
        ({"letter": "yes"}, ["Bell Ringers"]),
        ({"channel": "telephone"}, ["Tel Visitors"]),
        ({"kind": "Registered charity", "answer": "q2b=c1", "channel": "account"}, ["Malvern Carers", "Ross Advice"]),
    ],
)
def test_responses_are_narrowed_by_what_they_answer(browser, small, query, who):
    found = listed(browser, RESPONSES, consultation=small.asked.pk, order="organisation", **query)
    assert [row["Who answered"] for row in found] == who


def test_an_answer_that_cannot_be_read_is_said_beside_its_box(browser):
    text = words(browser.get(reverse(RESPONSES), {"answer": "2a: yes!"}))
    assert "Enter a question, such as q2a, or a question and an answer, such as q2a=yes or q2b=c1." in text


LINKED = re.compile(r'<a(?: class="app-total")? href="([^"]*)">(\d+)</a>')
FOUND = re.compile(r"(\d+) answers?(?: in words| that does not count| that do not count)? found")


@pytest.mark.parametrize("day", [{}, {"as_at_day": 15, "as_at_month": 10, "as_at_year": 2026}], ids=["now", "then"])
def test_each_linked_figure_opens_to_as_many_rows(browser, small, day):
    query = {"consultation": small.asked.pk, **day}
    page = browser.get(reverse("report", args=["consultation-results"]), query).content.decode()
    figures = LINKED.findall(page)
    assert len(figures) == (32 if day else 51)
    for address, number in figures:
        found = FOUND.search(words(browser.get(address.replace("&amp;", "&"))))
        assert found, address
        assert found[1] == number, address


def statements(browser, name: str, args=(), **query) -> int:
    """How many statements a page costs once its charts are drawn and what is looked up once is kept."""
    browser.get(reverse(name, args=args), query)
    run_all()
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(reverse(name, args=args), query).status_code == 200
    return len(asked)


@pytest.mark.parametrize("more", [0, 10])
def test_the_report_and_its_lists_cost_the_same_with_more_answers(browser, small, more):
    for _ in range(more):
        with clock.at(at(10, 12)):
            sent(small.asked, q1="We agree.")
    about = {"consultation": small.asked.pk}
    report = [statements(browser, "report", ["consultation-results"], **about, **w) for w in ({}, {"in_words": "on"})]
    assert report == [18, 19]
    assert [statements(browser, name, **about) for name in (WORDS, ASIDE, RESPONSES)] == [9, 9, 9]
