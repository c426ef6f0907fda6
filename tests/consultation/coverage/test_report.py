"""Coverage of a consultation: figures worked out by hand, read back from all five forms of the report."""

import csv
import datetime
import io
import math
import uuid

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from consultation.consultations.models import WhoMayAnswer
from consultation.coverage.actions import note_opening
from consultation.intake.actions import void_response
from consultation.responses.actions import save_answers, withdraw_response
from core import clock
from core.pages.words import cut
from core.reports.models import ReportRun
from core.work.testing import run_all
from tests.consultation.coverage.steps import invited
from tests.consultation.pages import words
from tests.core.reports.reading import Page, text_of
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import CLOSED, DURING, a_consultation, given, sent
from tests.factories.coverage import InviteeFactory
from tests.factories.organisations import FundingFactory, KindFactory, OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
REPORT = "consultation-coverage"
TITLE = "Asked and answered, by kind of organisation"
HEADINGS = [
    "Kind of organisation", "Invited", "Opened", "Share opened", "Answered", "Share answered",
    "Answered without invitation",
]  # fmt: skip
CHARITY, ENTERPRISE = "Registered charity", "Social enterprise"
NOBODY = "nobody invited"
TABLE = [
    (CHARITY, 7, 3, 3 / 7, 2, 2 / 7, 1),
    (ENTERPRISE, 2, 1, 1 / 2, 1, 1 / 2, 0),
    ("Individual", 0, 0, NOBODY, 0, NOBODY, 1),
    ("Unverified organisation", 0, 0, NOBODY, 0, NOBODY, 1),
    ("All", 9, 4, 4 / 9, 3, 3 / 9, 3),
]
LATER = DURING + datetime.timedelta(days=2)
AFTERWARDS = CLOSED + datetime.timedelta(days=5, hours=10)
EARLIER_DAY = {"as_at_day": 10, "as_at_month": 10, "as_at_year": 2026}


