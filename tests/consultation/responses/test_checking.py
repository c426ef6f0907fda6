"""What the check says of each answer: who wrote it last, and whether it is another than what was sent before."""

import datetime
import re

import pytest
from django.urls import reverse

from consultation.responses import actions
from core import clock
from tests.consultation.pages import words
from tests.factories.answers import from_guest
from tests.factories.consultation import DURING, QuestionFactory, a_consultation, given, sent
from tests.factories.guests import browser_of
from tests.factories.people import UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
LATER = DURING + datetime.timedelta(days=1)


@pytest.fixture
def mei(forum):
    return make_actor("drafter", organisation=forum, user=UserFactory(name="Mei Chen"))


@pytest.fixture
def joan(forum):
    return make_actor("approver", organisation=forum, user=UserFactory(name="Joan Pryce"))


def check(actor, consultation):
    return words(signed_in(actor).get(reverse("answer_check", args=[consultation.pk])))


def test_each_answer_says_who_wrote_it_last_and_when(mei, joan, consultation):
    both = [given(consultation, "q1", text="We agree."), given(consultation, "q2a", yes=True)]
    actions.save_answers(by=mei, consultation=consultation, given=both)
    with clock.at(LATER):
        actions.save_answers(by=joan, consultation=consultation, given=[given(consultation, "q2a", edition=1)])
        page = check(joan, consultation)
    assert "1. What about 1? We agree. Last written by Mei Chen at 11am on 10 October 2026." in page
    assert "2a. What about 2a? Not answered Left unanswered by Joan Pryce at 11am on 11 October 2026." in page
    assert page.count("Last written by") == 1
    assert "different from" not in page
    assert "Changed since" not in page


def test_what_was_sent_before_is_compared_answer_by_answer(mei, joan, consultation, forum):
    sent(consultation, forum, q1="We agree.")
    actions.change_response(by=mei, consultation=consultation)
    page = check(mei, consultation)
    assert "Nothing is different from what was sent before." in page
    assert "Changed since" not in page
    changes = [given(consultation, "q1", text="We do not.", edition=1), given(consultation, "q2a", yes=True)]
    actions.save_answers(by=mei, consultation=consultation, given=changes)
    page = check(joan, consultation)
    assert "2 answers differ from version 1, which was sent 11am on 10 October 2026 ." in page
    assert "1. What about 1? We do not. Changed since version 1 Last written by Mei Chen" in page
    assert "2a. What about 2a? Yes Changed since version 1 Last written by Mei Chen" in page
    assert page.count("Changed since version 1") == 2
    taken_back = [given(consultation, "q1", edition=2), given(consultation, "q2a", edition=1)]
    actions.save_answers(by=mei, consultation=consultation, given=taken_back)
    page = check(joan, consultation)
    assert "1 answer differs from version 1" in page
    assert "1. What about 1? Not answered Changed since version 1" in page


def test_who_answers_alone_is_not_told_that_they_wrote_it(consultation):
    response = from_guest(consultation, email="club@example.org")
    guest = browser_of("club@example.org")
    guest.post(reverse("response_answer_change", args=[response.pk]))
    page = words(guest.get(reverse("response_answer_check", args=[response.pk])))
    assert "Nothing is different from what was sent before." in page
    assert "Last written by" not in page


def test_more_answers_cost_no_more_queries(mei, joan, host, forum, django_assert_max_num_queries):
    asked = a_consultation(host=host, title="Market days")
    for _ in range(12):
        QuestionFactory(consultation=asked)
    sent(asked, forum, q1="We agree.")
    actions.change_response(by=mei, consultation=asked)
    client, where = signed_in(joan), reverse("answer_check", args=[asked.pk])
    with django_assert_max_num_queries(60) as few:
        client.get(where)
    more = [given(asked, f"q{number}", text=f"Words {number}") for number in range(3, 15)]
    actions.save_answers(by=mei, consultation=asked, given=more)
    with django_assert_max_num_queries(60) as many:
        page = client.get(where)
    assert len(re.findall("Changed since version 1", words(page))) == 12
    assert len(many) == len(few)
