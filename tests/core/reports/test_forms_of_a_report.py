"""One declaration, four forms, the same figures in each."""

import csv
import datetime
import io
from html.parser import HTMLParser

import openpyxl
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from core.reports.declaration import Column, Linked, percent
from core.reports.pages import render_page
from core.reports.sheets import render_csv, render_xlsx
from tests.core.reports.example import KINDS, MONEY, prepared

FACTS = [
    ("As at", "20 November 2003"),
    ("Kind", "Every kind"),
    ("Made for", "Ann Analyst, Analyst, Herefordshire Primary Care Trust"),
    ("Made at", "9:30am on 21 November 2003"),
]


class Tables(HTMLParser):
    """Reads the tables of a page, as lists of rows of texts, and all its text."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.text, self.cell = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None

    def handle_data(self, data):
        self.text.append(data)
        if self.cell is not None:
            self.cell += data


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
    page = Tables(html)
    assert page.tables == [KINDS_IN_WORDS, MONEY_IN_WORDS]
    assert "<script" not in html
    assert "<b>" not in html
    assert '<a href="/partners/7/">1,200</a>' in html
    assert 'alt="Bar chart of 2 values, from 1 (Council) to 2 (Charity). The table has the same figures."' in html
    for label, value in [*FACTS, ("Bodies", "3"), ("Granted", "£1,194.50")]:
        assert label in page.text
        assert value in page.text


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


@pytest.mark.pdf
def test_the_pdf_fetches_nothing(monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    import weasyprint

    from core.reports import pdf

    fetcher = pdf._only_data(weasyprint)
    for address in ("http://127.0.0.1/x.png", "https://example.org/", "file:///etc/passwd", "ftp://example.org/"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetcher.fetch(address)


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
    from core.reports.declaration import Table

    with pytest.raises(ValueError):
        render_page(prepared([Table("x", MONEY.columns, [["one"]])]), lambda spec: None)
