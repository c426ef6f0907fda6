"""Imports through a browser."""

import csv
import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.files.models import StoredFile
from core.imports.models import ImportLine, ImportRun, LineOutcome, RunState
from core.imports.sources import SOURCES
from core.work.testing import run_all
from partnerships.organisations import import_views
from partnerships.organisations.models import Organisation
from tests.factories.people import make_actor, signed_in
from tests.partnerships.organisations.imports.files import ods, ods_row, pct

pytestmark = pytest.mark.django_db

GOOD = ["E16000015", "5CN", "Herefordshire"]
BAD = ["E16", "5PL", "=Worcestershire"]
NEW = "/partners/imports/new/"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    return settings.MEDIA_ROOT


@pytest.fixture
def client():
    return signed_in(make_actor("secretariat"))


def send(client, content, *, source="pct", name="list.csv", **fields):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(NEW, {"source": source, "file": SimpleUploadedFile(name, data), "once": uuid.uuid4(), **fields})


def confirm(client, address, once=None):
    return client.post(address, {"once": once or uuid.uuid4()})


def test_the_upload_page_offers_every_list(client):
    html = client.get(f"{NEW}?source=ods").content.decode()
    for title in (
        "Primary care trusts (2012)",
        "NHS organisations",
        "UK councils",
        "Charity Commission register extract",
    ):
        assert title in html
    assert 'value="ods" checked' in html


def test_a_list_is_named_shortly_and_explained_in_a_hint(client):
    html = client.get(NEW).content.decode()
    label, hint = re.search(
        r'<label[^>]*for="id_source">(.*?)</label>\s*<div class="nhsuk-hint[^>]*>(.*?)</div>', html, re.S
    ).groups()
    assert label.strip() == "Primary care trusts (2012)"
    assert hint.strip().startswith("The ONS list of primary care trusts")


def test_every_page_of_an_import_has_the_way_back(client):
    preview = send(client, pct(BAD, GOOD)).url
    run = confirm(client, preview).url
    for address in ("/partners/imports/", NEW, preview, run):
        html = client.get(address).content.decode()
        way = html.split('class="nhsuk-breadcrumb"')[1].split("</nav>")[0]
        assert 'href="/partners/"' in way, address
        assert address == "/partners/imports/" or 'href="/partners/imports/"' in way, address


def test_a_file_is_looked_at_confirmed_and_taken_in(client):
    answer = send(client, pct(BAD, GOOD), published_day="1", published_month="2", published_year="2013")
    assert answer.status_code == 302
    assert answer.url.endswith("/?source=pct&published=2013-02-01")
    html = client.get(answer.url).content.decode()
    assert "What this import would do" in html
    assert "Herefordshire Primary Care Trust" in html
    assert "1 February 2013" in html
    assert "The ONS code &#39;E16&#39; is not one." in html
    assert not Organisation.objects.filter(code="5CN").exists()
    asked = confirm(client, answer.url)
    run = ImportRun.objects.get()
    assert (asked.status_code, asked.url) == (302, f"/partners/imports/{run.pk}/")
    waiting = client.get(asked.url)
    assert (waiting["Refresh"], "The file is waiting to be imported" in waiting.content.decode()) == ("5", True)
    assert "Refresh" not in client.get(f"{asked.url}?still")
    run_all()
    done = client.get(asked.url)
    html = done.content.decode()
    assert "Refresh" not in done
    assert "The file has been imported, but 1 row was refused." in html
    assert "Line 2: 5PL =Worcestershire" in html
    assert Organisation.objects.get(code="5CN").name == "Herefordshire Primary Care Trust"


def test_pressing_twice_is_one_import(client):
    address = send(client, pct(GOOD)).url
    once = uuid.uuid4()
    assert confirm(client, address, once).url == confirm(client, address, once).url
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\n1,2\n", "This is not the list &#39;Primary care trusts (2012)&#39;"),
        (b"%PDF-1.7", "it is a PDF document"),
        ("", "The file you chose is empty."),
    ],
)
def test_a_file_of_no_use_is_refused_beside_its_field_and_not_kept(client, content, sentence, kept):
    answer = send(client, content)
    html = answer.content.decode()
    assert (answer.status_code, sentence in html, 'href="#id_file"' in html or 'href="#file"' in html) == (
        422,
        True,
        True,
    )
    assert StoredFile.objects.count() == 0
    assert [path for path in kept.rglob("*") if path.is_file()] == []


def test_refused_rows_come_back_as_they_went_and_are_taken_when_corrected(client):
    confirm(client, send(client, pct(BAD, GOOD)).url)
    run_all()
    run = ImportRun.objects.get()
    answer = client.get(f"/partners/imports/{run.pk}/rows.csv")
    sheet = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sheet))) == [
        ["PCO12CD", "PCO12CDO", "PCO12NM"],
        ["E16", "5PL", "'=Worcestershire"],
    ]
    assert answer["Content-Disposition"] == f'attachment; filename="import-{run.pk}-refused.csv"'
    confirm(client, send(client, sheet.replace("E16,", "E16000121,")).url)
    run_all()
    assert Organisation.objects.get(code="5PL").name == "=Worcestershire Primary Care Trust"


