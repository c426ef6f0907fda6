"""A register as a sheet, at once and in the background."""

import csv
import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.http import QueryDict

from core.files.models import StoredFile
from core.files.writers import stream_csv
from core.registers import exports
from core.registers.copying import with_carriage_returns
from core.registers.register import REGISTERS
from core.registers.selection import Selection
from core.work.models import State, WorkRow
from core.work.testing import run_all
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory

HEADINGS = (
    "Id,Version,Name,Code,Kind,Area,Partner here,Opened,Closed,ODS code,Charity number,Company number,Size,"
    "Latest income (£),Postcode,Telephone,E-mail address,Website,Last confirmed"
)
RISKY = [
    "=1+1",
    "+44",
    "-5",
    "@me",
    "\tTab",
    "'=quoted",
    "''=twice",
    'Q"uote, comma',
    "Ünïcode",
    "Line\nbreak",
    "'plain",
]


@pytest.fixture
def office(client_for, actor):
    return client_for(actor("secretariat", organisation=PublicBodyFactory(name="Office", ods="OFF")))


def text_of(response):
    return b"".join(response.streaming_content).decode("utf-8")


def test_every_column_is_in_the_sheet_with_its_value(office):
    charity = KindFactory(code="charity", title="Registered charity")
    made = OrganisationFactory(
        name="Wye Group",
        kind=charity,
        area=AreaFactory(name="Herefordshire"),
        opened=datetime.date(2001, 4, 1),
        income=Decimal("1200.5"),
        postcode="HR1 1AA",
        partner=True,
    )
    answer = office.get("/partners/export.csv?q=wye")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="organisations-')
    assert text_of(answer) == (
        f"\ufeff{HEADINGS}\r\n"
        f"{made.pk},1,Wye Group,,Registered charity,Herefordshire,Yes,2001-04-01,,,,,,1200.50,HR1 1AA,,,,\r\n"
    )


def test_no_cell_becomes_a_formula_and_both_databases_write_the_same(office):
    for name in RISKY:
        OrganisationFactory(name=name, sort_name=name, telephone="=2", income=Decimal("-1"), kind=KindFactory())
    selection = Selection(REGISTERS["organisations"], the_house(), QueryDict("kind=charity"))
    by_database = b"".join(exports.csv_pieces(selection))
    titles = [each.title for each in selection.columns]
    by_hand = b"".join(stream_csv(titles, selection.all_rows(selection.columns)))
    assert by_database == by_hand
    rows = list(csv.reader(io.StringIO(by_database.decode("utf-8-sig"), newline="")))
    assert {row[2] for row in rows[1:]} == {
        "'=1+1", "'+44", "'-5", "'@me", "'\tTab", "''=quoted", "'''=twice", 'Q"uote, comma', "Ünïcode", "Line\nbreak",
        "'plain",
    }  # fmt: skip
    assert {(row[13], row[15]) for row in rows[1:]} == {("-1.00", "'=2")}


def test_a_sheet_of_what_nothing_can_be_is_its_titles(office):
    """Here Django has no statement to give, since a filter can find nothing at all."""
    selection = Selection(REGISTERS["organisations"], the_house(), QueryDict())
    selection.filtered = Organisation.objects.filter(pk__in=[])
    assert b"".join(exports.csv_pieces(selection)).decode() == f"\ufeff{HEADINGS}\r\n"


def test_line_ends_are_those_of_csv_wherever_the_pieces_break():
    whole = b'a,"b\nc",d\n"e""f\n",g\n'
    for cut in range(len(whole)):
        pieces = with_carriage_returns([whole[:cut], whole[cut:]])
        assert b"".join(pieces) == b'a,"b\nc",d\r\n"e""f\n",g\r\n'


def test_a_short_list_is_a_workbook_at_once(office):
    OrganisationFactory(name="=1+1", income=Decimal("1200.50"), opened=datetime.date(2001, 4, 1))
    answer = office.get("/partners/export.xlsx?q=1")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, row = sheet.iter_rows(values_only=True)
    assert ",".join(head) == HEADINGS
    assert (row[2], row[13], row[7]) == ("'=1+1", 1200.5, datetime.datetime(2001, 4, 1))


@pytest.fixture
def long(monkeypatch):
    monkeypatch.setattr(exports, "AT_ONCE", 2)


def test_a_long_list_is_offered_and_made_in_the_background(office, long, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    OrganisationFactory.create_batch(4)
    page = office.get("/partners/export.xlsx")
    assert "the workbook is made in the background" in page.content.decode()
    assert WorkRow.objects.filter(kind="export").count() == 0
    asked = office.post("/partners/export.xlsx", {"once": "00000000-0000-4000-8000-000000000001"})
    again = office.post("/partners/export.xlsx", {"once": "00000000-0000-4000-8000-000000000001"})
    row = WorkRow.objects.get(kind="export")
    assert (asked.url, again.url) == (f"/work/{row.pk}/", f"/work/{row.pk}/")
    run_all()
    row.refresh_from_db()
    stored = StoredFile.objects.get()
    assert (row.state, row.link, row.result["rows"]) == (State.DONE, f"/files/{stored.name}/", 5)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(office.get(row.link).streaming_content))).active
    assert sheet.max_row == 6


def test_the_background_export_checks_again_what_the_person_may(actor, client_for, long, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person = actor("secretariat")
    OrganisationFactory.create_batch(3)
    client_for(person).post("/partners/export.xlsx", {"once": "00000000-0000-4000-8000-000000000002"})
    person.membership.roles.update(revoked_at=datetime.datetime(2003, 1, 1, tzinfo=datetime.UTC))
    run_all()
    row = WorkRow.objects.get(kind="export")
    assert (row.state, StoredFile.objects.count()) == (State.FAILED, 0)


def test_somebody_elses_export_is_not_there(office, actor, client_for, long, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    OrganisationFactory.create_batch(3)
    office.post("/partners/export.xlsx", {"once": "00000000-0000-4000-8000-000000000003"})
    run_all()
    assert client_for(actor("secretariat")).get(WorkRow.objects.get(kind="export").link).status_code == 404


def test_a_visitor_is_asked_to_sign_in_for_a_sheet(client, db):
    for ending in ("csv", "xlsx"):
        assert client.get(f"/partners/export.{ending}").url.startswith("/account/login/")


def test_a_wrong_filter_gives_no_sheet_but_the_page_that_says_so(office):
    for ending in ("csv", "xlsx"):
        assert office.get(f"/partners/export.{ending}?kind=zoo").url == "/partners/?kind=zoo"


@pytest.mark.parametrize("count", [3, 30])
def test_a_sheet_costs_the_same_statements_whatever_its_length(count, db, django_assert_num_queries):
    OrganisationFactory.create_batch(count)
    selection = Selection(REGISTERS["organisations"], the_house(), QueryDict("state=open"))
    with django_assert_num_queries(1):
        rows = list(selection.all_rows(selection.columns))
    assert len(rows) == count
