"""Reading answers: the list, one answer, and what each act costs in statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.models import Response
from tests.consultation.pages import to_send, words
from tests.factories.consultation import QuestionFactory, a_consultation, given, sent
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")

FLOOR = 3
"""What every page of a signed-in person costs: the session, the account, the capacity."""
BEYOND = 8
"""Eight at most are allowed."""


def statements(captured) -> list[str]:
    """What was asked of the database, without what only begins and ends transactions."""
    return [each["sql"] for each in captured if not each["sql"].startswith(CONTROL)]


def test_the_list_shows_what_was_sent_to_who_asked(consultation, commissioner, forum, drafter):
    sent(consultation, forum)
    other = sent(a_consultation())
    actions.save_answers(
        by=make_actor("drafter"), consultation=consultation, given=[given(consultation, "q1", text="Not sent")]
    )
    text = words(signed_in(commissioner).get(reverse("responses")))
    assert "1 answer" in text
    assert "Malvern Carers Forum Registered charity On this site, with an account RES-" in text
    assert other.reference not in text


def test_the_list_is_narrowed_by_consultation_and_day(consultation, secretariat):
    one = sent(consultation)
    other = sent(a_consultation())
    client = signed_in(secretariat)

    def listed(**query):
        text = words(client.get(reverse("responses"), query))
        return [each.reference in text for each in (one, other)]

    assert listed() == [True, True]
    assert listed(consultation=consultation.pk) == [True, False]
    assert listed(sent_since="2026-10-10") == [True, True]
    assert listed(sent_since="2026-10-11") == [False, False]


def test_an_organisations_own_people_see_their_own(consultation, forum):
    sent(consultation, forum)
    sent(consultation)
    text = words(signed_in(make_actor("member", organisation=forum)).get(reverse("responses")))
    assert "1 answer" in text


def test_one_answer_shows_who_sent_it_and_every_answer(consultation, commissioner, forum):
    answer = sent(consultation, forum, q1="We agree. <b>Really</b>")
    page = signed_in(commissioner).get(answer.get_absolute_url())
    text = words(page)
    assert f"Reference {answer.reference}" in text
    assert "Approver, Malvern Carers Forum" in text
    assert "&lt;b&gt;Really&lt;/b&gt;" in page.content.decode()
    assert "2a. What about 2a? Not answered" in text
    assert "Change the answers" not in text


@pytest.mark.parametrize("answers", [1, 12, 120])
def test_sending_costs_the_same_whatever_the_number_of_answers(answers):
    consultation = a_consultation()
    for _ in range(answers - 1):
        QuestionFactory(consultation=consultation)
    by = make_actor("approver")
    keys = [each.key for each in consultation.questions.filter(kind="long_text")]
    given_answers = [given(consultation, key, text="x") for key in keys]
    actions.save_answers(by=by, consultation=consultation, given=given_answers)
    client = signed_in(by)
    where = reverse("answer_check", args=[consultation.pk])
    form = to_send(client.get(where))
    with CaptureQueriesContext(connection) as found:
        assert client.post(where, form).status_code == 302
    assert Response.objects.get(consultation=consultation).counted_version.answers.count() == answers
    assert len(statements(found)) - FLOOR == BEYOND


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_whatever_its_length(count, consultation, secretariat):
    for _ in range(count):
        sent(consultation)
    client = signed_in(secretariat)
    client.get(reverse("responses"))
    with CaptureQueriesContext(connection) as found:
        client.get(reverse("responses"))
    assert len([sql for sql in statements(found) if "consultation_" in sql]) == 3


def test_saving_costs_the_same_whatever_the_number_of_parts(drafter):
    costs = []
    for parts in (2, 20):
        consultation = a_consultation()
        for _ in range(parts):
            QuestionFactory(consultation=consultation)
        consultation.refresh_from_db()
        keys = [each.key for each in consultation.questions.filter(kind="long_text")]
        answers = [given(consultation, key, text="x") for key in keys]
        actions.save_answers(by=drafter, consultation=consultation, given=answers[:1])
        with CaptureQueriesContext(connection) as found:
            actions.save_answers(by=drafter, consultation=consultation, given=answers)
        costs.append(len(statements(found)))
    assert costs == [6, 6]
