"""What must hold before publishing: each rule refuses, and passes."""

import datetime

import pytest
from django.urls import reverse

from consultation.consultations import rules
from consultation.consultations.models import Extension, QuestionKind
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
    assert rules.something_is_asked(draft, ON).where == reverse("question_add", args=[draft.pk])
    QuestionFactory(consultation=draft)
    assert found(rules.something_is_asked, draft) == ""


def test_a_lone_heading_is_told_once():
    draft = ConsultationFactory()
    QuestionFactory(consultation=draft, kind=QuestionKind.HEADING)
    told = [line.obstacle.message for line in checklist(rules.TO_PUBLISH, draft, ON) if line.state == "missing"]
    assert told == ["Add a part to question 1, which is a heading."]


def test_every_question_can_be_answered():
    draft = ConsultationFactory()
    heading = QuestionFactory(consultation=draft, kind=QuestionKind.HEADING)
    assert found(rules.every_question_can_be_answered, draft) == "Add a part to question 1, which is a heading."
    where = reverse("question_part_add", args=[draft.pk, heading.pk])
    assert rules.every_question_can_be_answered(draft, ON).where == where
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


@pytest.mark.parametrize(
    ("text", "abbreviations"),
    [
        ("The NHS and the UK need no list, and neither does a PDF.", []),
        ("Each primary care trust (PCT) asks. The PCT pays.", []),
        ("PCT (primary care trust) money; the PCT pays.", []),
        ("Two primary care trusts (PCTs) ask. Each PCT pays.", []),
        ("The PCT pays. A primary care trust (PCT) is a body.", ["PCT"]),
        ("The VCS and the LSP, then the VCS again.", ["VCS", "LSP"]),
        ("PCTs pay.", ["PCT"]),
        ("Part II and part IV of the plan.", []),
        ("SUPPORT FOR CARERS\nWho cares?", []),
        ("SUPPORT FOR CARERS\nThe LSP cares.", ["LSP"]),
        ("R&D costs; O'Brien and McDonald; 5CN; HR1 2NX; Ms. A asks.", ["R&D"]),
        ("The local strategic partnership (LSP, for short)", ["LSP"]),
        ("Reference: CON-WNTL-7KDM", []),
        ("", []),
    ],
)
def test_abbreviations_are_written_out_where_they_first_stand(text, abbreviations):
    assert rules.unopened(text) == abbreviations


def test_the_gate_of_abbreviations_reads_all_that_people_read_in_its_order():
    draft = ConsultationFactory(title="Local strategic partnership (LSP) plan", summary="The LSP.")
    SectionFactory(consultation=draft, title="The VCS", text="The voluntary and community sector (VCS).")
    heading = QuestionFactory(consultation=draft, kind=QuestionKind.HEADING, text="Money", help_text="By the CCG.")
    QuestionFactory(consultation=draft, parent=heading, text="Is FCR (full cost recovery) fair?", help_text="Or SROI?")
    QuestionFactory(consultation=draft, kind=QuestionKind.CHOOSE_ONE, text="Who?", choices=("The LSP", "The ICB"))
    obstacle = rules.abbreviations_are_opened(draft, ON)
    assert obstacle.message == (
        "Write out where it first stands, as in 'primary care trust (PCT)': VCS (section 1); CCG (question 1); "
        "SROI (question 1a); ICB (question 2)."
    )
    assert obstacle.binding is False
    assert found(rules.abbreviations_are_opened, ConsultationFactory(title="Plain words")) == ""


def test_it_leads_to_where_the_abbreviation_first_stands():
    draft = ConsultationFactory(summary="The LSP.")
    section = SectionFactory(consultation=draft, text="The LSP and the VCS.")
    question = QuestionFactory(consultation=draft, text="Should the VCS pay, or the CCG?")

    def where(name, *more):
        assert rules.abbreviations_are_opened(draft, ON).where == reverse(name, args=[draft.pk, *more])

    where("consultation_edit")
    draft.summary = "The local strategic partnership (LSP)."
    where("section_edit", section.pk)
    draft.summary += " The voluntary and community sector (VCS)."
    where("question_edit", question.pk)


