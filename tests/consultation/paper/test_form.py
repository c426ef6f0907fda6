"""All the questions as a Word document: a form with named fields and real headings, that nothing typed can break."""

import datetime
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from lxml import etree

from consultation.consultations import text_actions
from consultation.consultations.models import Consultation
from core.files.kinds import judge
from tests.factories.consultation import (
    ConsultationFactory,
    ExtensionFactory,
    QuestionFactory,
    SectionFactory,
    a_consultation,
    of_every_kind,
)
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def form_of(consultation, client=None):
    return (client or Client()).get(reverse("consultation_form", args=[consultation.pk]))


def opened(consultation):
    return Document(io.BytesIO(form_of(consultation).content))


def lines(document) -> list[str]:
    """Its paragraphs with what stands in their fields."""
    texts = ("".join(each.text or "" for each in line.iter(f"{W}t")) for line in document.element.body.iter(f"{W}p"))
    return [text for text in texts if text]


def fields(document) -> dict[str, tuple[str, str]]:
    """Tag -> (what it is called, what kind of field)."""
    found = {}
    for about in document.element.iter(f"{W}sdtPr"):
        kind = next(
            name for name, tag in (("tick", f"{W14}checkbox"), ("date", f"{W}date"), ("text", f"{W}text"))
            if about.find(tag) is not None
        )  # fmt: skip
        found[about.find(f"{W}tag").get(f"{W}val")] = (about.find(f"{W}alias").get(f"{W}val"), kind)
    return found


def headings(document) -> list[tuple[int, str]]:
    return [
        (int(line.style.name.split()[-1]), line.text)
        for line in document.paragraphs
        if line.style.name.startswith("Heading ")
    ]


def test_every_kind_of_question_has_its_field(host):
    asked = of_every_kind(host=host, who_may_answer="everybody")
    found = fields(opened(asked))
    assert {key: value for key, value in found.items() if key.startswith("q")} == {
        "q1": ("Answer to question 1", "text"),
        "q2a.yes": ("Question 2a: Yes", "tick"),
        "q2a.no": ("Question 2a: No", "tick"),
        "q2a": ("Reasons for question 2a", "text"),
        "q2b.c1": ("Question 2b: Now", "tick"),
        "q2b.c2": ("Question 2b: Later", "tick"),
        "q2b.c3": ("Question 2b: Never", "tick"),
        "q2c.c1": ("Question 2c: Day", "tick"),
        "q2c.c2": ("Question 2c: Night", "tick"),
        "q2c.c3": ("Question 2c: Weekend", "tick"),
        "q3": ("Answer to question 3", "text"),
        "q4": ("Answer to question 4", "date"),
        "q5": ("Answer to question 5", "text"),
    }
    assert {key for key in found if not key.startswith("q")} == {
        "answers_as.organisation", "answers_as.individual", "organisation", "charity_number", "person", "email",
        "telephone", "consent.with_name", "consent.without_name", "consent.not_at_all",
    }  # fmt: skip


def test_where_only_organisations_answer_nobody_is_asked_as_what(consultation):
    assert "answers_as.individual" not in fields(opened(consultation))


def test_headings_are_real_and_in_order(consultation):
    found = opened(consultation)
    assert headings(found) == [
        (1, "Support for carers"),
        (2, "Who to ask"),
        (2, "About you"),
        (2, "Questions"),
        (3, "1. What about 1?"),
        (3, "2. What about 2?"),
        (4, "2a. What about 2a?"),
        (4, "2b. What about 2b?"),
        (2, "May your answer be published with the results?"),
        (2, "How to send it back"),
    ]
    assert found.tables == []


def test_it_says_what_it_is_for_whom_until_when_and_whom_to_ask(host):
    asked = a_consultation(
        host=host, title="Support for carers", contact_email="ruth@example.org", summary="What we mean.\n\nIn short."
    )
    host.address, host.postcode = "Belmont Abbey\nHereford", "HR2 9RP"
    host.save()
    ExtensionFactory(consultation=asked)
    section = SectionFactory(consultation=asked, title="Breaks")
    QuestionFactory(consultation=asked, section=section, help_text="Think of last year.")
    found = lines(opened(asked))
    for line in (
        f"Herefordshire Primary Care Trust asks. Open until 11:59pm on 20 November 2026. Reference: {asked.reference}",
        "It opened on 1 September 2026. Open for 11.4 weeks, shorter than the rule of 12 weeks.",
        "The reason for its length: The budget is set in December.",
        "It was to close on 20 November 2026. More time was given because: The document came late by post.",
        "What we mean.",
        "In short.",
        f"The document that the questions are about can be read at http://127.0.0.1:8000{asked.get_absolute_url()}",
        "Organisations may answer, with an account here or without one.",
        "Ruth Vale, Herefordshire Primary Care Trust, 01432 000 100, ruth@example.org",
        "Think of last year.",
        "About section 1 of the document, 'Breaks'.",
        "By e-mail: attach this form, or write your answers, to ruth@example.org.",
        "By post: to Ruth Vale, Herefordshire Primary Care Trust, Belmont Abbey, Hereford, HR2 9RP.",
        f"On the website: http://127.0.0.1:8000{asked.get_absolute_url()}",
        "A letter is as good as this form. You need not answer every question.",
    ):
        assert line in found
    assert any(line.startswith("Answers are taken until 11:59pm on 20 November 2026.") for line in found)