def test_refused_rows_of_a_list_without_headings_come_back_without(client):
    confirm(client, send(client, ods(["short", "row"], ods_row("05F", "NHS HEREFORDSHIRE CCG")), source="ods").url)
    run_all()
    answer = client.get(f"/partners/imports/{ImportRun.objects.get().pk}/rows.csv")
    assert b"".join(answer.streaming_content).decode("utf-8-sig") == "short,row\r\n"


def test_a_refused_row_is_noted_as_put_right(client):
    confirm(client, send(client, pct(BAD, GOOD)).url)
    run_all()
    line = ImportLine.objects.get()
    answer = client.post(f"/partners/imports/lines/{line.pk}/corrected/", follow=True)
    line.refresh_from_db()
    assert line.outcome == LineOutcome.CORRECTED
    assert "Line 2 is marked as corrected." in answer.content.decode()
    assert "Corrected since" in answer.content.decode()
    assert client.post(f"/partners/imports/lines/{line.pk}/corrected/").status_code == 409
    assert client.post("/partners/imports/lines/0/corrected/").status_code == 404


def test_a_file_is_read_before_the_transaction_in_which_others_would_wait(client, monkeypatch):
    depths, read = [], SOURCES["pct"].read

    def noted(*given, **more):
        depths.append(len(connection.atomic_blocks))
        return read(*given, **more)

    outside = len(connection.atomic_blocks)
    monkeypatch.setattr(SOURCES["pct"], "read", noted)
    assert send(client, pct(GOOD)).status_code == 302
    assert set(depths) == {outside}


def test_a_long_file_is_looked_at_in_part(client, monkeypatch):
    monkeypatch.setattr(import_views, "LOOKED_AT", 1)
    html = client.get(send(client, pct(GOOD, ["E16000121", "5PL", "Worcestershire"])).url).content.decode()
    assert "The file has 2 rows; the first 1 have been checked." in html
    assert "Import this file" in html


def test_a_file_that_changes_nothing_has_no_button(client):
    address = send(client, pct(GOOD)).url
    confirm(client, address)
    run_all()
    assert "There is nothing new in this file." in client.get(address).content.decode()


def test_a_file_is_seen_by_who_sent_it_alone(client):
    address = send(client, pct(GOOD)).url
    other = signed_in(make_actor("secretariat"))
    assert (other.get(address).status_code, confirm(other, address).status_code) == (404, 404)
    assert client.get(address.replace("source=pct", "source=nonsense")).status_code == 404
    assert client.get(f"{address}&published=soon").status_code == 404
    assert client.get(f"{NEW}{uuid.uuid4()}/?source=pct").status_code == 404


def test_a_run_whose_file_could_not_be_used_says_so(client):
    run = ImportRun.objects.create(
        source="pct", file_name="x.csv", capacity="-", channel="web", asked_at="2026-01-01T00:00Z",
        state=RunState.FAILED, finished_at="2026-01-01T00:00Z", error="The file is damaged.",
    )  # fmt: skip
    assert "The file could not be used. The file is damaged." in client.get(run.get_absolute_url()).content.decode()


def test_the_list_of_imports(client):
    assert "Fill the register from a published list" in client.get("/partners/imports/").content.decode()
    confirm(client, send(client, pct(GOOD)).url)
    run_all()
    html = client.get("/partners/imports/").content.decode()
    assert "list.csv" in html
    assert "Primary care trusts (2012)" in html
    assert "/partners/imports/" in client.get("/partners/").content.decode()


@pytest.mark.parametrize(
    ("role", "listing", "sending"),
    [("secretariat", 200, 200), ("auditor", 200, 403), ("commissioner", 403, 403), ("administrator", 403, 403)],
)
def test_who_may_see_and_who_may_import(role, listing, sending):
    run = ImportRun.objects.create(
        source="pct", file_name="x.csv", capacity="-", channel="web", asked_at="2026-01-01T00:00Z"
    )
    client = signed_in(make_actor(role))
    assert client.get("/partners/imports/").status_code == listing
    assert client.get(run.get_absolute_url()).status_code == listing
    assert client.get(NEW).status_code == sending
    assert send(client, pct(GOOD)).status_code == (302 if sending == 200 else 403)


def test_visitors_are_asked_to_sign_in():
    client = signed_in(make_actor("visitor"))
    assert client.get(NEW).status_code == 302
    assert client.get("/partners/imports/").url.startswith("/account/login/")


def test_the_pages_ask_the_same_whatever_the_number_of_lines(client):
    run = ImportRun.objects.create(
        source="pct", file_name="x.csv", capacity="-", channel="web", asked_at="2026-01-01T00:00Z"
    )

    def statements():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{run.get_absolute_url()}?still")
        return len(asked)

    statements()
    ImportLine.objects.create(run=run, line=1, outcome=LineOutcome.REFUSED, reason="x")
    few = statements()
    ImportLine.objects.bulk_create(
        [ImportLine(run=run, line=n, outcome=LineOutcome.REFUSED, reason="x") for n in range(30)]
    )
    assert statements() == few