@pytest.mark.parametrize(
    ("opens", "source"),
    [
        (
            datetime.date(2003, 8, 28),
            "Compact code of good practice on consultation and policy appraisal, 11.1 and 11.2, until 30 July 2012",
        ),
        (datetime.date(2026, 9, 1), "The Compact of 2010, as changed in July 2012, from 31 July 2012 on"),
    ],
)
def test_each_line_of_the_checklist_names_its_own_source(opens, source):
    draft = ConsultationFactory(opens_on=opens)
    app = "Making Partnership Work (Department of Health, 2003), Appendix 2"
    assert [(line.title, line.source) for line in checklist(rules.TO_PUBLISH, draft, ON)] == [
        ("Say what it is about", app),
        ("Ask at least one question", app),
        ("Every heading has parts, and every choice has choices", ""),
        ("It opens before it closes", ""),
        ("There is time to answer", ""),
        ("It is as long as the rule asks, or says why not", source),
        ("Somebody can be asked", app),
        ("Abbreviations are written out where they first stand", ""),
    ]
    draft.standard = None
    assert rules.it_is_long_enough.check(draft, ON).source == ""


def test_what_a_withdrawn_question_says_is_not_read_any_more():
    asked = a_consultation()
    QuestionFactory(consultation=asked, text="And the LSP?", withdrawn_at=asked.published_at, withdrawal_reason="No")
    assert found(rules.abbreviations_are_opened, asked) == ""


@pytest.mark.parametrize(
    ("opens", "closes", "reason", "sentence"),
    [
        ("2026-08-20", "2026-11-12", "", ""),
        ("2026-08-20", "2026-11-11", "", "It lasts 11.9 weeks, shorter than the rule of 12 weeks. Choose a later"),
        ("2026-08-20", "2026-11-11", "The budget is set then.", ""),
        ("2026-08-20", "2026-11-11", " \n", "It lasts 11.9 weeks, shorter than the rule of 12 weeks. Choose a later"),
        (
            "2026-08-01",
            "2026-11-11",
            "",
            "It lasts 11.9 weeks, shorter",
        ),  # counted from today: it is no draft of the past
        ("2026-08-21", "2026-11-13", "", ""),
    ],
)
def test_it_is_long_enough_or_says_why_not(opens, closes, reason, sentence):
    draft = ConsultationFactory(
        opens_on=datetime.date.fromisoformat(opens),
        closes_on=datetime.date.fromisoformat(closes),
        shorter_reason=reason,
    )
    obstacle = rules.it_is_long_enough(draft, ON)
    assert (obstacle.message if obstacle else "").startswith(sentence)
    assert bool(obstacle) is bool(sentence)


@pytest.mark.parametrize(("month", "binding"), [(7, None), (8, False), (9, True)])
def test_a_month_is_refused_only_where_no_day_of_it_was_early_enough(month, binding):
    draft = ConsultationFactory(
        opens_on=datetime.date(2003, month, 1),
        opens_month_only=True,
        closes_on=datetime.date(2003, 11, 20),
        shorter_reason="",
    )
    obstacle = rules.it_is_long_enough(draft, ON)
    assert (obstacle.binding if obstacle else None) is binding
    assert rules.opening_in_words(draft) == {7: "July 2003", 8: "August 2003", 9: "September 2003"}[month]


def test_without_a_rule_no_length_is_asked():
    draft = ConsultationFactory(standard=None, closes_on=datetime.date(2026, 9, 2), shorter_reason="")
    assert found(rules.it_is_long_enough, draft) == ""


def test_a_consultation_is_judged_from_its_opening_or_its_publication_whichever_is_later():
    opened = ConsultationFactory(published=True)
    assert rules.length_of(opened, ON).in_weeks == "11.4 weeks"
    late = ConsultationFactory(published_at=clock.start_of(datetime.date(2026, 10, 2)))
    assert rules.length_of(late, ON).in_weeks == "7 weeks"


def test_days_between_closing_and_opening_again_are_counted_from_the_day_after():
    def opened_again(closed, on):
        return Extension(
            old_closes_on=datetime.date.fromisoformat(closed),
            made_at=clock.start_of(datetime.date.fromisoformat(on)),
            reopened=True,
        )

    assert rules.shut_days([opened_again("2026-11-20", "2026-11-21")]) == 0
    assert rules.shut_days([opened_again("2026-11-20", "2026-11-22")]) == 1
    assert rules.shut_days([opened_again("2026-11-20", "2026-12-04"), opened_again("2026-12-10", "2026-12-12")]) == 14
    assert rules.shut_days([Extension(old_closes_on=ON, made_at=clock.start_of(ON), reopened=False)]) == 0
