"""Scans of letters and paper forms: of kinds that are taken, judged by what is in them, and behind the same door."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from consultation.intake.actions import attach_scan
from consultation.intake.rules import MOST_SCANS
from consultation.responses.models import Attachment, Response
from core.files.actions import SIZE_CAP
from core.files.models import StoredFile
from core.trail.models import Event
from tests.consultation.pages import boxes, words
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import sent
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + b"\0" * 60
KEY_IN = {
    "channel": "post",
    "shape": "letter",
    "received_on": "2026-10-02",
    "name": "Luncheon Club",
    "person": "Dora Lane, with a long title that she typed",
}


def upload(name: str = "letter.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_scan_is_kept_and_given_out_to_who_may_read_the_answer(secretariat, consultation, forum, host):
    response = keyed(consultation, forum)
    kept = attach_scan(by=secretariat, response=response, scan=upload("a/../Brief vom 3..pdf"))
    assert (kept.title, kept.file.purpose) == ("Brief vom 3..pdf", "answer")
    assert Event.objects.of(response).first().verb == "attached a scan"
    url = reverse("response_attachment", args=[response.pk, kept.pk])
    for reader in (
        secretariat,
        make_actor("member", organisation=forum),
        make_actor("commissioner", organisation=host),
    ):
        given = signed_in(reader).get(url)
        assert b"".join(given.streaming_content) == PDF
        assert given["Content-Disposition"].startswith("attachment")
    assert signed_in(make_actor("member")).get(url).status_code == 404
    assert signed_in(make_actor("commissioner")).get(url).status_code == 404


def test_a_scan_of_another_answer_is_not_there(secretariat, consultation):
    one, two = keyed(consultation, name="One"), keyed(consultation, name="Two")
    kept = attach_scan(by=secretariat, response=one, scan=upload())
    assert signed_in(secretariat).get(reverse("response_attachment", args=[two.pk, kept.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "letter.pdf",
            PROGRAM,
            "The name ends in .pdf, but it is a program. Save it again in the right kind and send that.",
        ),
        ("letter.pdf", b"", "The file is empty."),
        (
            "letter.exe",
            PROGRAM,
            "This kind of file is not taken. Send one whose name ends in .pdf, .docx, .png, .jpg, .jpeg or .txt.",
        ),
        (
            "answers.csv",
            b"a,b\n1,2\n",
            "This kind of file is not taken. Send one whose name ends in .pdf, .docx, .png, .jpg, .jpeg or .txt.",
        ),
        (
            "page.txt",
            b"<html><script>alert(1)</script>",
            "The name ends in .txt, but it is a web page. Save it again in the right kind and send that.",
        ),
    ],
)
def test_a_file_that_is_not_taken_is_refused_beside_its_field_and_nothing_is_kept(
    secretariat, consultation, name, content, sentence
):
    response = keyed(consultation)
    with pytest.raises(ValidationError) as refused:
        attach_scan(by=secretariat, response=response, scan=upload(name, content))
    assert refused.value.message_dict == {"scan": [sentence]}
    assert (Attachment.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_that_is_too_large_is_refused(secretariat, consultation):
    response = keyed(consultation)
    with pytest.raises(ValidationError) as refused:
        attach_scan(by=secretariat, response=response, scan=upload(content=PDF + b"0" * SIZE_CAP))
    assert refused.value.message_dict == {"scan": ["The file is larger than 25 MB."]}


def test_twenty_scans_of_one_answer_and_no_more(secretariat, consultation):
    response = keyed(consultation)
    for _ in range(MOST_SCANS):
        attach_scan(by=secretariat, response=response, scan=upload())
    with pytest.raises(ValidationError) as refused:
        attach_scan(by=secretariat, response=response, scan=upload())
    assert refused.value.message_dict == {
        "scan": ["20 scans are attached already. Put the rest into one file, and ask for help if it is more."]
    }


def test_scans_belong_to_what_was_keyed_in(secretariat, consultation, forum):
    for response in (sent(consultation, forum), from_guest(consultation)):
        with pytest.raises((PermissionDenied, Http404)):
            attach_scan(by=secretariat, response=response, scan=upload())


@pytest.mark.parametrize("role", ["auditor", "commissioner", "approver"])
def test_nobody_but_the_secretariat_attaches(consultation, host, forum, role):
    by = make_actor(role, organisation={"commissioner": host, "approver": forum}.get(role))
    with pytest.raises((PermissionDenied, Http404)):
        attach_scan(by=by, response=keyed(consultation, forum), scan=upload())


# On the pages


def test_a_refused_file_keeps_every_other_word_and_makes_nothing(secretariat, consultation):
    browser = signed_in(secretariat)
    url = reverse("response_key", args=[consultation.pk])
    page = browser.get(url)
    answer = browser.post(url, boxes(page) | KEY_IN | {"scan": upload("letter.pdf", PROGRAM)})
    text = words(answer)
    assert answer.status_code == 422
    assert "The name ends in .pdf, but it is a program." in text
    assert "choose it once more: browsers do not keep files" in text
    body = answer.content.decode()
    for kept in ('value="Luncheon Club"', 'value="Dora Lane, with a long title that she typed"', 'value="2026"'):
        assert kept in body
    assert Response.objects.count() == 0
    done = browser.post(url, boxes(answer) | KEY_IN | {"scan": upload()})
    assert (done.status_code, Response.objects.get().attachments.get().title) == (302, "letter.pdf")


def test_a_further_scan_is_attached_and_linked_on_the_page_of_the_answer(secretariat, consultation):
    browser, response = signed_in(secretariat), keyed(consultation)
    url = reverse("scan_add", args=[response.pk])
    missing = browser.post(url, boxes(browser.get(url)))
    assert (missing.status_code, "Choose the scan that you want to attach." in words(missing)) == (422, True)
    page = browser.post(url, boxes(browser.get(url)) | {"scan": upload("page 2.pdf")}, follow=True)
    assert "The scan is attached." in words(page)
    assert reverse("response_attachment", args=[response.pk, response.attachments.get().pk]) in page.content.decode()
