"""One consultation answered in three ways, through the pages: by members with accounts, by groups without one, and by
letters that the secretariat keys in. Of each, one is changed, one withdrawn and one late; and the report's figures are
right in all five forms.
"""

import csv
import datetime
import io

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from consultation.consultations.models import Consultation
from consultation.responses.models import Response
from core import clock
from core.reports.models import ReportRun
from core.work.testing import run_all
from tests.consultation.pages import words
from tests.core.reports.reading import Page
from tests.factories.consultation import a_consultation
from tests.factories.guests import last_token
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import fill, form_to

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]
OPEN = datetime.datetime(2026, 10, 10, 10, 0, tzinfo=datetime.UTC)
CLOSED = datetime.datetime(2026, 11, 23, 10, 0, tzinfo=datetime.UTC)
REPORT = "consultation-results"
YES_NO = [
    ["Kind of respondent", "n", "Yes", "Share of yes", "No", "Share of no", "In words"],
    ["Registered charity", "2", "1", "50%", "1", "50%", "0"],
    ["Unverified organisation", "2", "1", "50%", "1", "50%", "0"],
    ["All respondents", "4", "2", "50%", "2", "50%", "0"],
]
"""Of question 2a. The Carers Forum changed to no and the Bell Ringers to yes; of groups that nobody matched, the
Luncheon Club changed to no, and the late Choir was accepted with yes."""
ASIDE = {"Withdrawn by who sent it": 2, "Declared void": 1, "Received late, waiting for a decision": 2}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    cache.clear()  # tries are counted there


def test_by_account_without_one_and_by_letter_changed_withdrawn_and_late():
    with clock.at(OPEN):
        asked = a_consultation(host=PublicBodyFactory(name="Herefordshire Primary Care Trust"))
        office = signed_in(make_actor("secretariat"))
        late_by_account = by_account(asked)
        choir = without_account(asked)
        by_letter(office, asked)
    with clock.at(CLOSED):
        send(late_by_account, reverse("answer_check", args=[asked.pk]), "Your answer was received late")
        send_guest(choir, asked, "Your answer was received late")
        key_in(office, asked, "Mill Tenants", "no", received="21")
        accepted(office, asked, "Choir")
        run_all()
        told = {each.name: each.counts for each in Response.objects.filter(consultation=asked)}
        assert [name for name, counts in sorted(told.items()) if counts] == [
            "Bell Ringers", "Carers Forum", "Choir", "Luncheon Club",
        ]  # fmt: skip
        assert len(told) == 9
        in_five_forms(office, asked)


def by_account(asked: Consultation) -> Client:
    """Two members in two browsers write and change theirs; another group takes its own back; a third only drafts."""
    forum = OrganisationFactory(name="Carers Forum")
    jo, ann = (signed_in(make_actor(role, organisation=forum)) for role in ("drafter", "approver"))
    check, change = (reverse(name, args=[asked.pk]) for name in ("answer_check", "answer_change"))
    fill(jo, question(asked, "q1"), q1="We agree, mostly.")
    fill(ann, question(asked, "q2"), q2a="yes")
    receipt = send(ann, check, "Your answer has been sent")
    assert "We agree, mostly." in words(receipt)
    own = Response.objects.get(organisation=forum)
    fill(ann, own.get_absolute_url(), to=change)
    fill(jo, question(asked, "q2"), q2a="no")
    send(ann, check, "Your changed answer has been sent (version 2)")
    other = signed_in(make_actor("approver", organisation=OrganisationFactory(name="Advice Centre")))
    fill(other, question(asked, "q2"), q2a="no")
    send(other, check, "Your answer has been sent")
    withdraw(other, Response.objects.get(organisation__name="Advice Centre"))
    slow = signed_in(make_actor("approver", organisation=OrganisationFactory(name="Slow Walkers")))
    fill(slow, question(asked, "q2"), q2a="yes")
    return slow


def without_account(asked: Consultation) -> Client:
    """Three groups that nobody invited: one changes its answer, one takes it back, one only drafts."""
    club = guest(asked, "Luncheon Club", "yes")
    send_guest(club, asked, "Your answer has been sent")
    theirs = Response.objects.get(respondent__name="Luncheon Club")
    fill(club, theirs.get_absolute_url(), to=reverse("response_answer_change", args=[theirs.pk]))
    fill(club, reverse("response_answer_question", args=[theirs.pk, "q2"]), q2a="no")
    send_guest(club, asked, "Your changed answer has been sent (version 2)")
    gone = guest(asked, "Garden Society", "yes")
    send_guest(gone, asked, "Your answer has been sent")
    withdraw(gone, Response.objects.get(respondent__name="Garden Society"))
    return guest(asked, "Choir", "yes")


