"""Consultations and answers in the API: the same acts, the same words of refusal."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.models import Response
from core import clock
from tests.factories.consultation import CLOSED, given, letter, of_every_kind, sent
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def post(actor, name, consultation, **body):
    return signed_in(actor).post(
        reverse(name, args=[consultation.pk]), body, content_type="application/json", HTTP_ACCEPT="application/json"
    )


def save(actor, consultation, key="q1", draft=None, **answer):
    return post(actor, "api_answers", consultation, answers=[{"key": key, **answer}], draft=draft)


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
    refused = post(approver, "api_submit", consultation, seen=kept["seen"] - 1, consent="without_name")
    assert refused.json()["errors"][0]["detail"].startswith("Somebody in your organisation changed an answer")
    done = post(approver, "api_submit", consultation, seen=kept["seen"], consent="without_name")
    assert (done.status_code, done.json()["version"]) == (200, 1)
    found = signed_in(drafter).get(reverse("api_response", args=[done.json()["response"]])).json()
    assert [each["key"] for each in found["answers"]] == ["q1", "q2b"]


def test_refusals_are_said_in_the_words_of_the_page(drafter, approver, consultation):
    kept = save(drafter, consultation, text="We agree.")
    assert kept.status_code == 200
    read_from = kept.json()["draft"]
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
    other = save(drafter, consultation, "q1", yes=True, edition=1, draft=read_from)
    assert other.json()["errors"][0]["detail"] == "Question 1 is answered otherwise."
    early = consultation.opens_at - datetime.timedelta(seconds=1)
    with clock.at(early):
        refused = save(drafter, consultation, text="Early", edition=1, draft=read_from)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["detail"] == (
        "This consultation opens on 1 September 2026. Answers are taken from then on."
    )
    assert post(drafter, "api_submit", consultation, consent="with_name").status_code == 403
    unchosen = post(approver, "api_submit", consultation)
    assert (unchosen.status_code, unchosen.json()["errors"][0]["attr"]) == (400, "consent")
    assert post(make_actor("visitor"), "api_answers", consultation, answers=[]).status_code in (401, 403)


def test_nothing_is_begun_by_saving_nothing(drafter, consultation):
    for answers in ([{"key": "q1", "text": " "}], [{"key": "q2a", "yes": None}, {"key": "q2b"}]):
        refused = post(drafter, "api_answers", consultation, answers=answers)
        assert refused.status_code == 400
        assert refused.json()["errors"][0]["detail"] == "Nothing was written, so nothing is saved."
    assert Response.objects.count() == 0


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


def test_every_kind_of_answer_is_kept_and_read(approver, host):
    asked = of_every_kind(host=host)
    file = letter("plan.txt")
    by_page = given(asked, "q5", file=file.pk)
    actions.save_answers(by=approver, consultation=asked, given=[by_page])
    sent_answers = [
        {"key": "q1", "text": "We agree.\r\nMostly."},
        {"key": "q2a", "yes": False, "text": "Too soon"},
        {"key": "q2b", "choice": "c2"},
        {"key": "q2c", "choices": ["c3", "c1"]},
        {"key": "q3", "number": "1200.50"},
        {"key": "q4", "date": "2003-11-20"},
    ]
    kept = post(approver, "api_answers", asked, answers=sent_answers).json()["answers"]
    expected = {
        "q1": {"text": "We agree.\nMostly."},
        "q2a": {"yes": False, "text": "Too soon"},
        "q2b": {"choice": "c2"},
        "q2c": {"choices": ["c1", "c3"]},
        "q3": {"number": 1200.5},
        "q4": {"date": "2003-11-20"},
        "q5": {"file": "plan.txt"},
    }
    empty = {"yes": None, "choice": "", "choices": [], "number": None, "date": None, "file": "", "text": ""}
    assert {
        each["key"]: {name: value for name, value in each.items() if name in empty and value != empty[name]}
        for each in kept
    } == expected
    assert [each["number_shown"] for each in kept] == ["1", "2a", "2b", "2c", "3", "4", "5"]
    draft = signed_in(approver).get(reverse("api_answers", args=[asked.pk])).json()["draft"]
    back = [{"key": "q2c", "edition": 1}]
    again = post(approver, "api_answers", asked, answers=back, draft=draft).json()["answers"]
    assert next(each for each in again if each["key"] == "q2c")["choices"] == []
    done = post(approver, "api_submit", asked, consent="not_at_all").json()
    read = signed_in(approver).get(reverse("api_response", args=[done["response"]])).json()
    assert {each["key"] for each in read["answers"]} == set(expected)
    assert (read["counts"], read["versions"][0]["consent"]) == (True, "not_at_all")


def test_versions_are_read_with_how_they_stand(consultation, approver, forum):
    response = sent(consultation, forum, q1="First")
    actions.change_response(by=approver, consultation=consultation)
    actions.save_answers(
        by=approver, consultation=consultation, given=[given(consultation, "q1", text="Second", edition=1)]
    )
    client = signed_in(approver)
    version = reverse("api_response_version", args=[response.pk, 2])
    assert client.get(version).status_code == 404, "a draft is not a version that was sent"
    with clock.at(CLOSED):
        assert post(approver, "api_submit", consultation, consent="without_name").json()["late"] is True
    found = client.get(reverse("api_response", args=[response.pk])).json()
    assert (found["version"], found["answers"][0]["text"], found["late"]) == (1, "First", False)
    assert [
        (each["version"], each["counts"], each["late"], each["late_verdict"], each["consent"])
        for each in found["versions"]
    ] == [(1, True, False, "", "with_name"), (2, False, True, "", "without_name")]
    late = client.get(version).json()
    assert (late["answers"][0]["text"], late["submitted_at"]) == ("Second", "2026-11-21T00:00:00Z")
    assert late["consent_words"].startswith("Publish our answer without our name.")
    assert signed_in(make_actor("approver")).get(version).status_code == 404


def test_what_was_received_late_alone_is_read_as_it_is(consultation, approver):
    save(approver, consultation, text="Late words")
    with clock.at(CLOSED):
        done = post(approver, "api_submit", consultation, consent="with_name").json()
    found = signed_in(approver).get(reverse("api_response", args=[done["response"]])).json()
    assert (found["late"], found["counts"], found["answers"][0]["text"]) == (True, False, "Late words")


def test_it_is_withdrawn_with_a_reason(consultation, approver, drafter, forum):
    response = sent(consultation, forum)

    def withdraw(by, **body):
        return signed_in(by).post(
            reverse("api_response_withdraw", args=[response.pk]), body, content_type="application/json"
        )

    assert withdraw(drafter, reason="x").status_code == 403
    assert withdraw(make_actor("approver"), reason="x").status_code == 404
    refused = withdraw(approver, reason=" ")
    assert (refused.status_code, refused.json()["errors"][0]) == (
        400,
        {"code": "invalid", "detail": "Enter why you withdraw your answer.", "attr": "reason"},
    )
    done = withdraw(approver, reason="Our board was not asked.")
    assert (done.status_code, done.json()["counts"], done.json()["withdrawal_reason"]) == (
        200,
        False,
        "Our board was not asked.",
    )
    assert signed_in(approver).get(reverse("api_response", args=[response.pk])).json()["counts"] is False


@pytest.mark.parametrize("body", [{}, {"consent": None}, {"consent": "everybody"}, {"consent": ""}])
def test_what_may_be_published_is_asked_for_in_the_words_of_the_page(body, consultation, approver):
    save(approver, consultation, text="We agree.")
    refused = post(approver, "api_submit", consultation, **body)
    assert (refused.status_code, refused.json()["errors"][0]["detail"]) == (
        400,
        "Choose whether your answer may be published.",
    )
    assert Response.objects.get().submitted_at is None


def test_what_was_written_over_a_draft_that_was_begun_anew_is_a_conflict(drafter, approver, consultation, forum):
    sent(consultation, forum, q1="First")
    stale = post(drafter, "api_change", consultation).json()
    post(approver, "api_discard", consultation)
    fresh = post(approver, "api_change", consultation).json()
    assert (stale["version"], stale["answers"]) == (fresh["version"], fresh["answers"])
    assert save(approver, consultation, text="Second", edition=1, draft=fresh["draft"]).status_code == 200
    post(approver, "api_discard", consultation)
    now = post(approver, "api_change", consultation).json()
    for told in (stale["draft"], fresh["draft"]):
        refused = save(drafter, consultation, text="Third", edition=1, draft=told)
        assert refused.status_code == 409
        assert refused.json()["errors"][0]["detail"].startswith("Somebody else changed this while you had it open.")
    assert save(drafter, consultation, text="Third", edition=1, draft=now["draft"]).status_code == 200


def test_an_edition_is_said_with_the_draft_it_was_read_in(drafter, consultation):
    assert save(drafter, consultation, text="First").status_code == 200
    refused = save(drafter, consultation, text="Second", edition=1)
    assert (refused.status_code, refused.json()["errors"][0]["attr"]) == (400, "draft")
    assert actions.Answer.objects.get().text == "First"


def test_a_draft_is_said_to_be_finished(drafter, approver, consultation):
    kept = save(drafter, consultation, text="We agree.").json()
    assert (kept["finished_at"], kept["finished_by"]) == (None, "")
    assert post(approver, "api_finish", consultation).status_code == 403
    for _ in range(2):
        done = post(drafter, "api_finish", consultation)
        assert (done.status_code, done.json()["finished_by"]) == (200, str(drafter.user))
        assert done.json()["finished_at"] == "2026-10-10T10:00:00Z"
