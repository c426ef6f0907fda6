"""What must hold before publishing: each rule refuses, and passes."""

import datetime

import pytest

from consultation.consultations import rules
from consultation.consultations.models import QuestionKind
from core import clock
from core.acts import Refused
from core.gates import check, checklist
from tests.factories.consultation import ConsultationFactory, QuestionFactory, SectionFactory, a_consultation

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 8, 20)


def found(gate, consultation):
    """The sentence of a gate, empty where it passes."""
    obstacle = gate(consultation, ON)
    return obstacle.message if obstacle else ""


def test_a_complete_draft_passes_every_gate():
    draft = a_consultation(published_at=None)
    assert [line.state for line in checklist(rules.TO_PUBLISH, draft, ON)] == ["done"] * 8


def test_it_says_what_it_is_about():
    draft = ConsultationFactory(summary=" ")
    assert found(rules.it_says_what_it_is_about, draft) == "Write a summary, or add a section of the document."
    with_section = ConsultationFactory(summary="")
    SectionFactory(consultation=with_section)
    assert found(rules.it_says_what_it_is_about, with_section) == ""


def test_something_is_asked():
    draft = ConsultationFactory()
    assert found(rules.something_is_asked, draft) == "Add a question that takes an answer."
    QuestionFactory(consultation=draft, kind=QuestionKind.HEADING)
    assert found(rules.something_is_asked, draft) == "Add a question that takes an answer."
    QuestionFactory(consultation=draft)
    assert found(rules.something_is_asked, draft) == ""


def test_every_question_can_be_answered():
    draft = ConsultationFactory()
    heading = QuestionFactory(consultation=draft, kind=QuestionKind.HEADING)
    assert found(rules.every_question_can_be_answered, draft) == "Add a part to question 1, which is a heading."
    QuestionFactory(consultation=draft, parent=heading, kind=QuestionKind.CHOOSE_ONE, choices=("Alone",))
    assert found(rules.every_question_can_be_answered, draft) == "Give question 1a at least two choices."
    other = ConsultationFactory()
    QuestionFactory(consultation=other, kind=QuestionKind.CHOOSE_ONE, choices=("One", "Two"))
    assert found(rules.every_question_can_be_answered, other) == ""


def test_it_opens_before_it_closes():
    draft = ConsultationFactory.build(pk=1, closes_on=datetime.date(2026, 8, 31), host=None, host_id=1)
    assert "not before the opening day" in found(rules.it_opens_before_it_closes, draft)
    draft.closes_on = draft.opens_on
    assert found(rules.it_opens_before_it_closes, draft) == ""


@pytest.mark.parametrize(("day", "refused"), [("2026-08-19", True), ("2026-08-20", True), ("2026-08-21", False)])
def test_there_is_time_to_answer(day, refused):
    draft = ConsultationFactory.build(pk=1, closes_on=datetime.date.fromisoformat(day), host=None, host_id=1)
    expected = "Choose a closing day after today, 20 August 2026." if refused else ""
    assert found(rules.there_is_time_to_answer, draft) == expected


@pytest.mark.parametrize("missing", ["contact_name", "contact_telephone"])
def test_somebody_can_be_asked(missing):
    draft = ConsultationFactory(**{missing: ""})
    assert "name and the telephone number" in found(rules.somebody_can_be_asked, draft)


def test_all_that_is_missing_is_said_at_once():
    draft = ConsultationFactory(summary="", contact_name="", shorter_reason=" ", closes_on=ON, opens_on=ON)
    with pytest.raises(Refused) as refusal:
        check(rules.TO_PUBLISH, draft, ON)
    assert refusal.value.messages == [
        "Write a summary, or add a section of the document.",
        "Add a question that takes an answer.",
        "Choose a closing day after today, 20 August 2026.",
        "It lasts 0 weeks, shorter than the rule of 12 weeks. "
        "Choose a later closing day, or give the reason: it is printed.",
        "Add the name and the telephone number of somebody whom people can ask.",
    ]


def test_questions_are_numbered_by_their_order():
    assert rules.numbers([(7, []), (9, [11, 10]), (3, [])]) == {7: "1", 9: "2", 11: "2a", 10: "2b", 3: "3"}


@pytest.mark.parametrize(
    ("item", "up", "order"),
    [(2, True, [2, 1, 3]), (2, False, [1, 3, 2]), (1, True, [1, 2, 3]), (3, False, [1, 2, 3])],
)
def test_moving_stops_at_the_ends(item, up, order):
    assert rules.moved([1, 2, 3], item, up=up) == order


def test_the_closing_is_the_end_of_the_day_in_london():
    consultation = ConsultationFactory(
        published=True, closes_on=datetime.date(2026, 7, 31), opens_on=ON.replace(month=1)
    )
    last = datetime.datetime(2026, 7, 31, 22, 59, 59, tzinfo=datetime.UTC)
    assert rules.refuse_sentence(consultation, last) == ""
    assert not rules.is_late(consultation, last)
    assert rules.is_late(consultation, last + datetime.timedelta(seconds=1))
    assert clock.end_of(consultation.closes_on) == consultation.closes_at