def guest(asked: Consultation, name: str, tick: str) -> Client:
    """Somebody without an account proves their address by the button behind the link, and drafts."""
    browser, where = Client(), reverse("guest_begin", args=[asked.pk])
    fill(browser, where, kind="organisation", name=name, email=f"{name.split()[0].lower()}@example.org")
    run_all()
    fill(browser, reverse("guest_open", args=[last_token()]))
    response = Response.objects.get(respondent__name=name)
    fill(browser, reverse("response_answer_question", args=[response.pk, "q2"]), q2a=tick)
    browser.response = response  # type: ignore[attr-defined]
    return browser


def by_letter(office: Client, asked: Consultation) -> None:
    """One of a body of the register, put right afterwards; one that its writers take back."""
    ringers = key_in(office, asked, OrganisationFactory(name="Bell Ringers"), "no")
    fill(office, ringers.get_absolute_url(), to=reverse("response_answer_change", args=[ringers.pk]))
    fill(office, reverse("response_answer_question", args=[ringers.pk, "q2"]), q2a="yes")
    send(office, reverse("response_answer_check", args=[ringers.pk]), "")
    tenants = key_in(office, asked, "Orchard Tenants", "yes")
    fill(office, reverse("response_void", args=[tenants.pk]), reason="They wrote that they take it back.")


def key_in(office: Client, asked: Consultation, who, tick: str, received: str = "9") -> Response:
    """A paper form, from the desk to the record."""
    month = "11" if received == "21" else "10"
    named = {"name": who} if isinstance(who, str) else {"organisation": who.name}
    fill(
        office, reverse("response_key", args=[asked.pk]), channel="post", shape="form",
        received_on_day=received, received_on_month=month, received_on_year="2026", **named,
    )  # fmt: skip
    response = Response.objects.latest("pk")
    fill(office, reverse("response_answer_question", args=[response.pk, "q2"]), q2a=tick)
    send(office, reverse("response_answer_check", args=[response.pk]), "")
    return response


def question(asked: Consultation, key: str) -> str:
    return reverse("answer_question", args=[asked.pk, key])


def send(browser: Client, check: str, told: str):
    """Send what is drafted from the page on which it is checked, and read the receipt."""
    receipt = browser.get(fill(browser, check, consent="with_name").url)
    assert told in words(receipt), words(receipt)
    return receipt


def send_guest(browser: Client, asked: Consultation, told: str) -> None:
    send(browser, reverse("response_answer_check", args=[browser.response.pk]), told)  # type: ignore[attr-defined]


def withdraw(browser: Client, response: Response) -> None:
    fill(browser, reverse("response_withdraw", args=[response.pk]), reason="The committee has not met.")


def accepted(office: Client, asked: Consultation, name: str) -> None:
    """The secretariat opens the list of late answers, and decides on one."""
    assert name in words(office.get(reverse("late_responses"), {"consultation": asked.pk}))
    response = Response.objects.get(respondent__name=name)
    fill(office, reverse("response_decide", args=[response.pk, 1]), verdict="accepted", reason="Its mail was down.")


def in_five_forms(reader: Client, asked: Consultation) -> None:
    """The page, CSV, workbook, PDF and Word document say the same, and it is right."""
    where, query = reverse("report", args=[REPORT]), {"consultation": asked.pk}
    page = reader.get(where, query)
    assert YES_NO in Page(page.content.decode()).tables
    assert "Responses that count 4" in words(page)
    for why, count in ASIDE.items():
        assert f"{why} {count}" in words(page)
    text = b"".join(reader.get(where, query | {"format": "csv"})).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    start = lines.index(YES_NO[0])
    assert [as_shown(row) for row in lines[start + 1 : start + 4]] == YES_NO[1:]
    book = openpyxl.load_workbook(io.BytesIO(reader.get(where, query | {"format": "xlsx"}).content))
    sheet = next(each for each in book if [cell.value for cell in each[1]] == YES_NO[0])
    assert [as_shown(row) for row in sheet.iter_rows(min_row=2, values_only=True)] == YES_NO[1:]
    pdf, docx = files(reader, f"{where}?consultation={asked.pk}")
    printed = " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages).split())
    assert " ".join(" ".join(row) for row in YES_NO) in printed
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(docx)).tables]
    assert YES_NO in tables


def as_shown(row) -> list[str]:
    """A row of a sheet as the page shows it: shares are kept as parts of one."""
    return [f"{float(cell):.0%}" if place in (3, 5) else str(cell) for place, cell in enumerate(row)]


def files(reader: Client, where: str) -> list[bytes]:
    """The PDF and the Word document, made in the background."""
    page = reader.get(where)
    keep = f"{reverse('report_keep', args=[REPORT])}?{where.split('?')[1]}"
    assert reader.post(keep, form_to(page, keep).data()).status_code == 302
    run_all()
    run = ReportRun.objects.latest("pk")
    there = [reader.get(reverse("report_file", args=[run.pk, ending])) for ending in ("pdf", "docx")]
    return [b"".join(each.streaming_content) for each in there]
