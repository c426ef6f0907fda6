"""The report 'Overdue': its figures, worked out by hand, read back from page, CSV, workbook and PDF."""

import datetime

import pytest

from core import clock
from partnerships.invitations.actions import invite_person
from tests.core.reports.reading import csv_of, page_of, pdf_of, sheet_of
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 10)
TITLE = "Overdue, longest first"
HEADINGS = ["What", "Kind", "Due", "Days overdue"]
BEA = "Bea has not accepted the invitation to Wye Carers"
CAL = "Cal has not accepted the invitation to Wye Carers"


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.at(datetime.datetime(2026, 10, 10, 10, 0, tzinfo=datetime.UTC)):
        yield


@pytest.fixture
def office():
    return make_actor("secretariat")


@pytest.fixture
def carers(office):
    """Whom the office invited: each invitation lasts 14 days. Eve was invited by a colleague."""
    place = OrganisationFactory(name="Wye Carers", partner=True)
    colleague = make_actor("secretariat")
    for by, name, month, day in [
        (office, "Cal", 9, 20), (office, "Bea", 9, 1), (office, "Dan", 9, 26), (colleague, "Eve", 9, 1),
    ]:  # fmt: skip
        with clock.at(datetime.date(2026, month, day)):
            invite_person(by=by, email=f"{name}@example.org", name=name, place=place, roles=["administrator"])
    return place


def test_what_is_overdue_is_on_the_page_longest_first(office, carers):
    page = page_of(signed_in(office), "overdue")
    assert page.tables == [
        [
            HEADINGS,
            [BEA, "Invitations", "15 September 2026", "25"],
            [CAL, "Invitations", "4 October 2026", "6"],
        ]
    ]
    assert dict(page.links)[BEA] == f"/partners/{carers.pk}/people/"


def test_it_is_true_as_at_another_day_and_says_what_it_cannot_know(office, carers):
    browser = signed_in(office)
    before = page_of(browser, "overdue", as_at="2026-10-04")
    assert before.tables == [[HEADINGS, [BEA, "Invitations", "15 September 2026", "19"]]]
    tomorrow = page_of(browser, "overdue", as_at="2026-10-11")
    assert [row[0].split()[0] for row in tomorrow.tables[0][1:]] == ["Bea", "Cal", "Dan"]
    said = {day: b"has since been done or dropped" in browser.get(f"/reports/overdue/?as_at={day}").content
            for day in ("2026-10-04", "2026-10-10", "2026-10-11")}  # fmt: skip
    assert said == {"2026-10-04": True, "2026-10-10": False, "2026-10-11": False}


def test_it_is_in_sheets_as_dates_and_numbers(office, carers):
    rows = csv_of(signed_in(office), "overdue")
    assert ["Overdue", "2"] in rows
    start = rows.index(HEADINGS)
    assert rows[start + 1 : start + 3] == [
        [BEA, "Invitations", "2026-09-15", "25"],
        [CAL, "Invitations", "2026-10-04", "6"],
    ]
    assert sheet_of(signed_in(office), "overdue", TITLE) == [
        tuple(HEADINGS),
        (BEA, "Invitations", datetime.datetime(2026, 9, 15), 25),
        (CAL, "Invitations", datetime.datetime(2026, 10, 4), 6),
    ]


@pytest.mark.pdf
def test_it_is_in_the_pdf(office, carers):
    text = pdf_of(signed_in(office), "overdue")
    assert "Overdue 2" in text
    assert f"{BEA} Invitations 15 September 2026 25" in text
    assert f"{CAL} Invitations 4 October 2026 6" in text


def test_it_stands_on_the_reports_page_of_those_who_may_and_on_no_other(office):
    assert b"/reports/overdue/" in signed_in(office).get("/reports/").content
    assert signed_in(make_actor("administrator")).get("/reports/overdue/").status_code == 403
