"""Consultations and answers in the API: the same acts, the same words of refusal."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.responses.models import Response
from core import clock
from tests.factories.consultation import sent
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def post(actor, name, consultation, **body):
    return signed_in(actor).post(
        reverse(name, args=[consultation.pk]), body, content_type="application/json", HTTP_ACCEPT="application/json"
    )


def save(actor, consultation, key="q1", **answer):
    return post(actor, "api_answers", consultation, answers=[{"key": key, **answer}])


def test_a_consultation_with_its_questions(consultation):
    found = Client().get(reverse("api_consultation", args=[consultation.pk])).json()
    assert (found["title"], found["state"], found["host_name"]) == (
        "Support for carers",
        "open",
        "Herefordshire Primary Care Trust",
    )
    assert [(each["key"], each["kind"]) for each in found["questions"]] == [("q1", "long_text"), ("q2", "heading")]
    assert found["questions"][1]["parts"][1]["choices"] == [
        {"key": "c1", "label": "Now"},
        {"key": "c2", "label": "Later"},
        {"key": "c3", "label": "Never"},
    ]


def test_the_list_is_that_of_the_page(consultation, draft):
    names = [each["title"] for each in Client().get(reverse("api_consultations")).json()["results"]]
    assert names == ["Support for carers"]


def test_answers_are_kept_read_and_sent(drafter, approver, consultation):
    assert save(drafter, consultation, text="We agree.").status_code == 200
    kept = save(drafter, consultation, "q2b", choice="c2").json()
    assert kept["version"] == 1
    assert [(each["key"], each["text"], each["choice"], each["edition"]) for each in kept["answers"]] == [
        ("q1", "We agree.", "", 1),
        ("q2b", "", "c2", 1),
    ]
    done = post(approver, "api_submit", consultation, seen=2, consent="without_name")
    assert (done.status_code, done.json()["version"]) == (200, 1)
    found = signed_in(drafter).get(reverse("api_response", args=[done.json()["response"]])).json()
    assert [each["key"] for each in found["answers"]] == ["q1", "q2b"]


def test_refusals_are_said_in_the_words_of_the_page(drafter, approver, consultation):
    assert save(drafter, consultation, text="We agree.").status_code == 200
    again = save(approver, consultation, text="We do not.")
    assert again.status_code == 409
    assert again.json()["errors"][0]["detail"].startswith("Somebody else changed this while you had it open.")
    wrong = save(drafter, consultation, "q2b", choice="c9")
    assert (wrong.status_code, wrong.json()["errors"][0]) == (
        400,
        {"code": "invalid", "detail": "Choose from the answers offered for question 2b.", "attr": "q2b"},
    )
    unknown = save(drafter, consultation, "q9", text="x")
    assert unknown.json()["errors"][0]["detail"] == "No question that takes an answer has the key 'q9'."
    other = save(drafter, consultation, "q1", yes=True, edition=1)
    assert other.json()["errors"][0]["detail"] == "Question 1 is answered otherwise."
    early = consultation.opens_at - datetime.timedelta(seconds=1)
    with clock.at(early):
        refused = save(drafter, consultation, text="Early", edition=1)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["detail"] == (
        "This consultation opens on 1 September 2026. Answers are taken from then on."
    )
    assert post(drafter, "api_submit", consultation, consent="with_name").status_code == 403
    unchosen = post(approver, "api_submit", consultation)
    assert (unchosen.status_code, unchosen.json()["errors"][0]["attr"]) == (400, "consent")
    assert post(make_actor("visitor"), "api_answers", consultation, answers=[]).status_code in (401, 403)


def test_what_cannot_be_kept_is_refused(drafter, consultation):
    for text in ("a\0b", "x" * 100_001):
        assert save(drafter, consultation, text=text).status_code == 400
    assert Response.objects.count() == 0


@pytest.mark.parametrize("count", [1, 10])
def test_the_answers_in_full_cost_the_same_whatever_their_number(count, consultation, secretariat):
    for _ in range(count):
        sent(consultation, q1="We agree.")
    client = signed_in(secretariat)
    where = reverse("api_consultation_responses", args=[consultation.pk])
    client.get(where)
    with CaptureQueriesContext(connection) as found:
        results = client.get(where).json()["results"]
    assert [each["answers"][0]["text"] for each in results] == ["We agree."] * count
    assert len([each for each in found if "consultation_" in each["sql"]]) == 3


def test_changing_what_was_sent(approver, consultation, forum):
    sent(consultation, forum, q1="First")
    draft = post(approver, "api_change", consultation).json()
    assert (draft["version"], draft["answers"][0]["text"]) == (2, "First")


def test_giving_up_the_changes(approver, consultation, forum):
    sent(consultation, forum, q1="First")
    post(approver, "api_change", consultation)
    kept = post(approver, "api_discard", consultation).json()
    assert (kept["version"], kept["answers"]) == (None, [])
    assert Response.objects.get().versions.count() == 1


def test_one_question_answered_twice_in_one_go_is_refused_in_words(consultation, drafter):
    twice = [{"key": "q1", "text": "We agree."}, {"key": "q1", "text": "We do not."}]
    refused = post(drafter, "api_answers", consultation, answers=twice)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["detail"] == "Question 1 is answered twice. Give one answer to it."
    assert Response.objects.count() == 0
