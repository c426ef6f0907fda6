"""The same figures, worked out by hand, in all five forms of the report."""

import csv
import datetime
import io
import math
import uuid

import openpyxl
import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from core.pages.words import cut
from core.reports.models import ReportRun
from core.work.testing import run_all
from tests.consultation.pages import words
from tests.consultation.results.small import AFTER, BEFORE, TABLES
from tests.core.reports.reading import Page

pytestmark = pytest.mark.django_db
REPORT = "consultation-results"


def asked(small, **more) -> dict:
    return {"consultation": small.asked.pk, **more}


def shown(browser, small, **more):
    """The report in one of the forms that come at once."""
    return browser.get(reverse("report", args=[REPORT]), asked(small, **more))


def in_words(value, heading: str) -> str:
    """A value as people read it: shares cut to a thousandth of a per cent."""
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, str):
        return value
    return f"{math.floor(value * 100_000) / 1000:g}%" if heading.startswith("Share") else f"{value:g}"


WORDS = [
    [list(headings), *([in_words(value, head) for value, head in zip(row, headings, strict=True)] for row in rows)]
    for _, headings, rows in TABLES
]
KEY_FIGURES = ["Responses that count", "Of these, letters that need not follow the questions"]


def test_the_page(browser, small):
    answer = shown(browser, small)
    assert Page(answer.content.decode()).tables == WORDS
    text = words(answer)
    assert "Responses that count 6 Of these, letters that need not follow the questions 1" in text
    assert "Closing day 20 November 2026 Time to answer" in text
    assert "n = 4 who ticked an answer. 1 more answered in words, without a tick." in text
    assert (
        "n = 3 who ticked an answer. Several could be ticked, so the shares can add up to more than the whole." in text
    )
    assert "n = 2 who ticked an answer. This question was withdrawn: It was asked before." in text
    assert "n is how many responses there are of the kind. Its wording was corrected: A slip." in text


def test_the_csv(browser, small):
    pieces = b"".join(shown(browser, small, format="csv"))
    assert pieces.startswith(b"\xef\xbb\xbfResults of a consultation\r\n")
    lines = list(csv.reader(io.StringIO(pieces.decode("utf-8-sig"), newline="")))
    for title, headings, rows in TABLES:
        start = lines.index([title])
        found = lines[start + 1 : start + 2 + len(rows)]
        assert found[0] == list(headings)
        for row, expected in zip(found[1:], rows, strict=True):
            assert [same(cell, value) for cell, value in zip(row, expected, strict=True)] == [True] * len(row), row
    assert ["Responses that count", "6"] in lines


def same(cell, value) -> bool:
    """Whether a cell of a CSV holds a value."""
    if isinstance(value, str | datetime.date):
        return cell == str(value)
    return math.isclose(float(cell), value, rel_tol=1e-12)


def test_the_workbook(browser, small):
    book = openpyxl.load_workbook(io.BytesIO(shown(browser, small, format="xlsx").content))
    assert book.sheetnames[:3] == ["About", "Key figures", "Responses by kind of respondent"]
    figures = {row[0]: row[1] for row in book["Key figures"].iter_rows(values_only=True)}
    assert [figures[each] for each in KEY_FIGURES] == [6, 1]
    sheets = book.worksheets[2:]
    assert len(sheets) == len(TABLES)
    for sheet, (_, headings, rows) in zip(sheets, TABLES, strict=True):
        head, *found = sheet.iter_rows()
        assert [cell.value for cell in head] == list(headings)
        for row, expected in zip(found, rows, strict=True):
            for cell, value, heading in zip(row, expected, headings, strict=True):
                if isinstance(value, datetime.date):
                    assert cell.value == datetime.datetime.combine(value, datetime.time())
                elif isinstance(value, str):
                    assert (cell.value, cell.data_type) == (value, "s")
                else:
                    assert cell.data_type == "n"
                    assert cell.value == pytest.approx(float(cut(value)), rel=1e-12)
                    assert (cell.number_format == "0.000%") == heading.startswith("Share")