@pytest.fixture
def asked(host, settings, tmp_path):
    """Nine were invited. Of seven charities one opened and sent, one sent on paper, one opened and withdrew, one opened
    and drafts, one sent late, one sent what is void, one is silent; of two enterprises one opened and sent. Without
    invitation a charity, an individual and an unknown club answered."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    asked = a_consultation(host=host, title="Support for carers", who_may_answer=WhoMayAnswer.EVERYBODY)
    a_consultation(host=host, title="Market days")
    names = ("sends", "paper", "withdraws", "drafts", "late", "void", "silent")
    made = {name: OrganisationFactory(name=name) for name in names}
    enterprise = KindFactory(code="social-enterprise", title=ENTERPRISE)
    made |= {name: OrganisationFactory(name=name, kind=enterprise) for name in ("enterprise", "quiet")}
    invited(asked, *made.values())
    for name in ("sends", "withdraws", "enterprise"):
        note_opening(make_actor("member", organisation=made[name]), asked)
    for name in ("sends", "withdraws"):
        sent(asked, made[name])
    keyed(asked, made["paper"])
    void_response(by=make_actor("secretariat"), response=keyed(asked, made["void"]), reason="A joke.")
    sent(asked, OrganisationFactory(name="besides"))
    with clock.at(LATER):
        writer = make_actor("approver", organisation=made["withdraws"])
        withdraw_response(by=writer, response=asked.responses.get(organisation=made["withdraws"]), reason="Not yet.")
        note_opening(make_actor("member", organisation=made["drafts"]), asked)
        drafter = make_actor("drafter", organisation=made["drafts"])
        save_answers(by=drafter, consultation=asked, given=[given(asked, "q1", text="We")])
    sent(asked, made["enterprise"], at=LATER)
    from_guest(asked, "Ann Lee", kind="individual", at=LATER)
    from_guest(asked, "Luncheon Club", at=LATER)
    sent(asked, made["late"], at=CLOSED + datetime.timedelta(hours=1))
    asked.made = made
    with clock.at(AFTERWARDS):
        yield asked


@pytest.fixture
def browser(asked):
    return signed_in(make_actor("secretariat"))


def shown(browser, asked, **more):
    return browser.get(reverse("report", args=[REPORT]), {"consultation": asked.pk, **more})


def in_words(value, heading: str) -> str:
    if isinstance(value, str):
        return value
    return f"{math.floor(value * 100_000) / 1000:g}%" if heading.startswith("Share") else str(value)


def written(rows) -> list[list[str]]:
    return [HEADINGS, *([in_words(value, head) for value, head in zip(row, HEADINGS, strict=True)] for row in rows)]


FIGURES = [
    ("Organisations invited", "9"),
    ("Of these, answered", "3"),
    ("Answered without invitation", "3"),
    ("Closes", "20 November 2026"),
]


def test_the_page_and_its_chart(browser, asked):
    shown(browser, asked)
    run_all()
    answer = shown(browser, asked)
    page = Page(answer.content.decode())
    assert page.tables == [written(TABLE)]
    assert [pair for pair in page.pairs if pair in FIGURES] == FIGURES
    text = words(answer)
    assert "n = 9. Shares are of those invited." in text
    assert "Counted are the answers that count today and had been sent by the end of 26 November 2026." in text
    assert "Left out are" not in text
    picture = answer.content.decode().partition('class="app-chart"')[2].partition("</svg>")[0]
    assert "Bar chart of 16 values, from 0 (" in picture
    assert f"to 7 ({CHARITY}, Invited)." in picture
    for series in ("Invited", "Opened", "Answered", "Answered without invitation"):
        assert f">{series}</text>" in picture


def test_the_csv(browser, asked):
    content = b"".join(shown(browser, asked, format="csv")).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content, newline="")))
    start = lines.index([TITLE]) + 1
    head, *rows = lines[start : start + 1 + len(TABLE)]
    assert head == HEADINGS
    for row, expected in zip(rows, TABLE, strict=True):
        for cell, value in zip(row, expected, strict=True):
            assert cell == value if isinstance(value, str) else math.isclose(float(cell), value, rel_tol=1e-12), row
    assert ["Organisations invited", "9"] in lines


def test_the_workbook(browser, asked):
    book = openpyxl.load_workbook(io.BytesIO(shown(browser, asked, format="xlsx").content))
    head, *rows = book.worksheets[2].iter_rows()
    assert [cell.value for cell in head] == HEADINGS
    for row, expected in zip(rows, TABLE, strict=True):
        for cell, value in zip(row, expected, strict=True):
            if isinstance(value, str):
                assert (cell.value, cell.data_type) == (value, "s")
            else:
                assert cell.data_type == "n"
                assert cell.value == pytest.approx(float(cut(value)), rel=1e-12)


def kept(browser, asked, ending: str) -> bytes:
    browser.post(f"{reverse('report_keep', args=[REPORT])}?consultation={asked.pk}", {"once": uuid.uuid4()})
    run_all()
    run = ReportRun.objects.latest("pk")
    return b"".join(browser.get(reverse("report_file", args=[run.pk, ending])).streaming_content)


@pytest.mark.pdf
def test_the_pdf(browser, asked):
    text = text_of(kept(browser, asked, "pdf"))
    for row in written(TABLE)[1:]:
        assert " ".join(row) in text, row


@pytest.mark.pdf
def test_the_word_document(browser, asked):
    document = Document(io.BytesIO(kept(browser, asked, "docx")))
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [written(TABLE)]
    assert "Organisations invited: 9" in [each.text for each in document.paragraphs]
    assert len(document.inline_shapes) == 1


def test_as_at_an_earlier_day(browser, asked):
    """On 10 October three had opened it, and neither the enterprise nor anybody without an account had sent."""
    page = Page(shown(browser, asked, **EARLIER_DAY).content.decode())
    assert page.tables == [
        written([
            (CHARITY, 7, 2, 2 / 7, 2, 2 / 7, 1),
            (ENTERPRISE, 2, 1, 1 / 2, 0, 0, 0),
            ("All", 9, 3, 3 / 9, 2, 2 / 9, 1),
        ])
    ]  # fmt: skip
    assert not [href for text, href in page.links if "invited" in href]


def test_before_anybody_was_invited_there_is_nothing_to_draw(browser, asked):
    answer = shown(browser, asked, as_at_day=1, as_at_month=10, as_at_year=2026)
    assert "Organisations invited 0" in words(answer)
    assert Page(answer.content.decode()).tables == []
    assert "<svg" not in answer.content.decode().partition("<main")[2].partition("</main")[0]


def test_each_linked_figure_opens_to_as_many_rows(browser, asked):
    page = Page(shown(browser, asked).content.decode())
    links = [(number, href) for number, href in page.links if "/invited/" in href]
    assert len(links) == 9
    for number, href in links:
        assert f"{number} invited organisation" in words(browser.get(href)), href


def figures_for(actor, asked) -> list[list[str]]:
    return Page(shown(signed_in(actor), asked).content.decode()).tables[0][1:]


def test_whoever_pays_reads_nothing_of_those_it_funds(asked, host):
    for name in ("sends", "silent"):
        FundingFactory(funder=host, funded=asked.made[name])
    analyst = make_actor("analyst", organisation=host)
    rows = [
        (CHARITY, 5, 2, 2 / 5, 1, 1 / 5, 1),
        (ENTERPRISE, 2, 1, 1 / 2, 1, 1 / 2, 0),
        ("Individual", 0, 0, NOBODY, 0, NOBODY, 1),
        ("All", 7, 3, 3 / 7, 2, 2 / 7, 2),
    ]
    assert figures_for(analyst, asked) == written(rows)[1:]
    text = words(shown(signed_in(analyst), asked))
    assert "n = 7." in text
    assert "Left out are 2 invited organisations funded by a body that you act or have acted for." in text


def test_it_is_for_who_reads_the_answers(asked, others_commissioner):
    assert "Organisations invited" not in words(shown(signed_in(others_commissioner), asked))
    for role in ("member", "approver", "administrator"):
        assert shown(signed_in(make_actor(role)), asked).status_code == 403
    assert shown(signed_in(make_actor("auditor")), asked).status_code == 200


@pytest.mark.parametrize("more", [0, 20])
def test_it_costs_the_same_for_many(browser, asked, more):
    InviteeFactory.create_batch(more, consultation=asked)
    for _ in range(more // 4):
        sent(asked)
    shown(browser, asked)
    run_all()
    with CaptureQueriesContext(connection) as statements:
        assert shown(browser, asked).status_code == 200
    assert len(statements) == 10
