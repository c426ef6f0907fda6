"""One declaration, five forms, the same figures in each."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from pypdf import PdfReader

from core.reports.declaration import Chart, Column, Heading, Linked, Table, percent
from core.reports.docx import render_docx, widths
from core.reports.pages import render_page
from core.reports.sheets import render_csv, render_xlsx
from tests.core.reports.example import KINDS, MONEY, prepared
from tests.core.reports.reading import Page

RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
FACTS = [
    ("As at", "20 November 2003"),
    ("Kind", "Every kind"),
    ("Made for", "Ann Analyst, Analyst, Herefordshire Primary Care Trust"),
    ("Made at", "9:30am on 21 November 2003"),
]


KINDS_IN_WORDS = [["Kind", "Bodies"], ["Charity", "2"], ["Council", "1"]]
MONEY_IN_WORDS = [
    ["Body", "Grants", "Amount", "Share", "First"],
    ["=Malvern Carers' Forum", "1,200", "£1,234.50", "4.995%", "1 April 2003"],
    ["Age Concern <b>Leominster</b>", "3", "-£40", "25%", ""],
    ["Café Ross", "not measurable", "", "", "31 December 1998"],
    ["All", "1,203", "£1,194.50", "100%", ""],
]


def test_the_page_holds_the_figures_in_words():
    html = render_to_string("reports/report_print.html", render_page(prepared(), lambda spec: "data:,"))
    page = Page(html)
    assert page.tables == [KINDS_IN_WORDS, MONEY_IN_WORDS]
    assert "<script" not in html
    assert "<b>" not in html
    assert '<a href="/partners/7/">1,200</a>' in html
    assert 'alt="Bar chart of 2 values, from 1 (Council) to 2 (Charity). The table has the same figures."' in html
    assert page.pairs == [*FACTS, ("Bodies", "3"), ("Granted", "£1,194.50")]


def test_the_workbook_holds_the_figures_as_numbers_and_dates(tmp_path):
    render_xlsx(prepared(), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["About", "Key figures", "Bodies by kind", "Grants <script>by body< script>"]
    values = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert values["About"] == [
        ("Report", "Grants to <voluntary> bodies"),
        ("About", "What was granted, to whom & when."),
        *FACTS,
        ("Grants: <script>by body</script>", "Amounts are in pounds."),
    ]
    assert values["Key figures"] == [("Figure", "Value"), ("Bodies", 3), ("Granted", 1194.5)]
    assert values["Bodies by kind"] == [("Kind", "Bodies"), ("Charity", 2), ("Council", 1)]
    money = book.worksheets[3]
    assert values[money.title] == [
        ("Body", "Grants", "Amount", "Share", "First"),
        ("'=Malvern Carers' Forum", 1200, 1234.5, 0.04995, datetime.datetime(2003, 4, 1)),
        ("Age Concern <b>Leominster</b>", 3, -40, 0.25, None),
        ("Café Ross", "not measurable", None, None, datetime.datetime(1998, 12, 31)),
        ("All", 1203, 1194.5, 1, None),
    ]
    assert {cell.data_type for row in money.iter_rows() for cell in row} == {"s", "n", "d"}


def test_the_csv_of_several_tables_has_a_title_row_before_each():
    text = b"".join(render_csv(prepared())).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["Grants to <voluntary> bodies"],
        *map(list, FACTS),
        [],
        ["Key figures"],
        ["Figure", "Value"],
        ["Bodies", "3"],
        ["Granted", "1194.50"],
        [],
        ["Bodies by kind"],
        ["Kind", "Bodies"],
        ["Charity", "2"],
        ["Council", "1"],
        [],
        ["Grants: <script>by body</script>"],
        ["Body", "Grants", "Amount", "Share", "First"],
        ["'=Malvern Carers' Forum", "1200", "1234.50", "0.04995", "2003-04-01"],
        ["Age Concern <b>Leominster</b>", "3", "-40", "0.25", ""],
        ["Café Ross", "not measurable", "", "", "1998-12-31"],
        ["All", "1203", "1194.50", "1", ""],
        ["Amounts are in pounds."],
    ]


def test_the_csv_of_one_table_is_that_table_alone():
    assert b"".join(render_csv(prepared([KINDS]))) == b"\xef\xbb\xbfKind,Bodies\r\nCharity,2\r\nCouncil,1\r\n"


@pytest.mark.pdf
def test_the_pdf_is_tagged_and_holds_the_same_figures(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    from core.reports.pdf import render_pdf

    reader = PdfReader(io.BytesIO(render_pdf(prepared())))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for row in [*KINDS_IN_WORDS, *MONEY_IN_WORDS]:
        assert " ".join(" ".join(row).split()) in text
    for label, value in FACTS:
        assert f"{label} {value}" in text
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == "Grants to <voluntary> bodies"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


LONG = Table("A long list", [Column("Body"), Column("Grants", "number")], [(f"Body {n}", n) for n in range(1, 121)])


@pytest.mark.pdf
def test_a_long_table_goes_over_several_pages_each_with_its_headings(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    from core.reports.pdf import render_pdf

    reader = PdfReader(io.BytesIO(render_pdf(prepared([LONG]))))
    pages = [page.extract_text() for page in reader.pages]
    count = len(pages)
    assert count in (4, 5)
    assert ["Body Grants" in " ".join(page.split()) for page in pages] == [True] * count
    assert [f"Page {number} of {count}" in page for number, page in enumerate(pages, 1)] == [True] * count
    assert ["Concordat" in page for page in pages] == [True] * count
    assert "Body 120 120" in " ".join(pages[-1].split())
    # Each page's part is a table of its own to whoever listens, with the headings of its columns.
    kinds = tags(reader.trailer["/Root"]["/StructTreeRoot"])
    assert [kinds.count(each) for each in ("/Table", "/TR", "/TH")] == [count, 120 + count, 120 + 2 * count]


def tags(part) -> list[str]:
    """The kinds of all parts of a tagged document."""
    part = part.get_object()
    if not isinstance(part, dict):
        return []
    below = part.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    found = [str(part["/S"])] if "/S" in part else []
    for each in below if isinstance(below, list) else [below]:
        found += tags(each) if hasattr(each, "get_object") else []
    return found


@pytest.mark.pdf
def test_the_pdf_fetches_nothing(monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    import weasyprint

    from core.reports import pdf

    fetcher = pdf._only_data(weasyprint)
    for address in ("http://127.0.0.1/x.png", "https://example.org/", "file:///etc/passwd", "ftp://example.org/"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetcher.fetch(address)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document_of(sections=None):
    return Document(io.BytesIO(render_docx(prepared(sections))))


def test_the_word_document_holds_the_same_figures():
    document = document_of()
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert tables == [KINDS_IN_WORDS, MONEY_IN_WORDS]
    lines = [each.text for each in document.paragraphs]
    for label, value in [*FACTS, ("Bodies", "3"), ("Granted", "£1,194.50")]:
        assert f"{label}: {value}" in lines
    assert "Amounts are in pounds." in lines
    pictures = [each._inline.docPr for each in document.inline_shapes]
    described = "Bar chart of 2 values, from 1 (Council) to 2 (Charity). The table has the same figures."
    assert [(each.get("title"), each.get("descr")) for each in pictures] == [("Bodies, drawn", described)]


def test_the_word_document_is_one_to_edit_onward():
    """A4, one type, headings in steps, those of tables repeated, lines that are not torn, page numbers."""
    document = document_of([Heading("Grants"), Chart.of_bars("Drawn", KINDS), Heading("All"), MONEY])
    page = document.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Head")]
    assert headings == [
        ("Heading 1", "Grants"),
        ("Heading 2", "Drawn"),
        ("Heading 1", "All"),
        ("Heading 2", "Grants: <script>by body</script>"),
    ]
    for table in document.tables:
        marked = [row._tr.trPr.find(f"{WORD}tblHeader") is not None for row in table.rows]
        assert marked == [True, *[False] * (len(table.rows) - 1)]
        assert [row._tr.trPr.find(f"{WORD}cantSplit") is not None for row in table.rows] == [True] * len(table.rows)
        assert round(sum(column.width for column in table.columns) / Mm(1)) == 170
    first, last = document.tables[1].rows[1], document.tables[1].rows[-1]
    assert [cell.paragraphs[0].runs[0].bold for cell in (first.cells[0], last.cells[0])] == [False, True]
    assert [cell.paragraphs[0].alignment for cell in first.cells[:3]] == [None, RIGHT, RIGHT]
    assert [each.get(f"{WORD}instr") for each in page.footer._element.iter(f"{WORD}fldSimple")] == ["PAGE"]
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Grants to <voluntary> bodies", "Concordat", "en-GB")
    assert {document.styles[name].font.name for name in ("Normal", "Title", "Heading 1", "Heading 2")} == {"Arial"}


def test_what_xml_cannot_hold_does_not_break_the_word_document():
    odd = Table("Od\x00d", [Column("Words")], [("a\x0bb\ud800c\ufffed",), ("=1+1",)])
    assert [cell.text for row in document_of([odd]).tables[0].rows for cell in row.cells] == [
        "Words",
        "a b c d",
        "=1+1",
    ]


@pytest.mark.parametrize(
    ("lines", "millimetres"),
    [
        ([["Kind", "n"], ["Community group", "18"]], [139, 31]),
        ([["Word"], ["x" * 500]], [170]),
        ([["No"] * 12], [14] * 12),
        ([["x" * 60] * 3], [57, 57, 57]),
    ],
)
def test_the_width_of_a_page_is_shared_out(lines, millimetres):
    assert [round(each / Mm(1)) for each in widths(lines)] == millimetres


def test_headings_stand_over_their_tables_and_long_reports_begin_with_a_list_of_them():
    sections = [Heading("First"), KINDS, Heading("Second"), MONEY]
    shown = render_page(prepared(sections), lambda spec: None)
    assert (shown["contents"], [each.get("level") for each in shown["sections"]]) == ([], [2, 3, 2, 3])
    long = render_page(prepared([*sections, Heading("Third")]), lambda spec: None)
    assert long["contents"] == ["First", "Second", "Third"]
    text = b"".join(render_csv(prepared(sections))).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert [line[0] for line in lines if line and line[0] in ("First", "Bodies by kind", "Second", MONEY.title)] == [
        "First",
        "Bodies by kind",
        "Second",
        MONEY.title,
    ]


def test_without_pango_a_sentence_says_what_to_do(monkeypatch):
    import builtins

    from core.reports import pdf

    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(pdf.Unavailable) as caught:
        pdf.render_pdf(prepared())
    assert caught.value.messages[0].startswith(
        "PDFs cannot be made here, because pango is not installed on the server."
    )


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("percent", 0.04995, "4.995%"),
        ("percent", 0.0499999, "4.999%"),
        ("percent", 1, "100%"),
        ("money", 1200, "£1,200"),
        ("integer", 2003, "2003"),
        ("number", 2003, "2,003"),
        ("number", 0, "0"),
        ("number", None, ""),
        ("number", "not measurable", "not measurable"),
        ("text", True, "yes"),
        ("date", datetime.date(2003, 11, 20), "20 November 2003"),
        ("datetime", datetime.datetime(2003, 7, 1, 22, 30, tzinfo=datetime.UTC), "11:30pm on 1 July 2003"),
        ("number", Linked(5, "/x/"), "5"),
    ],
)
def test_values_in_words(kind, value, words):
    assert Column("", kind).words(value) == words


def test_a_share_is_never_rounded_up():
    assert percent(0.9999999) == "99.999%"


def test_rows_of_another_width_than_the_headings_are_an_error():
    with pytest.raises(ValueError):
        render_page(prepared([Table("x", MONEY.columns, [["one"]])]), lambda spec: None)
