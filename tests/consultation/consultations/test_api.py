"""Consultations in the API: all that the page shows, and the same acts with the same words of refusal."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.consultations import text_actions
from consultation.consultations.actions import CHANGED_SINCE
from tests.factories.consultation import CLOSES, ExtensionFactory, of_every_kind
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def detail(consultation, client=None):
    return (client or Client()).get(reverse("api_consultation", args=[consultation.pk])).json()


def do(actor, name, consultation, *more, **sent):
    """(status, the consultation or the sentences of the refusal)."""
    found = signed_in(actor).post(reverse(f"api_{name}", args=[consultation.pk, *more]), sent, "application/json")
    held = found.json()
    return found.status_code, [each["detail"] for each in held["errors"]] if "errors" in held else held


@pytest.fixture
def colleague(host):
    return make_actor("commissioner", organisation=host)


def test_everybody_reads_all_that_the_page_shows(host, commissioner):
    asked = of_every_kind(host=host, who_may_answer="everybody")
    ExtensionFactory(consultation=asked)
    text_actions.correct_question(
        by=commissioner, question=asked.questions.get(key="q1"), text="One?", reason="A slip."
    )
    text_actions.withdraw_question(by=commissioner, question=asked.questions.get(key="q2c"), reason="Decided.")
    found = detail(asked)
    assert found["who_may_answer"] == "everybody"
    assert (found["opens_on"], found["opens_month_only"]) == ("2026-09-01", False)
    assert found["length"] == {
        "weeks": "11.4 weeks",
        "keeps": False,
        "verdict": "shorter than the rule of 12 weeks",
        "rule": asked.standard_id,
        "rule_length": "12 weeks",
        "reason": "The budget is set in December.",
    }
    assert found["extensions"] == [
        {
            "number": 1,
            "old_closes_on": "2026-11-20",
            "closes_on": "2026-11-27",
            "reopened": False,
            "reason": "The document came late by post.",
            "made_at": "2026-10-10T11:00:00+01:00",
        }
    ]
    first, second, *_ = found["questions"]
    assert (first["text"], first["wording"], first["withdrawn"]) == ("One?", 2, False)
    assert [(each["number"], each["text"], each["reason"]) for each in first["earlier_wordings"]] == [
        (1, "What about 1?", "A slip.")
    ]
    assert [(each["key"], each["withdrawn"], each["withdrawal_reason"]) for each in second["parts"]] == [
        ("q2a", False, ""), ("q2b", False, ""), ("q2c", True, "Decided."),
    ]  # fmt: skip
    assert [each["kind"] for each in found["questions"]] == ["long_text", "heading", "number", "date", "file"]


def test_what_cannot_be_determined_is_null(host):
    asked = of_every_kind(
        host=host, opens_on=datetime.date(2003, 8, 1), opens_month_only=True, closes_on=datetime.date(2003, 11, 20)
    )
    length = detail(asked)["length"]
    assert (length["keeps"], length["weeks"]) == (None, "between 11.6 and 15.9 weeks")
    assert length["verdict"] == "whether that keeps the rule of 12 weeks cannot be determined"


def test_it_costs_two_statements(consultation):
    detail(consultation)
    with CaptureQueriesContext(connection) as asked:
        detail(consultation)
    assert len(asked) == 2


def test_two_programs_of_two_people_publish(draft, commissioner, colleague):
    refused = "Somebody has to say that it is ready first: then a second person can publish it."
    assert do(colleague, "consultation_publish", draft, version=draft.version) == (400, [refused])
    status, found = do(commissioner, "consultation_propose", draft)
    assert (status, found["state"], found["proposed_at"] is None) == (200, "draft", False)
    found_version = found["version"]
    missing = do(colleague, "consultation_publish", draft)
    assert missing == (400, ["Send the version of the consultation that was read: it came with it."])
    status, sentences = do(commissioner, "consultation_publish", draft, version=found_version)
    assert status == 400
    assert sentences[0].startswith("You said yourself that it is ready.")
    assert do(colleague, "consultation_publish", draft, version=found_version - 1)[0] == 409
    status, found = do(colleague, "consultation_publish", draft, version=found_version)
    assert (status, found["state"]) == (200, "open")
    assert do(commissioner, "consultation_unpublish", draft, reason="") == (
        400, ["Enter why it is taken back. It is kept in its history."],
    )  # fmt: skip
    status, found = do(commissioner, "consultation_unpublish", draft, reason="A page is missing.")
    assert (status, found["state"], found["published_at"]) == (200, "draft", None)


def test_a_program_does_not_say_that_what_was_changed_meanwhile_is_ready(draft, commissioner, colleague):
    read = detail(draft, signed_in(commissioner))["seen"]
    text_actions.add_section(by=colleague, consultation=draft, title="Why", text="For carers.")
    assert do(commissioner, "consultation_propose", draft, seen=read) == (400, [CHANGED_SINCE])
    read = detail(draft, signed_in(commissioner))["seen"]
    status, found = do(commissioner, "consultation_propose", draft, seen=read)
    assert (status, found["proposed_at"] is None) == (200, False)


def test_advice_needs_a_reason_here_too(draft, commissioner):
    text_actions.add_section(by=commissioner, consultation=draft, title="The LSP", text="It decides.")
    status, sentences = do(commissioner, "consultation_propose", draft)
    assert status == 400
    assert sentences[-1] == "To go on all the same, give the reason. It is kept with the record."
    assert do(commissioner, "consultation_propose", draft, reason="Everybody here knows it.")[0] == 200


def test_a_program_gives_more_time(consultation, commissioner):
    status, found = do(
        commissioner, "consultation_extend", consultation, closes_on="2026-12-04", reason="Late post.", version=1
    )
    assert (status, found["closes_on"], len(found["extensions"])) == (200, "2026-12-04", 1)
    assert (found["length"]["keeps"], found["version"]) == (True, 2)
    status, sentences = do(
        commissioner, "consultation_extend", consultation, closes_on="2026-12-11", reason="More.", version=1
    )
    assert (status, sentences) == (
        409, ["Somebody else changed this while you had it open. Nothing of yours has been saved yet."],
    )  # fmt: skip
    status, sentences = do(
        commissioner, "consultation_extend", consultation, closes_on=CLOSES.isoformat(), reason="More."
    )
    assert (status, sentences) == (400, ["Choose a day after 4 December 2026, when it closes now."])
    assert do(commissioner, "consultation_extend", consultation, closes_on="9999-12-31", reason="More.")[0] == 400


def test_a_program_corrects_and_withdraws_questions(consultation, commissioner):
    sent = {"text": "One?", "reason": "A slip.", "wording": 1}
    status, found = do(commissioner, "question_correct", consultation, "q1", **sent)
    assert (status, found["questions"][0]["text"]) == (200, "One?")
    assert do(commissioner, "question_correct", consultation, "q1", **sent | {"text": "Two?"})[0] == 409
    status, found = do(commissioner, "question_withdraw", consultation, "q2a", reason="Decided.")
    assert (status, found["questions"][1]["parts"][0]["withdrawal_reason"]) == (200, "Decided.")
    assert do(commissioner, "question_withdraw", consultation, "q2a", reason="Again.") == (
        400, ["Question 2a has been withdrawn. It stays as it was."],
    )  # fmt: skip
    assert do(commissioner, "question_correct", consultation, "q9", text="x", reason="y")[0] == 404


def test_a_program_withdraws_it(consultation, commissioner):
    assert do(commissioner, "consultation_withdraw", consultation, reason=" ")[0] == 400
    status, found = do(commissioner, "consultation_withdraw", consultation, reason="Section 2 was wrong.")
    assert (status, found["state"], found["withdrawal_reason"]) == (200, "withdrawn", "Section 2 was wrong.")


@pytest.mark.parametrize("role", ["commissioner", "analyst", "auditor", "approver"])
def test_nobody_else_does(role, consultation):
    actor = make_actor(role)
    for name, more, sent in (
        ("consultation_propose", (), {}),
        ("consultation_unpublish", (), {"reason": "x"}),
        ("consultation_extend", (), {"reason": "x", "closes_on": "2026-12-04"}),
        ("consultation_withdraw", (), {"reason": "x"}),
        ("question_correct", ("q1",), {"text": "x", "reason": "x"}),
        ("question_withdraw", ("q1",), {"reason": "x"}),
    ):
        assert do(actor, name, consultation, *more, **sent)[0] == 403
    consultation.refresh_from_db()
    assert (consultation.closes_on, consultation.version) == (CLOSES, 1)
