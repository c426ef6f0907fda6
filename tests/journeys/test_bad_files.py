"""Files that are not what they claim, sent through the pages: a sentence, and nothing that stays."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core.files.models import StoredFile
from core.imports.models import ImportRun
from partnerships.organisations.models import Organisation
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db
PAGES = {
    "import": ("/partners/imports/new/", "file", {"source": "pct"}),
    "sheet": ("/partners/upload/", "sheet", {}),
}
NOTHING_TAKEN = (0, 0, [])


def workbook() -> bytes:
    made = Workbook()
    made.active.append(["Id", "Version", "Name", "Kind"])
    made.active.append(["", "", "Malvern Carers", "Charity"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(change) -> bytes:
    """A workbook whose parts were changed: change(name, content) gives the new content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()


def bomb() -> bytes:
    return repacked(lambda name, data: b" " * 60_000_000 if name == "xl/worksheets/sheet1.xml" else data)


def entities() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><worksheet>&a8;</worksheet>'
    return repacked(lambda name, data: laughs.encode() if name == "xl/worksheets/sheet1.xml" else data)


def two_million_rows() -> bytes:
    def stretch(name: str, data: bytes) -> bytes:
        return data.replace(b'ref="A1:D2"', b'ref="A1:D2000000"').replace(b'r="2"', b'r="2000000"')

    return repacked(stretch)


def many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(3000):
            archive.writestr(f"xl/{number}.xml", "")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


BAD = {
    "a program as CSV": ("list.csv", lambda: b"MZ\x90\0" + b"\0" * 400),
    "a program as a workbook": ("list.xlsx", lambda: b"MZ\x90\0" + b"\0" * 400),
    "a PDF as CSV": ("list.csv", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj\n" * 90),
    "a PDF": ("list.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj\n" * 90),
    "a program": ("list.exe", lambda: b"MZ\x90\0" + b"\0" * 400),
    "a workbook as CSV": ("list.csv", workbook),
    "text as a workbook": ("list.xlsx", lambda: b"Id,Name\n1,x\n"),
    "a bomb": ("list.xlsx", bomb),
    "entities in entities": ("list.xlsx", entities),
    "very many entries": ("list.xlsx", many_entries),
    "a broken workbook": ("list.xlsx", lambda: workbook()[:-200]),
    "nothing at all": ("list.csv", lambda: b""),
    "only blank lines": ("list.csv", lambda: b"\n \n\n"),
    "a cell of 10 MB": ("list.csv", lambda: b'Id,Version,Name,Kind\n,,"' + b"x" * 10_000_000 + b'",Charity\n'),
    "NUL": ("list.csv", lambda: b"Id,Version,Name,Kind\n,,Malvern\0Carers,Charity\n"),
    "half a character": ("list.csv", lambda: b"Id,Version,Name,Kind\n,,Malvern\xed\xa0\x80,Charity\n"),
    "half of UTF-16": ("list.csv", lambda: "Id,Version,Name\n".encode("utf-16")[:-1]),
    "an open quotation mark": ("list.csv", lambda: b'Id,Version,Name,Kind\n,,"Malvern,Charity\n' * 3),
    "no name": (".csv", lambda: b"Q" * 40),
    "a folder in its name": ("../../etc/list.csv", lambda: b"\0" * 40),
}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    return settings.MEDIA_ROOT


@pytest.fixture
def office():
    return signed_in(make_actor("secretariat"))


def send(client, page: str, name: str, data: bytes):
    url, field, more = PAGES[page]
    return client.post(url, {field: SimpleUploadedFile(name, data), "once": uuid.uuid4(), **more})


def taken(kept) -> tuple[int, int, list[str]]:
    files = [each.name for each in kept.rglob("*") if each.is_file()] if kept.exists() else []
    return StoredFile.objects.count(), ImportRun.objects.count(), files


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_in_words_and_nothing_of_it_stays(office, kept, page, what):
    name, make = BAD[what]
    before = Organisation.objects.count()
    answer = send(office, page, name, make())
    body = answer.content.decode()
    assert answer.status_code == 422, answer
    assert "There is a problem" in body
    assert form_to(answer, PAGES[page][0]).kinds[PAGES[page][1]] == "file"
    assert taken(kept) == NOTHING_TAKEN
    assert Organisation.objects.count() == before


@pytest.mark.parametrize("page", PAGES)
def test_a_workbook_that_says_it_has_two_million_rows(office, kept, page):
    answer = send(office, page, "list.xlsx", two_million_rows())
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert office.get(answer.url).status_code == 200


def test_utf16_is_read(office):
    sheet = "PCO12CD,PCO12CDO,PCO12NM\nE16000015,5CN,Herefordshire\n".encode("utf-16")
    answer = send(office, "import", "list.csv", sheet)
    assert answer.status_code == 302
    assert "Herefordshire" in office.get(answer.url).content.decode()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(office, kept, monkeypatch):
    monkeypatch.setattr("core.files.actions.SIZE_CAP", 1000)
    monkeypatch.setattr("core.imports.looking.FILE_CAP", 1000)
    answer = send(office, "import", "list.csv", b"PCO12CD,PCO12CDO,PCO12NM\n" + b"E16,5CN,Here\n" * 200)
    assert (answer.status_code, taken(kept)) == (422, NOTHING_TAKEN)
    assert "larger than" in answer.content.decode()


def test_a_text_where_a_file_should_be(office, kept):
    for url, field, more in PAGES.values():
        answer = office.post(url, {field: "list.csv", "once": uuid.uuid4(), **more})
        assert (answer.status_code, taken(kept)) == (422, NOTHING_TAKEN)
        assert "Choose the file" in answer.content.decode()
