"""Files are kept under our own names, given out as attachments, and let go in time."""

import datetime
import hashlib
import os

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core import clock
from core.acts import Refused
from core.files import actions
from core.files.actions import (
    clean_name,
    forget_expired,
    forget_strays,
    open_stored,
    store,
)
from core.files.downloads import download_response
from core.files.kinds import UnusableFile
from core.files.models import StoredFile
from core.files.tasks import forget_files
from tests.core.files.sheets import inline, raw_xlsx
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(40)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files_on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_our_own_name_with_what_we_know_of_it(own_folder):
    actor = make_actor("secretariat")
    content = "name\nCafé\n".encode()
    stored = store(SimpleUploadedFile("x.csv", content), name="../../etc/Partners 2003.csv", purpose="import", by=actor)
    assert stored.original_name == "Partners 2003.csv"
    assert stored.content_type == "text/csv"
    assert (stored.size, stored.sha256) == (11, hashlib.sha256(content).hexdigest())
    assert stored.owner_user == actor.user
    assert stored.kept_until == actions.true_today() + datetime.timedelta(days=730)
    assert files_on_disk(own_folder) == [own_folder / stored.name.hex[:2] / stored.name.hex]
    with open_stored(stored) as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (PNG, "a.PNG", "image/png"),
        (PDF, "a.pdf", "application/pdf"),
        (
            raw_xlsx(f'<row r="1">{inline("a")}</row>').read(),
            "a.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (b"plain", "a.txt", "text/plain"),
    ],
    ids=["png", "pdf", "xlsx", "txt"],
)
def test_kinds_are_judged_by_content_and_name(content, name, content_type):
    assert store(content, name=name, purpose="document", by=None).content_type == content_type


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00" + bytes(range(256)), "a.pdf", "but it is a program."),
        (b"<html><script>alert(1)</script>", "a.pdf", "but it is a web page."),
        (b"<html><script>alert(1)</script>", "a.txt", "but it is a web page."),
        (b"<svg onload='alert(1)'/>", "a.svg", "This kind of file is not taken."),
        (PDF, "a.png", "but it is a PDF document."),
        (PNG, "a.html", "This kind of file is not taken."),
        (raw_xlsx("").read(), "a.docx", "The name ends in .docx, but it is a workbook or another zip file."),
        (raw_xlsx("", extra=[("x", b"0" * 30_000_000)]).read(), "a.xlsx", "packed in a way"),
        (b"", "a.txt", "The file is empty."),
    ],
    ids=["program", "page as pdf", "page as text", "svg", "pdf as png", "html", "xlsx as docx", "bomb", "empty"],
)
def test_what_is_not_what_it_claims_is_refused_and_leaves_nothing(content, name, words, own_folder):
    with pytest.raises(UnusableFile) as caught:
        store(content, name=name, purpose="document", by=None)
    assert words in caught.value.messages[0]
    assert StoredFile.objects.count() == 0
    assert files_on_disk(own_folder) == []


def test_only_the_kinds_that_are_asked_for_are_taken():
    with pytest.raises(UnusableFile, match="Send one whose name ends in .csv."):
        store(PDF, name="a.pdf", purpose="import", by=None, allowed=("csv",))


def test_a_file_over_the_cap_is_refused(monkeypatch):
    monkeypatch.setattr(actions, "SIZE_CAP", 1_000_000)
    with pytest.raises(UnusableFile, match="The file is larger than 1 MB."):
        store(b"x" * 1_000_001, name="a.txt", purpose="document", by=None)
    assert store(b"x" * 1_000_001, name="a.txt", purpose="export", by=None, made_here=True).size == 1_000_001


def test_nothing_is_left_on_disk_when_the_row_cannot_be_written(own_folder):
    with pytest.raises(ValidationError), transaction.atomic():
        store(b"x", name="a.txt", purpose="document", by=None, kept_until="no date")
    assert files_on_disk(own_folder) == []


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\ann\\Partners.csv", "Partners.csv"),
        ("/etc/passwd", "passwd"),
        ("a\u202egpj.exe.csv", "agpj.exe.csv"),
        ('x"; filename="y.csv', "x; filename=y.csv"),
        ("line\r\nbreak.csv", "linebreak.csv"),
        (".csv", "file.csv"),
        ("", "file"),
        ("x" * 300 + ".csv", "x" * 146 + ".csv"),
        ("lone\ud800.csv", "lone?.csv"),
        ("<script>.csv", "<script>.csv"),
    ],
)
def test_names_are_cleaned_for_display(name, clean):
    assert clean_name(name) == clean


def test_a_download_is_an_attachment_that_nothing_runs():
    stored = store(b"a,b\n", name="Café.csv", purpose="export", by=None)
    response = download_response(stored)
    assert b"".join(response.streaming_content) == b"a,b\n"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Caf%C3%A9.csv"
    assert response["Content-Type"] == "text/csv"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    response.close()


def test_a_file_that_is_gone_is_a_sentence():
    stored = store(b"a", name="a.txt", purpose="export", by=None)
    stored.path.unlink()
    with pytest.raises(Refused, match="This file is no longer kept."):
        open_stored(stored)


def test_files_are_let_go_when_their_time_is_over(own_folder, django_capture_on_commit_callbacks):
    day = datetime.date(2003, 11, 20)
    old = store(b"a", name="a.txt", purpose="export", by=None, kept_until=day - datetime.timedelta(days=1))
    kept = store(b"b", name="b.txt", purpose="export", by=None, kept_until=day)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired(day) == 1
    assert list(StoredFile.objects.all()) == [kept]
    assert files_on_disk(own_folder) == [kept.path]
    assert not old.path.exists()


def test_a_story_keeps_files_by_the_true_day():
    with clock.at(datetime.date(2003, 11, 20)):
        assert store(b"a", name="a.txt", purpose="export", by=None).kept_until.year >= 2026


def test_content_without_a_row_is_swept_when_it_is_old(own_folder):
    kept = store(b"a", name="a.txt", purpose="export", by=None)
    stray, young = own_folder / "ab" / ("ab" * 16), own_folder / "cd" / ("cd" * 16)
    for path in (stray, young):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    for path in (kept.path, stray):
        os.utime(path, (1_000_000, 1_000_000))
    assert forget_strays(datetime.datetime(2003, 1, 1, tzinfo=datetime.UTC)) == 1
    assert sorted(files_on_disk(own_folder)) == sorted([kept.path, young])


def test_the_nightly_job_says_what_it_did():
    assert forget_files(None, lambda done, total: None) == {"text": "0 files deleted, 0 left behind"}
