"""Somebody else was quicker, and what was typed meanwhile stays on the page that says so."""

import datetime

import pytest
from django.urls import reverse

from consultation.consultations import actions, text_actions
from consultation.consultations.forms import of_question
from consultation.consultations.models import Consultation, Extension, Question, QuestionKind
from core import clock
from tests.consultation.pages import boxes, words
from tests.factories.consultation import CLOSES, DURING, OPENS, QuestionFactory, SectionFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
TYPED = "What I wrote for half an hour."
DETAILS = {"who_may_answer": "organisations", "shorter_reason": "The budget is set in December."} | {
    f"{name}_{part}": getattr(value, part)
    for name, value in (("opens_on", OPENS), ("closes_on", CLOSES))
    for part in ("day", "month", "year")
}


@pytest.fixture
def colleague(host):
    return make_actor("commissioner", organisation=host)


def opened(actor, name, consultation, *more):
    """A page that somebody has open: to post it later, with what they type."""
    client, where = signed_in(actor), reverse(name, args=[consultation.pk, *more])
    shown = boxes(client.get(where))
    return lambda **typed: client.post(where, shown | typed, follow=True)


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("consultation_edit", "summary"),
        ("section_add", "text"),
        ("section_edit", "text"),
        ("question_add", "text"),
        ("question_edit", "help_text"),
    ],
)
def test_it_was_published_while_somebody_wrote(draft, commissioner, colleague, name, box):
    section = SectionFactory(consultation=draft, text="As it was.")
    more = {"section_edit": [section.pk], "question_edit": [draft.questions.get(key="q1").pk]}.get(name, [])
    post = opened(commissioner, name, draft, *more)
    third = make_actor("secretariat")
    actions.publish_consultation(by=third, consultation=actions.propose_consultation(by=colleague, consultation=draft))
    typed = DETAILS | {"title": "A title", "text": "A question?", "kind": "long_text", box: TYPED}
    page = post(**typed)
    assert page.status_code in (409, 422)
    assert TYPED in words(page)
    if name == "consultation_edit":  # they see what it says now, and could save all the same
        page = post(**typed, version=Consultation.objects.get(pk=draft.pk).version)
        assert (page.status_code, TYPED in words(page)) == (422, True)
    assert "This consultation is published, so its document and questions stay as they are" in words(page)
    draft.refresh_from_db()
    assert (draft.summary, draft.sections.get().text, draft.questions.count()) == (
        "What we mean to do.",
        "As it was.",
        4,
    )


def test_it_was_withdrawn_while_somebody_gave_more_time(consultation, commissioner, colleague):
    post = opened(commissioner, "consultation_extend", consultation)
    actions.withdraw_consultation(by=colleague, consultation=consultation, reason="Section 2 was wrong.")
    typed = {"closes_on_day": 4, "closes_on_month": 12, "closes_on_year": 2026, "reason": TYPED}
    page = post(**typed)
    assert (page.status_code, TYPED in words(page)) == (409, True)
    page = post(**typed, version=consultation.version + 1)
    assert page.status_code == 422
    assert "This consultation has been withdrawn. It stays as it was." in words(page)
    assert TYPED in words(page)
    assert Extension.objects.count() == 0


def test_a_question_was_withdrawn_while_somebody_corrected_it(consultation, commissioner, colleague):
    question = consultation.questions.get(key="q1")
    post = opened(commissioner, "question_correct", consultation, question.pk)
    text_actions.withdraw_question(by=colleague, question=question, reason="Decided.")
    page = post(text=TYPED, reason="A slip.")
    assert page.status_code == 422
    assert "Question 1 has been withdrawn. It stays as it was." in words(page)
    assert TYPED in words(page)


def test_a_question_was_removed_while_somebody_wrote_it(draft, commissioner, colleague):
    question = draft.questions.get(key="q1")
    post = opened(commissioner, "question_edit", draft, question.pk)
    text_actions.remove_question(by=colleague, question=question)
    page = post(text=TYPED)
    assert (page.status_code, TYPED in words(page)) == (404, True)


