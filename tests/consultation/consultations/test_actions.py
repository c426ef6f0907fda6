"""Writing a consultation, publishing and withdrawing it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.consultations import actions, text_actions
from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, Question, QuestionKind, State
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.trail.models import Event
from tests.factories.consultation import CLOSED, CLOSES, OPENS, a_consultation
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DETAILS = {"title": "Support for carers", "opens_on": OPENS, "closes_on": CLOSES}


@pytest.fixture
def begun(commissioner, host):
    return actions.create_consultation(by=commissioner, host=host, **DETAILS)


def ask(by, consultation, text, **fields):
    return text_actions.add_question(
        by=by, consultation=consultation, text=text, **{"kind": QuestionKind.LONG_TEXT, **fields}
    )


def tree(consultation):
    """(number, key, words) of every question, in order."""
    return list(consultation.questions.order_by("position").values_list("number", "key", "text"))


def test_a_commissioner_begins_one_for_their_own_organisation(begun, host):
    assert (begun.host, begun.state, begun.reference[:4]) == (host, State.DRAFT, "CON-")
    assert (begun.opens_at, begun.closes_at) == (clock.start_of(OPENS), CLOSED)
    assert list(Consultation.objects.matching("5cn carers")) == [begun]
    assert Event.objects.of(begun).get().detail["title"] == "Support for carers"


def test_a_commissioner_cannot_begin_one_for_another_organisation(commissioner):
    with pytest.raises(NotVisible):
        actions.create_consultation(by=commissioner, host=PublicBodyFactory(), **DETAILS)


def test_the_secretariat_begins_one_for_any(secretariat, host):
    assert actions.create_consultation(by=secretariat, host=host, **DETAILS).host == host


@pytest.mark.parametrize("role", ["visitor", "member", "approver", "administrator", "analyst", "auditor"])
def test_nobody_else_begins_one(role, host):
    with pytest.raises((PermissionDenied, NotVisible)):
        actions.create_consultation(by=make_actor(role), host=host, **DETAILS)
    assert Consultation.objects.count() == 0


def test_a_closing_day_before_the_opening_day_is_refused(commissioner, host):
    with pytest.raises(ValidationError) as refusal:
        actions.create_consultation(by=commissioner, host=host, title="x", opens_on=CLOSES, closes_on=OPENS)
    assert refusal.value.message_dict == {"closes_on": ["The closing day must not be before the opening day."]}


def test_two_people_who_edit_at_once_conflict(commissioner, begun):
    actions.edit_consultation(by=commissioner, consultation=begun, version=1, title="First")
    with pytest.raises(Conflict) as conflict:
        actions.edit_consultation(by=commissioner, consultation=begun, version=1, title="Second")
    assert conflict.value.current.title == "First"


def test_sections_are_numbered_moved_and_removed(commissioner, begun):
    one, two, three = (
        text_actions.add_section(by=commissioner, consultation=begun, title=title) for title in ("One", "Two", "Three")
    )
    text_actions.move_section(by=commissioner, section=three, up=True)
    text_actions.remove_section(by=commissioner, section=one)
    assert list(begun.sections.values_list("number", "title")) == [(1, "Three"), (2, "Two")]
    two.refresh_from_db()
    text_actions.edit_section(by=commissioner, section=two, version=two.version, title="Deux", text="x" * 5000)
    assert list(begun.sections.values_list("title", flat=True)) == ["Three", "Deux"]
    with pytest.raises(Conflict):
        text_actions.edit_section(by=commissioner, section=two, version=1, title="Zwei", text="")
    assert Event.objects.of(begun).first().detail == {"section": 2, "title": ["Two", "Deux"], "text": "changed"}


def test_questions_stand_in_a_tree_with_numbers_and_keys(commissioner, begun):
    ask(commissioner, begun, "First")
    heading = ask(commissioner, begun, "Breaks", kind=QuestionKind.HEADING)
    ask(commissioner, begun, "How long?", parent=heading)
    ask(commissioner, begun, "Where?", parent=heading, kind=QuestionKind.CHOOSE_ONE, choices=["Here", "There"])
    ask(commissioner, begun, "Last", kind=QuestionKind.YES_NO)
    assert tree(begun) == [
        ("1", "q1", "First"),
        ("2", "q2", "Breaks"),
        ("2a", "q2a", "How long?"),
        ("2b", "q2b", "Where?"),
        ("3", "q3", "Last"),
    ]


def test_moving_and_removing_number_them_anew(commissioner, begun):
    ask(commissioner, begun, "First")
    heading = ask(commissioner, begun, "Breaks", kind=QuestionKind.HEADING)
    ask(commissioner, begun, "How long?", parent=heading)
    where = ask(commissioner, begun, "Where?", parent=heading)
    text_actions.move_question(by=commissioner, question=heading, up=True)
    text_actions.move_question(by=commissioner, question=where, up=True)
    assert [row[0::2] for row in tree(begun)] == [
        ("1", "Breaks"), ("1a", "Where?"), ("1b", "How long?"), ("2", "First"),
    ]  # fmt: skip
    text_actions.remove_question(by=commissioner, question=heading)
    assert tree(begun) == [("1", "q1", "First")]


def test_the_definition_is_read_anew_after_every_change(commissioner, begun):
    first = ask(commissioner, begun, "First")
    begun.refresh_from_db()
    assert [each.text for each in definition_of(begun).questions] == ["First"]
    text_actions.edit_question(by=commissioner, question=first, version=1, kind=QuestionKind.YES_NO, text="First?")
    begun.refresh_from_db()
    assert [(each.text, each.kind) for each in definition_of(begun).questions] == [("First?", "yes_no")]


def test_a_part_has_no_parts_and_only_a_heading_has_any(commissioner, begun):
    heading = ask(commissioner, begun, "Breaks", kind=QuestionKind.HEADING)
    part = ask(commissioner, begun, "How long?", parent=heading)
    with pytest.raises(Refused, match="cannot have parts of its own"):
        ask(commissioner, begun, "Deeper", parent=heading, kind=QuestionKind.HEADING)
    with pytest.raises(Refused, match="Only a question that is a heading"):
        ask(commissioner, begun, "Deeper", parent=part)
    with pytest.raises(Refused, match="has parts. Remove them first"):
        text_actions.edit_question(
            by=commissioner, question=heading, version=1, kind=QuestionKind.YES_NO, text="Breaks?"
        )


def test_a_question_is_about_a_section_of_its_own_document(commissioner, begun, host):
    other = actions.create_consultation(by=commissioner, host=host, **DETAILS)
    section = text_actions.add_section(by=commissioner, consultation=other, title="Elsewhere")
    with pytest.raises(ValidationError) as refusal:
        ask(commissioner, begun, "First", section=section)
    assert refusal.value.message_dict == {"section": ["Choose a section of this document."]}


def test_publishing_is_refused_with_all_that_is_missing(commissioner, begun):
    with pytest.raises(Refused) as refusal:
        actions.publish_consultation(by=commissioner, consultation=begun)
    assert refusal.value.messages == [
        "Write a summary, or add a section of the document.",
        "Add a question that takes an answer.",
        "It lasts 5.9 weeks, shorter than the rule of 12 weeks. "
        "Choose a later closing day, or give the reason: it is printed.",
        "Add the name and the telephone number of somebody whom people can ask.",
    ]
    begun.refresh_from_db()
    assert begun.state == State.DRAFT


def test_publishing_takes_a_second_person_and_locks_the_text(commissioner, draft, host):
    colleague = make_actor("commissioner", organisation=host)
    with pytest.raises(Refused, match="Somebody has to say that it is ready first"):
        actions.publish_consultation(by=colleague, consultation=draft)
    actions.propose_consultation(by=commissioner, consultation=draft)
    with pytest.raises(Refused, match="You said yourself that it is ready"):
        actions.publish_consultation(by=commissioner, consultation=draft)
    actions.publish_consultation(by=colleague, consultation=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.proposed_by_id) == (State.OPEN, commissioner.user_id)
    assert draft.published_by_id == colleague.user_id
    question = draft.questions.get(key="q1")
    for act in (
        lambda: ask(commissioner, draft, "Late"),
        lambda: text_actions.remove_question(by=commissioner, question=question),
        lambda: text_actions.move_question(by=commissioner, question=question, up=False),
        lambda: text_actions.add_section(by=commissioner, consultation=draft, title="Late"),
    ):
        with pytest.raises(Refused, match="stay as they are"):
            act()
    assert Question.objects.filter(consultation=draft).count() == 4


def test_after_publishing_only_the_contact_changes(commissioner, consultation):
    with pytest.raises(Refused, match=r"is published, .* Whom people can ask can be changed too\."):
        actions.edit_consultation(
            by=commissioner, consultation=consultation, version=1, title="Other", contact_telephone="01432 000 200"
        )
    actions.edit_consultation(
        by=commissioner, consultation=consultation, version=1, contact_telephone="01432 000 200",
        title="Support for carers",
    )  # fmt: skip
    consultation.refresh_from_db()
    assert (consultation.title, consultation.contact_telephone) == ("Support for carers", "01432 000 200")
    with pytest.raises(Refused, match="Keep a name and a telephone number"):
        actions.edit_consultation(by=commissioner, consultation=consultation, version=2, contact_name=" ")


def test_withdrawing_needs_a_reason_and_is_for_good(commissioner, consultation):
    with pytest.raises(ValidationError) as refusal:
        actions.withdraw_consultation(by=commissioner, consultation=consultation, reason="  ")
    assert list(refusal.value.message_dict) == ["reason"]
    actions.withdraw_consultation(by=commissioner, consultation=consultation, reason="Section 2 was wrong.")
    consultation.refresh_from_db()
    assert (consultation.state, consultation.withdrawal_reason) == (State.WITHDRAWN, "Section 2 was wrong.")
    with pytest.raises(Refused, match="has been withdrawn"):
        actions.withdraw_consultation(by=commissioner, consultation=consultation, reason="Again")


def test_people_of_another_public_body_see_and_change_nothing_of_a_draft(draft):
    stranger = make_actor("commissioner")
    with pytest.raises(NotVisible):
        actions.publish_consultation(by=stranger, consultation=draft)
    published = a_consultation()
    with pytest.raises(PermissionDenied):
        actions.withdraw_consultation(by=stranger, consultation=published, reason="No")


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime.datetime(2026, 8, 31, 22, 59, tzinfo=datetime.UTC), State.COMING),
        (datetime.datetime(2026, 8, 31, 23, 0, tzinfo=datetime.UTC), State.OPEN),
        (datetime.datetime(2026, 11, 20, 23, 59, 59, tzinfo=datetime.UTC), State.OPEN),
        (CLOSED, State.CLOSED),
    ],
)
def test_the_state_comes_from_the_dates(consultation, moment, state):
    assert consultation.state_at(moment) == state
    assert [each for each in State if consultation in Consultation.objects.in_state(each, moment)] == [state]
