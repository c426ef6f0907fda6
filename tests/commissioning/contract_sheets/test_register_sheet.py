"""A published register of contracts: taken in, sent again, refused line by line; its suppliers found and remembered."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commissioning.contract_sheets.actions import confirm_supplier
from commissioning.contract_sheets.models import SupplierName
from commissioning.contract_sheets.tasks import REGISTER
from commissioning.contracts.models import Contract, ContractParty
from core.acts import NotVisible
from core.files.kinds import UnusableFile
from core.imports.actions import import_file
from core.imports.looking import preview_import
from core.imports.models import ImportRun
from core.trail.models import Event
from core.work.testing import run_all
from partnerships.organisations.models import Identifier, Lineage
from tests.consultation.pages import boxes, words
from tests.factories.contracts import ContractFactory, VariationFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
HEADINGS = (
    "Reference,Title,Supplier,Supplier identifier,Description,Award value,Start,Current end,Maximum end,Extendable,"
    "Extended,Route,Category"
)
ADVOCACY = "A1,Advocacy,Speaking Up,GB-CHC-1051681,,30000,01/04/2008,31/03/2011,31/03/2012,Yes,No,Open tender,Care"
LIFTS = 'A2,Lifts,Golden Lifts,,Lifts to clinics,"£1,200.50",01/05/2008,30/09/2008,,No,No,Grant,'


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Trust", area=AreaFactory(name="Herefordshire"))


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


@pytest.fixture
def suppliers():
    group = OrganisationFactory(name="Wye Valley Speaking Up")
    Identifier.objects.create(organisation=group, scheme="charity", value="1051681")
    return group, OrganisationFactory(name="Golden Lifts")


def sheet(folder, *rows, headings=HEADINGS):
    path = folder / "register.csv"
    path.write_text("\n".join([headings, *rows]))
    return path


def taken(by, trust, path):
    return import_file(by=by, source=REGISTER, path=path, name=path.name, body=trust.pk)


def refusals(run):
    return [(line.line, line.reason) for line in run.lines.filter(outcome="refused")]


def test_it_is_taken_in_and_sent_again_changes_nothing(by, trust, suppliers, tmp_path):
    group, lifts = suppliers
    run = taken(by, trust, sheet(tmp_path, ADVOCACY, LIFTS))
    assert run.summary == "read=2 created=2 updated=0 unchanged=0 refused=0"
    assert [line.reason for line in run.lines.all()] == [
        "By its identifier the supplier is Wye Valley Speaking Up; the sheet calls it Speaking Up."
    ]
    first, second = Contract.objects.order_by("reference")
    assert (first.provider, first.value, first.starts, first.current_end, first.maximum_end, first.kind) == (
        group, Decimal(30000), DAY(2008, 4, 1), DAY(2011, 3, 31), DAY(2012, 3, 31), "contract",
    )  # fmt: skip
    assert (second.provider, second.value, second.kind, second.commissioner, second.area) == (
        lifts, Decimal("1200.50"), "grant", trust, trust.area,
    )  # fmt: skip
    assert [(each.year, each.amount) for each in second.years.all()] == [(2008, Decimal("1200.50"))]
    assert (first.years.count(), ContractParty.objects.count()) == (0, 4)
    assert Event.objects.of(first).get().verb == "taken from a register"
    again = taken(by, trust, sheet(tmp_path, ADVOCACY, LIFTS))
    assert again.summary == "read=2 created=0 updated=0 unchanged=2 refused=0"
    longer = ADVOCACY.replace("31/03/2011,31/03/2012,Yes,No", "31/03/2012,31/03/2012,No,Yes")
    preview = preview_import(by=by, source=REGISTER, path=sheet(tmp_path, longer), name="register.csv", body=trust.pk)
    assert preview.updated[0].changes == [
        "Current end: 2011-03-31 becomes 2012-03-31",
        "Extended: No becomes Yes",
    ]
    assert taken(by, trust, sheet(tmp_path, longer)).updated == 1
    first.refresh_from_db()
    assert (first.current_end, first.initial_end) == (DAY(2012, 3, 31), DAY(2011, 3, 31))


def test_what_it_gives_can_be_sent_back_as_csv_and_as_a_workbook(by, trust, suppliers, tmp_path):
    taken(by, trust, sheet(tmp_path, ADVOCACY, LIFTS, "=A3,-Risky,Golden Lifts,,=1+1,5,02/05/2008,,,,Yes,@me,"))
    office = signed_in(by)
    for kind in ("csv", "xlsx"):
        answer = office.get(reverse(f"published_contracts_{kind}"))
        path = tmp_path / f"given.{kind}"
        path.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        run = taken(by, trust, path)
        assert (kind, run.summary, refusals(run)) == (
            kind, "read=3 created=0 updated=0 unchanged=3 refused=0", [],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("A3,T,Golden Lifts,,,5,2008-05-01,,,,,,",
         "Start: '2008-05-01'. Days above are written like 01/04/2008: write all of them so, since 03/04 can be March "
         "or April."),
        ("A3,T,Golden Lifts,,,5,13/25/2008,,,,,,",
         "Start: '13/25/2008' is no day. Write it like 01/04/2008 or 2008-04-01."),
        ("A3,T,Golden Lifts,,,ten,01/04/2008,31/03/2008,,,,,",
         "Award value: 'ten' is no amount in pounds, like 1,200.50."),
        ("A3,T,Golden Lifts,,,5,01/04/2008,31/03/2008,,,,,", "Its current end is before its start."),
        ("A3,T,Golden Lifts,,,5,01/04/2008,31/03/2009,30/03/2009,,,,", "Its maximum end is before its current end."),
        ("A3,T,Golden Lifts,,,5,01/04/2008,31/03/2009,31/03/2009,Yes,,,",
         "It says it can be extended, but its maximum end is its current end."),
        ("A3,T,Golden Lifts,,,5,01/04/2008,,,Perhaps,,,", "Extendable: write Yes or No."),
        ("A1,T,Golden Lifts,,,5,01/04/2008,,,,,,", "Line 2 has the same reference. Take one of the two rows away."),
        ("A3,T,Herefordshire Trust,,,5,01/04/2008,,,,,,", "The supplier is the body whose register it is."),
        ("A3,,Golden Lifts,,,5,01/04/2008,,,,,,", "Title: the cell is empty."),
        ("A3,\u202e\u200b,Golden Lifts,,,5,01/04/2008,,,,,,",
         "Title: the cell holds only marks that nobody sees. Type it again."),
        ("KEPT,T,Golden Lifts,,,5,01/04/2008,,,,,,",
         "Its terms are kept here, and the sheet says otherwise of: Title and Supplier and Award value and Start and "
         "Current end. Change it on its own page, by a variation once it is active."),
        ("A3,T,Old Voices,,,5,01/04/2008,,,,,,",
         "Old Voices closed on 31 March 2006. Its work passed to Golden Lifts: enter that as the supplier."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_and_the_others_are_taken(by, trust, suppliers, tmp_path, row, sentence):
    ContractFactory(commissioner=trust, reference="KEPT", title="Kept")
    gone = OrganisationFactory(name="Old Voices", closed=DAY(2006, 3, 31))
    Lineage.objects.create(ancestor=gone, descendant=suppliers[1], kind="merger", on=DAY(2006, 4, 1))
    run = taken(by, trust, sheet(tmp_path, ADVOCACY, row, LIFTS))
    assert (refusals(run), run.created) == ([(3, sentence)], 2)
    assert Contract.objects.get(reference="KEPT").title == "Kept"


@pytest.mark.parametrize(
    ("headings", "sentences"),
    [
        (HEADINGS.replace("Award value", "Awrd value"),
         ["There is no column 'Awrd value'. Did you mean 'Award value'?",
          "This is not a register of contracts: it has no column Award value."]),
        (HEADINGS.replace("Maximum end", "Current end"),
         ["The column 'Current end' stands in the sheet twice. Take one away."]),
    ],
)  # fmt: skip
def test_a_misspelt_or_doubled_column_is_named_and_nothing_is_taken(by, trust, tmp_path, headings, sentences):
    with pytest.raises(UnusableFile) as refusal:
        taken(by, trust, sheet(tmp_path, ADVOCACY, headings=headings))
    assert refusal.value.messages == sentences
    assert not ImportRun.objects.exists()


def test_who_a_supplier_is_is_said_once_and_remembered(by, trust, suppliers, tmp_path):
    OrganisationFactory(name="Twice"), OrganisationFactory(name="Twice")
    rows = [LIFTS.replace("Golden Lifts", name).replace("A2", name) for name in ("Golden Valley Lifts Ltd", "Twice")]
    run = taken(by, trust, sheet(tmp_path, *rows))
    assert [reason.split(".")[0] for _, reason in refusals(run)] == [
        "No organisation is called 'Golden Valley Lifts Ltd'", "Several organisations are called 'Twice'",
    ]  # fmt: skip
    name = SupplierName.objects.get(written="Golden Valley Lifts Ltd")
    valley = OrganisationFactory(name="Golden Valley Community Lifts")
    page = signed_in(by).get(reverse("supplier_confirm", args=[name.pk])).content.decode()
    assert 'value="Golden Valley Community Lifts"' in page
    confirm_supplier(by=by, supplier=name, organisation=valley)
    assert taken(by, trust, sheet(tmp_path, *rows)).created == 1
    assert Contract.objects.get().provider == valley


def test_columns_that_the_layout_does_not_have_are_named_before_anything_is_taken(by, suppliers, tmp_path, settings):
    """'End date' is near no heading: its days would be lost, so it is said while the sheet can still be put right."""
    settings.MEDIA_ROOT = tmp_path / "files"
    office, send = signed_in(by), reverse("contract_register_send")

    def look(headings):
        file = SimpleUploadedFile("register.csv", f"{headings}\n{ADVOCACY}".encode())
        return words(office.get(office.post(send, boxes(office.get(send)) | {"file": file})["Location"]))

    page = look(HEADINGS.replace("Current end", "End date").replace("Supplier identifier", "Officer <b>"))
    assert "Columns that are not read The layout has no such columns" in page
    assert "send the file again. Officer <b> End date Refused" in page
    assert "Columns that are not read" not in look(HEADINGS)


def test_in_the_browser_it_is_looked_at_then_taken_in_and_only_for_ones_own_body(
    by, trust, suppliers, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "files"
    office = signed_in(by)
    send = reverse("contract_register_send")
    file = SimpleUploadedFile("register.csv", f"{HEADINGS}\n{ADVOCACY}\nA9,X,Nobody here,,,5,01/04/2008,,,,,,".encode())
    answer = office.post(send, boxes(office.get(send)) | {"file": file})
    look = answer["Location"]
    page = office.get(look)
    assert ("Contracts added 1" in words(page), "Rows refused 1" in words(page), Contract.objects.count()) == (
        True, True, 0,
    )  # fmt: skip
    elsewhere = look.replace(f"body={trust.pk}", f"body={PublicBodyFactory().pk}")
    assert office.get(elsewhere).status_code in (403, 404)
    led = office.post(look, boxes(page))["Location"]
    run_all()
    done = words(office.get(led))
    assert ("The file has been imported, but 1 row was refused." in done, "Line 3" in done) == (True, True)
    assert ("Line Contract What" in words(page), "Line Contract What to do" in done) == (True, True)
    made = Contract.objects.get()
    assert made.reference == "A1"
    told = words(office.get(made.get_absolute_url()))
    for unsaid in ("Signed by both sides on", "Made active on", "Period of notice", "Run:"):
        assert unsaid not in told
    rows = b"".join(office.get(f"{led}refused.csv").streaming_content).decode("utf-8-sig")
    assert "Nobody here" in rows
    assert signed_in(make_actor("commissioner")).get(led).status_code == 404


def test_many_rows_cost_the_same_statements(by, trust, suppliers, tmp_path, django_assert_max_num_queries):
    rows = [LIFTS.replace("A2", f"B{number}") for number in range(500)]
    with django_assert_max_num_queries(65):
        run = taken(by, trust, sheet(tmp_path, *rows))
    assert run.created == 500


def test_a_workbook_with_real_days_is_read(by, trust, suppliers, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS.split(","))
    cells = ["A7", "Advocacy", "Golden Lifts", "", "", 1200.5, DAY(2008, 4, 1), DAY(2009, 3, 31), None, "No", "No"]
    book.active.append(cells)
    file = io.BytesIO()
    book.save(file)
    path = tmp_path / "register.xlsx"
    path.write_bytes(file.getvalue())
    assert taken(by, trust, path).created == 1
    found = Contract.objects.get()
    assert (found.value, found.starts, found.current_end) == (Decimal("1200.50"), DAY(2008, 4, 1), DAY(2009, 3, 31))


def test_what_was_agreed_here_or_is_void_is_not_changed_by_a_sheet(by, trust, suppliers, tmp_path):
    taken(by, trust, sheet(tmp_path, ADVOCACY, LIFTS))
    first, second = Contract.objects.get(reference="A1"), Contract.objects.get(reference="A2")
    VariationFactory(contract=first)
    Contract.objects.filter(pk=second.pk).update(voided_on=DAY(2008, 6, 2), void_reason="Entered twice.")
    run = taken(by, trust, sheet(tmp_path, ADVOCACY.replace("30000", "31000"), LIFTS))
    assert refusals(run) == [
        (2, "Its terms are kept here, and the sheet says otherwise of: Award value. Change it on its own page, by a "
            "variation once it is active."),
        (3, "It was declared void here on 2 June 2008 and stays so. Take it out of the register, or give it another "
            "reference where it is another contract."),
    ]  # fmt: skip
    assert (Contract.objects.get(pk=first.pk).value, Contract.objects.count()) == (Decimal(30000), 2)


def test_rows_that_are_right_are_taken_whatever_was_kept_before(by, trust, suppliers, tmp_path):
    taken(by, trust, sheet(tmp_path, ADVOCACY, LIFTS))
    less = HEADINGS.replace("Maximum end,", "")
    row = "A1,Advocacy,Speaking Up,GB-CHC-1051681,,30000,01/04/2008,31/03/2013,Yes,Yes,Open tender,Care"
    assert taken(by, trust, sheet(tmp_path, row, headings=less)).updated == 1
    first = Contract.objects.get(reference="A1")
    assert (first.initial_end, first.current_end, first.maximum_end) == (
        DAY(2011, 3, 31), DAY(2013, 3, 31), DAY(2013, 3, 31),
    )  # fmt: skip
    later = ADVOCACY.replace("01/04/2008,31/03/2011,31/03/2012,Yes,No", "01/04/2012,31/03/2014,31/03/2015,Yes,Yes")
    assert taken(by, trust, sheet(tmp_path, later)).updated == 1
    first.refresh_from_db()
    assert (first.starts, first.initial_end, first.current_end) == (DAY(2012, 4, 1), None, DAY(2014, 3, 31))
    only = later.replace("Yes,Yes", "Yes,No")
    assert [taken(by, trust, sheet(tmp_path, only)).updated for _ in range(2)] == [1, 0]
    first.refresh_from_db()
    assert first.initial_end == DAY(2014, 3, 31)


def test_who_is_meant_is_said_for_the_register_of_one_body(by, trust, suppliers, tmp_path):
    row = LIFTS.replace("Golden Lifts", "Valley Lifts Ltd")
    taken(by, trust, sheet(tmp_path, row))
    other = make_actor("commissioner", organisation=PublicBodyFactory(area=trust.area))
    name = SupplierName.objects.get(written="Valley Lifts Ltd")
    with pytest.raises((PermissionDenied, NotVisible)):
        confirm_supplier(by=other, supplier=name, organisation=suppliers[0])
    confirm_supplier(by=by, supplier=name, organisation=suppliers[1])
    assert taken(other, other.organisation, sheet(tmp_path, row)).created == 0
    assert set(SupplierName.objects.values_list("body", "organisation")) == {
        (trust.pk, suppliers[1].pk), (other.organisation_id, None),
    }  # fmt: skip


def test_a_first_day_that_a_later_sheet_puts_right_is_since_when_it_was_in_being(by, trust, suppliers, tmp_path):
    late = ADVOCACY.replace("01/04/2008,31/03/2011", "01/04/2010,31/03/2011")
    taken(by, trust, sheet(tmp_path, late))
    assert Contract.objects.get().state_on(DAY(2009, 1, 1)) == "draft"
    assert taken(by, trust, sheet(tmp_path, ADVOCACY.replace("Care", "Grant"))).updated == 1
    found = Contract.objects.get()
    assert (found.agreed_on, found.activated_on, found.kind) == (DAY(2008, 4, 1), DAY(2008, 4, 1), "grant")
    assert found.state_on(DAY(2009, 1, 1)) == "active"
    assert Contract.objects.in_state("active", DAY(2009, 1, 1)).count() == 1


def test_a_further_name_of_what_never_came_to_be_finds_no_supplier(by, trust, suppliers, tmp_path):
    """A body that an undone reorganisation had created keeps its former names, and stands nowhere."""
    void = OrganisationFactory(name="Golden Lifts of 2009", voided_on=DAY(2009, 1, 1), void_reason="Undone")
    void.names.create(name="Valley Lifts", kind="former")
    run = taken(by, trust, sheet(tmp_path, LIFTS.replace("Golden Lifts", "Valley Lifts")))
    assert [reason.split(".")[0] for _, reason in refusals(run)] == ["No organisation is called 'Valley Lifts'"]
    assert not Contract.objects.exists()
