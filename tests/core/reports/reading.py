"""A report read back from each of its forms."""

import csv
import io
import uuid
from html.parser import HTMLParser

import openpyxl
from django.urls import reverse
from pypdf import PdfReader

from core.reports.models import ReportRun
from core.work.testing import run_all


class Page(HTMLParser):
    """The tables of a page, as lists of rows of texts, its labels each with its value, and its links by their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables, self.pairs, self.links = [], [], []
        self.cell, self.label, self.href = None, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td", "dt", "dd"):
            self.cell = ""
        elif tag == "a":
            self.href = dict(attrs)["href"]

    def handle_endtag(self, tag):
        if tag in ("th", "td", "dt", "dd"):
            text, self.cell = " ".join(self.cell.split()), None
            if tag == "dt":
                self.label = text
            elif tag == "dd":
                self.pairs.append((self.label, text))
            else:
                self.tables[-1][-1].append(text)
        elif tag == "a":
            self.href = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data
        if self.href:
            self.links.append((data.strip(), self.href))


def page_of(browser, report: str, **query) -> Page:
    return Page(browser.get(reverse("report", args=[report]), query).content.decode())


def csv_of(browser, report: str) -> list[list[str]]:
    answer = browser.get(reverse("report", args=[report]), {"format": "csv"})
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"), newline="")))


def sheet_of(browser, report: str, title: str) -> list[tuple]:
    answer = browser.get(reverse("report", args=[report]), {"format": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return list(book[title].iter_rows(values_only=True))


def pdf_of(browser, report: str) -> str:
    """The words of the kept report's PDF."""
    browser.post(reverse("report_keep", args=[report]), {"once": uuid.uuid4()})
    run_all()
    run = ReportRun.objects.get(report=report)
    content = b"".join(browser.get(reverse("report_file", args=[run.pk, "pdf"])).streaming_content)
    return text_of(content)


def text_of(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages).split())
