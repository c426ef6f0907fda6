"""The partner register's own sheet, sent back."""

import csv
import datetime
import io
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from markupsafe import escape

from core.files.actions import open_stored
from core.files.models import StoredFile
from core.registers.register import REGISTERS
from core.registers.upload import Reader
from partnerships.organisations.models import Identifier, Organisation
from partnerships.organisations.uploads import OrganisationUpload
from partnerships.people.actors import actor_for
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory

UPLOAD = "/partners/upload/"
KINDS = "Id,Version,Name,Kind,Charity number,Postcode,Latest income (£)\n"


@pytest.fixture
def office(client_for, actor):
    """The secretariat's browser."""
    return client_for(actor("secretariat", organisation=PublicBodyFactory(name="Forum office")))


@pytest.fixture
def charity(db):
    return KindFactory(code="charity", title="Registered charity")


def sent(client, text, name="sheet.csv", **extra):
    """What comes of sending a sheet: the answer, followed to the page that has looked at it."""
    data = text if isinstance(text, bytes) else text.encode()
    form = {"sheet": SimpleUploadedFile(name, data), "once": str(uuid.uuid4()), **extra}
    return client.post(UPLOAD, form, follow=True)


def saved(client, page):
    """The sheet's page, after its button was pressed."""
    return client.post(page.request["PATH_INFO"], {"once": str(uuid.uuid4())}, follow=True)


def words(page):
    return " ".join(page.content.decode().split())


def outcome(page):
    """What the page of a sheet has found, asked once more of the stored sheet."""
    stored = StoredFile.objects.get(name=page.request["PATH_INFO"].split("/")[-2])
    reader = Reader(REGISTERS["organisations"], OrganisationUpload(), actor_for(stored.owner_user))
    with open_stored(stored) as file:
        return reader.check(reader.lines(file, stored.original_name))


def problems(page):
    """The lines of the list of problems, as (line, column, cell, what to do); each is on the page."""
    found = [(each.line, each.column, each.cell, each.message) for each in outcome(page).problems]
    assert [each for *_, each in found if str(escape(each)) not in page.content.decode()] == []
    return found


