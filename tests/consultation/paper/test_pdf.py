"""The document and all the questions as a PDF: made when it is published, and again whenever it changes."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from consultation.consultations import actions, text_actions
from consultation.paper import printing
from core import clock
from core.files.models import StoredFile
from core.work.actions import run_row
from core.work.models import WorkRow
from core.work.testing import run_all
from tests.consultation.pages import words
from tests.factories.consultation import CLOSES, SectionFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db


def pdf_page(consultation):
    return Client().get(reverse("consultation_pdf", args=[consultation.pk]))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def published(draft, commissioner, host):
    SectionFactory(consultation=draft, title="Why", text="For **carers**.")
    actions.propose_consultation(by=commissioner, consultation=draft)
    colleague = make_actor("commissioner", organisation=host)
    return actions.publish_consultation(by=colleague, consultation=draft)


def test_publishing_asks_for_it_and_until_then_the_page_says_what_to_take(published):
    assert WorkRow.objects.get(kind="paper").args == {"consultation": published.pk}
    text = words(pdf_page(published))
    assert "The PDF is not ready yet It is made anew whenever the consultation changes." in text
    assert "All the questions as a Word document" in text
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in text


@pytest.mark.pdf
def test_it_is_made_once_and_given_to_everybody(published):
    run_all()
    assert WorkRow.objects.get(kind="paper").state == "done"
    found = pdf_page(published)
    content = b"".join(found.streaming_content)
    assert found["Content-Disposition"] == f'attachment; filename="{published.reference}.pdf"'
    reader = PdfReader(io.BytesIO(content))
    assert (reader.metadata.title, reader.trailer["/Root"]["/Lang"]) == ("Market days", "en-GB")
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for sentence in (
        "Open until 11:59pm on 20 November 2026",
        f"Open for 5.9 weeks, shorter than the rule of 12 weeks ({published.standard.source}).",
        "The reason for its length: The budget is set in December.",
        "Telephone: 01432 000 100",
        "1. Why For carers.",
        "Name of your organisation",
        "2b. What about 2b? Tick one.",
        "May your answer be published with the results?",
        "By post: ring 01432 000 100 for the address.",
    ):
        assert sentence in text
    loose = [number for number, each in enumerate(reader.pages, 1) if published.reference not in each.extract_text()]
    assert loose == [], "a sheet that was sent back loose says of which form it is"
    made = printing.make_pdf(published)
    assert StoredFile.objects.get() == made
    assert made.kept_until.year >= CLOSES.year + 6


@pytest.mark.pdf
def test_a_change_has_it_made_anew_and_the_old_one_is_given_no_more(published, commissioner):
    run_all()
    text_actions.correct_question(
        by=commissioner, question=published.questions.get(key="q1"), text="What of it?", reason="A slip."
    )
    assert "not ready yet" in words(pdf_page(published))
    run_all()
    reader = PdfReader(io.BytesIO(b"".join(pdf_page(published).streaming_content)))
    assert "What of it?" in "".join(page.extract_text() for page in reader.pages)
    assert WorkRow.objects.filter(kind="paper", state="done").count() == 2


@pytest.mark.parametrize("act", ["contact", "time", "question"])
def test_every_change_of_what_is_published_asks_for_it(act, consultation, commissioner):
    if act == "contact":
        actions.edit_consultation(by=commissioner, consultation=consultation, version=1, contact_name="Sam Lee")
    elif act == "time":
        later = CLOSES.replace(month=12)
        actions.extend_consultation(by=commissioner, consultation=consultation, closes_on=later, reason="Late post.")
    else:
        question = consultation.questions.get(key="q1")
        text_actions.withdraw_question(by=commissioner, question=question, reason="Decided.")
    assert WorkRow.objects.filter(kind="paper").count() == 1


def test_a_draft_has_none_though_it_was_asked_for(published, commissioner):
    actions.unpublish_consultation(by=commissioner, consultation=published, reason="A page is missing.")
    run_all()
    row = WorkRow.objects.get(kind="paper")
    assert (row.state, row.result["text"]) == ("done", "It is a draft again, so nothing was made")
    assert not StoredFile.objects.exists()


def test_changes_of_a_draft_ask_for_nothing(draft, commissioner):
    text_actions.add_section(by=commissioner, consultation=draft, title="Why")
    actions.edit_consultation(by=commissioner, consultation=draft, version=1, title="Other")
    assert not WorkRow.objects.filter(kind="paper").exists()


@pytest.mark.pdf
def test_what_is_missing_is_made_in_the_night_also_when_every_form_changes(published, monkeypatch):
    def in_the_night() -> str:
        row = WorkRow.objects.create(kind="print_missing", channel="schedule", created_at=clock.true_now())
        run_row(row.pk)
        row.refresh_from_db()
        return row.result["text"]

    assert [in_the_night(), in_the_night()] == ["1 PDF made", "0 PDFs made"]
    monkeypatch.setattr(printing, "LAYOUT", printing.LAYOUT + 1)
    assert printing.pdf_of(published) is None
    assert in_the_night() == "1 PDF made"
    assert b"".join(pdf_page(published).streaming_content).startswith(b"%PDF")