def kept(browser, small, ending: str, **more) -> bytes:
    """A file of the report that was made and kept in the background."""
    query = "&".join(f"{name}={value}" for name, value in asked(small, **more).items())
    browser.post(f"{reverse('report_keep', args=[REPORT])}?{query}", {"once": uuid.uuid4()})
    run_all()
    run = ReportRun.objects.latest("pk")
    return b"".join(browser.get(reverse("report_file", args=[run.pk, ending])).streaming_content)


def text_of_pdf(content: bytes) -> str:
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.pdf
def test_the_pdf(browser, small):
    text = text_of_pdf(kept(browser, small, "pdf"))
    for (title, _, _), rows in zip(TABLES, WORDS, strict=True):
        after = text[text.index(title) :]
        for row in rows:
            assert " ".join(row) in after, (title, row)
            after = after[after.index(" ".join(row)) + len(" ".join(row)) :]
    assert "Responses that count 6" in text


def test_the_word_document(browser, small):
    document = Document(io.BytesIO(kept(browser, small, "docx")))
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == WORDS
    assert "Responses that count: 6" in [each.text for each in document.paragraphs]
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings[:2] == [("Heading 1", "Who answered"), ("Heading 2", "Key figures")]
    titles = [title for title, _, _ in TABLES]
    assert [text for style, text in headings if style == "Heading 2"][1:] == titles
    assert len(document.inline_shapes) == 5


@pytest.mark.parametrize("form", ["page", "csv", "docx"])
def test_all_answers_in_words_can_be_asked_for(browser, small, form):
    if form == "page":
        found = Page(shown(browser, small, in_words="on").content.decode()).tables
    elif form == "csv":
        found = [list(csv.reader(io.StringIO(b"".join(shown(browser, small, in_words="on", format="csv")).decode())))]
    else:
        tables = Document(io.BytesIO(kept(browser, small, "docx", in_words="on"))).tables
        found = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    rows = [row for table in found for row in table]
    formula = "'=1+1 is not enough." if form == "csv" else "=1+1 is not enough."
    start = rows.index(["Who answered", "Kind of respondent", "Ticked", "In their words"])
    assert rows[start + 1 : start + 3] == [["Ann Lee", "Individual", "", formula],
                                           ["Malvern Carers", "Registered charity", "", "We agree."]]  # fmt: skip
    start = rows.index(["Who answered", "Kind of respondent", "Ticked", "In their words"], start + 1)
    assert rows[start + 1 : start + 4] == [
        ["Ann Lee", "Individual", "", "In part."],
        ["Malvern Carers", "Registered charity", "Yes", "Because."],
        ["Ross Advice", "Registered charity", "No", "Too dear."],
    ]


def test_as_at_a_day_while_it_was_open(browser, small):
    """By the last version sent by then: Malvern's first, which said 5; the club, the call and the letter came later."""
    day = {"as_at_day": BEFORE.day, "as_at_month": BEFORE.month, "as_at_year": BEFORE.year}
    tables = Page(shown(browser, small, **day).content.decode()).tables
    assert tables[0][1:] == [
        ["Registered charity", "2", "66.666%"],
        ["Individual", "1", "33.333%"],
        ["All", "3", "100%"],
    ]
    assert tables[1][1:] == [
        ["On this site, with an account", "2", "66.666%"],
        ["On this site, without an account", "1", "33.333%"],
        ["All", "3", "100%"],
    ]
    numbers = next(each for each in tables if "Median" in each[0])
    assert numbers[1:] == [
        ["Registered charity", "2", "5", "12.75", "12.75", "20.5", "25.5"],
        ["Individual", "1", "4", "4", "4", "4", "4"],
        ["All respondents", "3", "4", "5", "9.83", "20.5", "29.5"],
    ]
    assert "had been sent by the end of 15 October 2026" in words(shown(browser, small, **day))


def test_the_day_it_is_asked_for_is_today_unless_another_is_named(browser, small):
    assert f"As at {AFTER.day} November 2026" in words(shown(browser, small))


def test_before_anybody_answered_it_says_so(browser, small):
    day = {"as_at_day": 2, "as_at_month": 10, "as_at_year": 2026}
    answer = shown(browser, small, **day)
    assert "Responses that count 0" in words(answer)
    tables = Page(answer.content.decode()).tables
    assert [["Answer", "Number", "Share"], ["Yes", "0", "nobody answered"], ["No", "0", "nobody answered"]] in tables