def test_a_question_stays_with_its_answer_and_not_with_the_next_question(host):
    asked = of_every_kind(host=host)
    QuestionFactory(consultation=asked, help_text="Think of last year.", kind="choose_one", choices=("Now", "Later"))
    found = {"".join(each.text or "" for each in line._p.iter(f"{W}t")): line for line in opened(asked).paragraphs}
    kept = {text: bool(line.paragraph_format.keep_with_next) for text, line in found.items()}
    assert [kept[each] for each in ("Think of last year.", "Tick one.", "\u2610 Now", "\u2610 Later")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [kept[each] for each in ("\u2610 Yes", "\u2610 No", "Why?")] == [True] * 3


def test_without_a_document_it_says_of_none(consultation):
    assert not any("can be read at" in line for line in lines(opened(consultation)))


def test_without_an_address_the_telephone_tells_it(consultation):
    found = lines(opened(consultation))
    assert "By post: ring 01432 000 100 for the address." in found
    assert not any(line.startswith("By e-mail") for line in found)


def test_it_is_in_british_english_with_its_title_and_its_host(consultation):
    document = opened(consultation)
    about = document.core_properties
    assert (about.title, about.language) == ("Support for carers", "en-GB")
    assert about.author == "Herefordshire Primary Care Trust"
    language = document.styles["Normal"].element.rPr.find(f"{W}lang")
    assert language.get(f"{W}val") == "en-GB"
    for level in (1, 2, 3, 4):
        assert document.styles[f"Heading {level}"].font.name == "Arial"
    assert document.styles["Normal"].font.size.pt == 12


def test_a_month_that_cannot_be_judged_says_so(host):
    asked = a_consultation(
        host=host, opens_on=datetime.date(2003, 8, 1), opens_month_only=True, closes_on=datetime.date(2003, 11, 20)
    )
    assert (
        "It opened in August 2003. Open for between 11.6 and 15.9 weeks; whether that keeps "
        "the rule of 12 weeks cannot be determined." in lines(opened(asked))
    )


def test_a_withdrawn_question_keeps_its_place_and_has_no_field(consultation, commissioner):
    text_actions.withdraw_question(by=commissioner, question=consultation.questions.get(key="q2b"), reason="Decided.")
    consultation.refresh_from_db()
    found = opened(consultation)
    assert (4, "2b. This question is not asked any more") in headings(found)
    assert "The reason: Decided." in lines(found)
    assert not any(tag.startswith("q2b") for tag in fields(found))


BAD = "a\x0bb\x0cc\x1fd\ufffee]]></w:t>&amp;<b>\U0001f600 \u202e"


def test_text_that_xml_cannot_hold_does_not_break_it(host):
    asked = ConsultationFactory(host=host, title=BAD[:60], summary=BAD, published=True, shorter_reason=BAD)
    ExtensionFactory(consultation=asked, reason=BAD)
    section = SectionFactory(consultation=asked, title=BAD)
    heading = QuestionFactory(consultation=asked, kind="heading", text=BAD, help_text=BAD, section=section)
    QuestionFactory(consultation=asked, parent=heading, kind="choose_many", text=BAD, choices=(BAD, f"{BAD}2"))
    Consultation.objects.filter(pk=asked.pk).update(contact_name=BAD, contact_telephone=BAD[:30])
    content = form_of(asked).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    text = lines(Document(io.BytesIO(content)))
    assert any(line.startswith("a b c d e]]></w:t>&amp;<b>\U0001f600") for line in text)
    assert judge(io.BytesIO(content), "form.docx").ending == "docx"


def test_numbers_of_fields_are_given_once_and_tags_fit(host):
    asked = of_every_kind(host=host)
    document = opened(asked)
    numbers = [each.get(f"{W}val") for each in document.element.iter(f"{W}id") if each.getparent().tag == f"{W}sdtPr"]
    assert len(set(numbers)) == len(numbers) == len(fields(document))


def test_parts_of_a_field_stand_in_the_order_word_asks_for(consultation):
    order = ["alias", "tag", "id", "showingPlcHdr", "text", "date", "checkbox"]
    document = opened(consultation)
    for about in document.element.iter(f"{W}sdtPr"):
        names = [etree.QName(each).localname for each in about]
        assert names == sorted(names, key=order.index)
    boxes = [each for each in document.element.iter(f"{W}pPr") if each.find(f"{W}pBdr") is not None]
    assert len(boxes) == 7
    for about in boxes:
        names = [etree.QName(each).localname for each in about]
        assert "keepLines" in names  # a box is on one page
        assert names.index("pBdr") < names.index("spacing")


def test_it_is_saved_under_its_reference_and_runs_nothing(consultation):
    found = form_of(consultation)
    assert found["Content-Disposition"] == f'attachment; filename="{consultation.reference}-form.docx"'
    assert found["X-Content-Type-Options"] == "nosniff"
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        assert not [name for name in archive.namelist() if re.search(r"vba|macro|external", name, re.IGNORECASE)]


def test_the_form_of_a_draft_is_for_its_authors(draft, commissioner):
    assert form_of(draft).status_code == 404
    assert form_of(draft, signed_in(commissioner)).status_code == 200
    assert form_of(draft, signed_in(make_actor("commissioner"))).status_code == 404


@pytest.mark.parametrize("parts", [2, 20])
def test_it_costs_a_visitor_two_statements(parts):
    asked = ConsultationFactory(published=True)
    for _ in range(parts):
        QuestionFactory(consultation=asked, kind="choose_one", choices=("One", "Two"))
    form_of(asked)
    with CaptureQueriesContext(connection) as found:
        form_of(asked)
    assert len(found) == 2