def taken(client):
    """The register as its own sheet."""
    text = b"".join(client.get("/partners/export.csv").streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_a_sheet_is_looked_at_first_and_then_saved_whole(office, charity):
    page = sent(
        office, KINDS + ",,Leominster Carers,Registered charity,1093617,hr68ab,1200.50\n,,Wye Group,charity,,,\n"
    )
    assert "It would do this: 2 added, 0 changed, 0 unchanged. Nothing has been saved yet." in words(page)
    assert Organisation.objects.filter(name="Leominster Carers").count() == 0
    assert "Saved: 2 added, 0 changed, 0 unchanged." in words(saved(office, page))
    made = Organisation.objects.get(name="Leominster Carers")
    assert (made.kind, made.code, made.postcode, made.income) == (charity, "1093617", "HR6 8AB", Decimal("1200.50"))


def test_pressed_twice_it_is_saved_once(office, charity):
    page = sent(office, KINDS + ",,Leominster Carers,charity,,,\n")
    once = str(uuid.uuid4())
    first, second = (office.post(page.request["PATH_INFO"], {"once": once}) for _ in range(2))
    assert (first.url, second.url) == ("/partners/", "/partners/")
    assert Organisation.objects.filter(name="Leominster Carers").count() == 1


def test_the_same_sheet_again_changes_nothing(office, charity):
    text = KINDS + ",,Leominster Carers,charity,1093617,HR6 8AB,\n,,Wye Group,charity,,,\n"
    saved(office, sent(office, text))
    assert "0 added, 0 changed, 2 unchanged" in words(sent(office, text))
    assert Organisation.objects.filter(kind=charity).count() == 2


def test_the_list_taken_as_a_sheet_comes_back_unchanged(office, charity):
    area = AreaFactory(name="Herefordshire")
    OrganisationFactory(name="=SUM(A1)", kind=charity, area=area, opened=datetime.date(2001, 4, 1), income=Decimal("5"))
    OrganisationFactory(name="'=odd", kind=charity, telephone="+44 1432 260000")
    rows = taken(office)
    assert [row[2] for row in rows[1:]] == ["Forum office", "''=odd", "'=SUM(A1)"]
    page = sent(office, as_csv(rows))
    assert "There is nothing to save" in words(page)
    assert outcome(page).unchanged == 3


def test_a_workbook_comes_back_unchanged_too(office, charity):
    OrganisationFactory(name="Wye Group", kind=charity, opened=datetime.date(2001, 4, 1), income=Decimal("1200.50"))
    workbook = office.get("/partners/export.xlsx").content
    page = sent(office, workbook, name="partners.xlsx")
    assert (outcome(page).unchanged, outcome(page).problems) == (2, [])


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_line_end_and_what_a_workbook_would_take_for_one_come_back_unchanged(office, charity, ending):
    OrganisationFactory(name="Wye\nGroup", telephone="_x000D_", kind=charity)
    answer = office.get(f"/partners/export.{ending}")
    sheet = b"".join(answer.streaming_content) if answer.streaming else answer.content
    page = sent(office, sheet, name=f"partners.{ending}")
    assert (outcome(page).unchanged, outcome(page).changes, outcome(page).problems) == (2, [], [])


def test_a_row_with_an_id_changes_that_record(office, charity):
    group = OrganisationFactory(name="Wye Group", kind=charity, income=Decimal("5"), telephone="01432 1")
    page = sent(office, KINDS + f"{group.pk},1,Wye Valley Group,charity,1093617,HR1 1AA,\n")
    assert outcome(page).changes == [(2, "Wye Group", ["Name", "Charity number", "Latest income (£)", "Postcode"])]
    saved(office, page)
    group.refresh_from_db()
    assert (group.name, group.code, group.income, group.version) == ("Wye Valley Group", "1093617", None, 2)
    assert group.telephone == "01432 1"  # a column that is not in the sheet stays as it is
    assert [each.name for each in group.names.all()] == ["Wye Group"]


def test_a_record_changed_since_the_sheet_was_taken_is_refused(office, charity):
    group = OrganisationFactory(name="Wye Group", kind=charity, version=3)
    page = sent(office, KINDS + f"{group.pk},2,Wye Valley Group,charity,,,\n")
    assert [(line, message) for line, _, _, message in problems(page)] == [
        (2, "Somebody else changed this while you had it open. Nothing of yours has been saved yet.")
    ]


def test_every_wrong_cell_is_named_and_nothing_is_saved(office, charity):
    holder = OrganisationFactory(name="Holder", kind=charity)
    Identifier.objects.create(organisation=holder, scheme="charity", value="1093617")
    text = (
        "Id,Version,Name,Kind,Charity number,Opened,Closed,Latest income (£),E-mail address,Area\n"
        ",,Good Group,charity,,,,,,\n"
        ",,,charity,,,,,,\n"
        ",,Two,Zoo,12,tomorrow,,lots,nobody,Atlantis\n"
        ",,Three,charity,1093617,,,,,\n"
        ",,Four,charity,,2004-01-01,2003-01-01,,,\n"
        "999999,1,Five,charity,,,,,,\n"
        ",,Six,,,,,,,\n"
    )
    page = sent(office, text)
    assert problems(page) == [
        (3, "Name", "", "Enter the name."),
        (4, "Kind", "Zoo", "There is no kind 'Zoo'. Write it as the list of them does."),
        (4, "Charity number", "12", "A Charity number is six or seven figures, like 1093617."),
        (4, "Area", "Atlantis", "There is no area 'Atlantis'. Write it as the list of them does."),
        (4, "Opened", "tomorrow", "Opened: write the day like 2003-11-20 or 20/11/2003."),
        (4, "Latest income (£)", "lots", "The latest income must be an amount in pounds, like 1,200 or 1,200.50."),
        (4, "E-mail address", "nobody", "Enter an e-mail address in the right form, like name@example.org."),
        (
            5,
            "Id",
            "",
            f"Holder is in the register already. To change it, put {holder.pk} into the column 'Id'.",
        ),
        (6, "Closed", "2003-01-01", "The last day is before the day it opened."),
        (7, "Id", "999999", "There is no organisation with this id. Leave the cell empty to add one."),
        (8, "Kind", "", "Write the kind of organisation, as in the list of kinds."),
    ]
    assert "11 things to correct" in words(page)
    assert "11 things to correct" in words(saved(office, page))
    assert Organisation.objects.filter(name="Good Group").count() == 0


def test_two_rows_may_not_hold_the_same_code_or_id(office, charity):
    group = OrganisationFactory(name="Wye Group", kind=charity)
    text = KINDS + ",,One,charity,1093617,,\n,,Two,charity,1093617,,\n" + f"{group.pk},1,Wye Group,charity,,,\n" * 2
    assert problems(sent(office, text)) == [
        (3, "Charity number", "1093617", "Line 2 has the same. Take one of the two rows away."),
        (5, "Id", str(group.pk), "Line 4 has the same. Take one of the two rows away."),
    ]


def test_a_code_is_added_and_never_replaced(office, charity):
    group = OrganisationFactory(name="Wye Group", kind=charity)
    Identifier.objects.create(organisation=group, scheme="charity", value="1093617")
    page = sent(office, KINDS + f"{group.pk},1,Wye Group,charity,1093618,,\n")
    assert problems(page) == [
        (
            2,
            "Charity number",
            "1093618",
            "It has the Charity number 1093617, which a sheet does not change. Add a code on its page.",
        )
    ]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("Name,Knd\nA,charity\n", "There is no column 'Knd'. Did you mean 'Kind'?"),
        ("Name,Telefone\nA,1\n", "There is no column 'Telefone'. Did you mean 'Telephone'?"),
        ("Name,Colour\nA,1\n", "There is no column 'Colour'. Take it away, or name it as in the list taken"),
        ("Name,Kind,kind\nA,b,c\n", "The column 'Kind' stands in the sheet twice. Take one away."),
        ("Kind\ncharity\n", "The column 'Name' is missing. Take the list as a sheet again."),
        ("Name,Kind\n", "The sheet has a line of headings, but no rows."),
        ("Name,Kind\nA,b,c\n", "Line 2 has 3 cells; 2 expected."),
        ("Name\n" + "A\n" * 2001, "The sheet has more than 2,000 rows. Send it in smaller parts."),
        ("", "The file you chose is empty."),
        (b"\x00\x01", "There is a problem"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"MZ\x90\x00" + b"\x00" * 100, ""),
        ('Name,Kind\n"never closed,charity\n', "is never closed"),
        (b"Name\n\xed\xa0\x80\n", "halves of characters"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_in_a_sentence(office, charity, text, sentence):
    answer = sent(office, text)
    assert answer.status_code == 422
    assert sentence in words(answer).replace("&#39;", "'")
    assert StoredFile.objects.count() == 0


def test_a_sheet_is_read_before_the_transaction_in_which_others_would_wait(monkeypatch, office, charity):
    depths, lines = [], Reader.lines
    monkeypatch.setattr(
        Reader, "lines", lambda self, *given: depths.append(len(connection.atomic_blocks)) or lines(self, *given)
    )
    outside = len(connection.atomic_blocks)
    page = sent(office, "Name,Kind\nMalvern Carers,Registered charity\n")
    assert (page.status_code, set(depths)) == (200, {outside})


def test_no_file_at_all_is_said(office):
    answer = office.post(UPLOAD, {"once": str(uuid.uuid4())})
    assert (answer.status_code, "Choose the file: sheet." in words(answer)) == (422, True)


def test_formulas_and_scripts_stay_words(office, charity):
    text = KINDS + ",,'=HYPERLINK(1),charity,,,\n,,<script>alert(1)</script>,charity,,,\n"
    saved(office, sent(office, text))
    assert set(Organisation.objects.filter(kind=charity).values_list("name", flat=True)) == {
        "=HYPERLINK(1)",
        "<script>alert(1)</script>",
    }
    assert "<script>alert" not in office.get("/partners/").content.decode()


@pytest.mark.parametrize("role", ["commissioner", "auditor", "administrator", "analyst", "member"])
def test_others_may_not_send_a_sheet(client_for, actor, role):
    assert client_for(actor(role)).get(UPLOAD).status_code == 403


def test_somebody_elses_sheet_is_not_there(office, client_for, actor, charity):
    page = sent(office, KINDS + ",,Leominster Carers,charity,,,\n")
    other = client_for(actor("secretariat"))
    assert other.get(page.request["PATH_INFO"]).status_code == 404
    assert other.post(page.request["PATH_INFO"], {"once": str(uuid.uuid4())}).status_code == 404


@pytest.mark.parametrize("count", [2, 20])
def test_rows_that_change_nothing_cost_no_query_of_their_own(office, charity, count, django_assert_num_queries):
    OrganisationFactory.create_batch(count - 1, kind=charity)
    page = sent(office, as_csv(taken(office)))
    with django_assert_num_queries(10):
        assert office.get(page.request["PATH_INFO"]).status_code == 200


def test_two_sheets_that_are_looked_at_at_once_share_nothing(monkeypatch, office, charity):
    """What is known of the records of one sheet must not be that of another which a colleague sends meanwhile."""
    used, visible = [], OrganisationUpload.visible
    monkeypatch.setattr(OrganisationUpload, "visible", lambda self, *given: used.append(self) or visible(self, *given))
    for name in ("Malvern Carers", "Ledbury Carers"):
        sent(office, f"Name,Kind\n{name},Registered charity\n")
    assert len(used) == 2
    assert used[0] is not used[1]