def test_nobody_publishes_what_was_changed_since_they_read_it(draft, commissioner, colleague):
    actions.propose_consultation(by=commissioner, consultation=draft)
    post = opened(colleague, "consultation_publish", draft)
    text_actions.add_section(by=commissioner, consultation=draft, title="Late thoughts")
    draft.refresh_from_db()
    with clock.at(DURING + datetime.timedelta(hours=1)):
        ready = actions.propose_consultation(by=commissioner, consultation=draft)
        page = post()
    draft.refresh_from_db()
    assert (page.status_code, draft.published_at) == (409, None)
    assert (
        "Somebody else changed this while you had it open Read what it says now. If you still agree, press the button "
        "again."
    ) in words(page)
    assert "said at midday on 10 October 2026 that it is ready. Read it as others will see it" in words(page)
    assert post(version=ready.version).status_code == 200
    draft.refresh_from_db()
    assert draft.published_by_id == colleague.user_id


def test_two_people_who_change_one_question_see_both(draft, commissioner, colleague):
    question = draft.questions.get(key="q1")
    post = opened(commissioner, "question_edit", draft, question.pk)
    opened(colleague, "question_edit", draft, question.pk)(text="Theirs?", kind="choose_one", choices="Now\nLater")
    page = post(text=TYPED, kind="long_text")
    assert page.status_code == 409
    assert TYPED in words(page)
    assert "Theirs?" in words(page)
    assert "Now, Later" in words(page)
    question.refresh_from_db()
    assert (question.text, question.kind) == ("Theirs?", QuestionKind.CHOOSE_ONE)


def test_what_goes_with_a_question_is_said_before(consultation, commissioner):
    client = signed_in(commissioner)

    def said(key):
        question = consultation.questions.get(key=key)
        return words(client.get(reverse("question_withdraw", args=[consultation.pk, question.pk])))

    heading = "It is the last part of question 2, which goes with it."
    assert "Its parts go with it." in said("q2")
    assert heading not in said("q2a")
    text_actions.withdraw_question(by=commissioner, question=consultation.questions.get(key="q2a"), reason="Decided.")
    assert heading in said("q2b")
    assert heading not in said("q1")


def test_saving_what_was_not_changed_or_moving_what_stays_leaves_it_ready(draft, commissioner):
    section = SectionFactory(consultation=draft)
    ready = actions.propose_consultation(by=commissioner, consultation=draft)
    first = draft.questions.get(key="q1")
    opened(commissioner, "section_edit", draft, section.pk)(title=section.title, text=section.text)
    for question in (first, draft.questions.get(key="q2b")):
        same = {name: value for name, value in of_question(question).items() if value}
        assert opened(commissioner, "question_edit", draft, question.pk)(**same).status_code == 200
    text_actions.move_question(by=commissioner, question=first, up=True)
    text_actions.move_section(by=commissioner, section=section, up=False)
    ready.refresh_from_db()
    assert ready.proposed_by_id == commissioner.user_id
    assert Question.objects.get(pk=first.pk).version == 1
    text_actions.move_question(by=commissioner, question=first, up=False)
    ready.refresh_from_db()
    assert ready.proposed_at is None


def test_a_heading_among_very_many_questions_takes_its_parts(host, commissioner):
    draft = Consultation.objects.get(
        pk=QuestionFactory(kind=QuestionKind.HEADING, consultation__host=host).consultation_id
    )
    kind = QuestionKind.LONG_TEXT
    Question.objects.bulk_create(
        [
            Question(consultation=draft, key=f"q{n}", number=str(n), position=n, kind=kind, text="?")
            for n in range(2, 201)
        ]
    )
    heading = draft.questions.get(key="q1")
    made = text_actions.add_question(by=commissioner, consultation=draft, kind=kind, text="And?", parent=heading)
    assert made.number == "1a"
