"""Any other sheet: its columns guessed, told, saved by name, and taken like a list."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.acts import Refused
from core.files.writers import write_xlsx
from core.imports.models import ImportRun
from core.work.testing import run_all
from partnerships.intake.actions import save_mapping
from partnerships.intake.columns import guesses
from partnerships.intake.entries import day_of
from partnerships.intake.models import SheetMapping
from partnerships.organisations.imports.entries import Unreadable
from partnerships.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory
from tests.journeys.pages import OURS, forms_of
from tests.partnerships.organisations.imports.files import counts, said, the

pytestmark = pytest.mark.django_db

SHEET = """Group,Charity no,PC,Mail,Web,Since,Notes
MALVERN CARERS,1093617,wr14 1aa,hello@carers.example.org,www.carers.example.org,01/04/2003,x
Wye Ramblers,,HR1 2PL,not yet,,NA,
Nobody,,,,,,
Bad Date,1093618,,,,31/02/2003,
"""
MAP = {"column_0": "name", "column_1": "charity", "column_2": "postcode", "column_3": "email", "column_4": "website",
       "column_5": "opened", "column_6": "", "kind": "community-group", "name": "Groups of the county"}  # fmt: skip


def send(client, content=SHEET, name="groups.csv", **more):
    where = reverse("import_sheet")
    data = content if isinstance(content, bytes) else content.encode()
    once = uuid.uuid4()
    return client.post(where, {"file": SimpleUploadedFile(name, data), "once": once, **more})


def mapping_on(page):
    """What stands in the form of a page that asks what the columns mean."""
    form = next(each for each in forms_of(page) if "column_0" in each.kinds)
    return {name: value for name, value in form.values.items() if name not in OURS}


def told(client, where, **more):
    return client.post(where, MAP | {"once": uuid.uuid4()} | more)


def test_a_sheet_is_sent_mapped_looked_at_and_taken(client, ruth):
    where = send(client, published_day="1", published_month="5", published_year="2026").url
    page = client.get(where)
    assert mapping_on(page) == {
        "column_0": ["name"], "column_1": ["charity"], "column_2": ["postcode"], "column_3": ["email"],
        "column_4": ["website"], "column_5": ["opened"], "column_6": [""], "kind": [""], "name": ["groups"],
    }  # fmt: skip
    assert "First values: MALVERN CARERS; Wye Ramblers; Nobody." in page.content.decode()
    preview = told(client, where).url
    html = client.get(preview).content.decode()
    assert ("Groups of the county" in html, "1 May 2026" in html, "It has neither a code nor a postcode" in html) == (
        True, True, True,
    )  # fmt: skip
    assert not Organisation.objects.filter(name="Wye Ramblers").exists()
    assert client.post(preview, {"once": uuid.uuid4()}).status_code == 302
    run_all()
    run = ImportRun.objects.get()
    assert run.summary == "read=4 created=2 updated=0 unchanged=0 refused=2"
    carers, walkers = the("1093617"), Organisation.objects.get(name="Wye Ramblers")
    assert (carers.name, carers.postcode, carers.opened) == ("Malvern Carers", "WR14 1AA", datetime.date(2003, 4, 1))
    assert (walkers.postcode, walkers.kind.code, walkers.email) == ("HR1 2PL", "community-group", "")
    assert "The e-mail address 'not yet' is not one; left out." in [reason for _, reason in said(run)]
    known = client.get(send(client).url).content.decode()
    assert "A sheet with these headings came before: &#39;Groups of the county&#39;." in known


def test_an_organisation_without_a_code_is_known_again_by_name_and_postcode(lists, client, ruth):
    given = save_mapping(
        by=ruth, name="Groups", headings=[], columns={"name": 0, "postcode": 1}, kind=OrganisationFactory().kind
    ).given
    there = OrganisationFactory(name="Rock & Roll Club", postcode="WR14 1AA", closed=datetime.date(2020, 1, 1))
    for name in ("Twins", "Twins"):
        OrganisationFactory(name=name, postcode="HR1 2PL")
    sheet = "Name,PC\nRock and Roll Club,wr141aa\nROCK & ROLL CLUB,WR14 1AA\nRock & Roll Club,HR1 2PL\nTwins,HR1 2PL\n"
    run = lists.take("sheet", sheet, "groups.csv", **given)
    assert counts(run) == (1, 0, 2, 1)
    assert said(run, "refused")[0][1].startswith("Several organisations of this name are in the register")
    there.refresh_from_db()
    assert (there.closed, there.identifiers.count(), run.doubtful) == (datetime.date(2020, 1, 1), 0, 0)
    assert counts(lists.take("sheet", sheet, "groups.csv", **given)) == (0, 0, 3, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"column_6": "postcode"}, "said to be &#39;Postcode&#39;: &#39;PC&#39; and &#39;Notes&#39;. Choose one."),
        ({"column_0": ""}, "Say which column holds the name of the organisation."),
        ({"column_1": "", "column_2": ""}, "Say which column holds a code or the postcode"),
        ({"kind": ""}, "Choose the kind of all organisations, or say above which column holds it."),
        ({"name": ""}, "Enter the name of the sheet."),
        ({"column_0": "<b>"}, "Choose from the list what this column holds."),
    ],
)  # fmt: skip
def test_a_wrong_map_is_said_on_the_page(client, wrong, sentence):
    page = told(client, send(client).url, **wrong)
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert not SheetMapping.objects.exists()


def test_the_name_of_another_sheet_is_not_taken(ruth):
    save_mapping(by=ruth, name="Groups", headings=["A", "B"], columns={"name": 0, "ods": 1})
    again = save_mapping(by=ruth, name="groups", headings=["A", "B"], columns={"name": 1, "ods": 0})
    assert (again.columns, again.version, SheetMapping.objects.count()) == ({"name": 1, "ods": 0}, 2, 1)
    with pytest.raises(Refused, match="is the name of a sheet with other headings"):
        save_mapping(by=ruth, name="Groups", headings=["A"], columns={"name": 0})


def test_a_kind_in_a_column_is_read_by_its_title(lists):
    given = {"columns": {"name": 0, "charity": 1, "kind": 2}, "kind": "", "mapping": "Groups"}
    sheet = "Name,No,Kind\nA Group,1093617,Community Groups\nB,1093618,Choir\nC,1093619,\n"
    run = lists.take("sheet", sheet, "groups.csv", **given)
    assert (counts(run), the("1093617").kind.code) == ((1, 0, 0, 2), "community-group")
    assert [reason for _, reason in said(run, "refused")] == [
        "The kind 'Choir' is none of the register's. Write it as 'Kinds of organisation' does.",
        "The kind of organisation is missing.",
    ]


def test_a_workbook_and_headings_that_say_nothing_are_guessed_by_their_values(client, tmp_path):
    path = tmp_path / "list.xlsx"
    rows = [["A", "HR1 2PL", "E06000019"], ["B", "WR1 1AA", "E06000020"]]
    write_xlsx(path, "List", ["Who", "Where", "Which"], rows)
    chosen = mapping_on(client.get(send(client, path.read_bytes(), "list.xlsx").url))
    assert [chosen[f"column_{place}"] for place in range(3)] == [[""], ["postcode"], ["gss"]]
    assert guesses(["Name", "Title"], [["a@example.org", "b"]]) == {"name": 0}


def test_a_file_that_is_none_is_refused_beside_it(client):
    for content, name, said_of_it in (
        (b"\0\1\2", "a.csv", "is not a CSV file"),
        ("Name,\ud800".encode("utf-8", "surrogatepass"), "a.csv", "lone surrogates"),
        (b"Name,Postcode\n", "a.csv", "headings but no rows"),
        ((",".join(f"C{n}" for n in range(61)) + "\n1\n").encode(), "a.csv", "more than 60 columns"),
    ):
        page = send(client, content, name)
        assert (page.status_code, said_of_it in page.content.decode()) == (422, True), name
    assert client.get("/partners/imports/sheet/00000000-0000-0000-0000-000000000000/").status_code == 404


@pytest.mark.parametrize(
    ("text", "day"),
    [("30-Apr-20", (2020, 4, 30)), ("30/11/2020", (2020, 11, 30)), ("1 April 1999", (1999, 4, 1)),
     ("１/２/２００３", (2003, 2, 1)), ("2003-04-01 00:00:00", (2003, 4, 1)), ("1.4.49", (2049, 4, 1))],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text, day):
    assert day_of(text, "day") == datetime.date(*day)
    with pytest.raises(Unreadable, match="is not a date"):
        day_of(f"32{text}", "day")
