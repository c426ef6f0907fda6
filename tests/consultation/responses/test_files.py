"""Files as answers: judged by their content, given out behind its rule, kept as long as an answer points there."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.models import Answer, Response
from core import clock
from core.files import actions as files
from core.files import tasks
from core.files.models import StoredFile
from core.mail.models import Mail
from core.work.actions import run_waiting
from tests.consultation.pages import boxes, to_send, words
from tests.factories.consultation import DURING, QuestionFactory, a_consultation, given, letter, of_every_kind
from tests.factories.organisations import FundingFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PROGRAM = b"MZ\x90\x00" + bytes(100)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


@pytest.fixture
def consultation(host):
    """Question 1 in words; 2 a heading, with 2a in words and 2b a file."""
    made = a_consultation(host=host, title="Support for carers")
    heading = made.questions.get(key="q2")
    QuestionFactory(consultation=made, parent=heading, key="plan", kind="file")
    return made


def where(consultation):
    return reverse("answer_question", args=[consultation.pk, "q2"])


def sends(client, consultation, file, **typed):
    seen = boxes(client.get(where(consultation)))
    return client.post(where(consultation), seen | typed | ({"plan": file} if file else {}))


def workbook(name="book.xlsx"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return SimpleUploadedFile(name, packed.getvalue())


def test_a_file_answers_and_stands_on_every_page_and_in_the_mail(approver, consultation):
    client = signed_in(approver)
    done = sends(client, consultation, SimpleUploadedFile("../our  plan.pdf", PDF), q2a="yes")
    assert done.status_code == 302
    answer = Answer.objects.get(question__key="plan")
    there = reverse("answer_file", args=[answer.version.response_id, answer.pk])
    check = client.get(reverse("answer_check", args=[consultation.pk]))
    assert f'href="{there}">our plan.pdf</a>' in check.content.decode()
    receipt = client.post(reverse("answer_check", args=[consultation.pk]), to_send(check), follow=True)
    response = Response.objects.get()
    for page in (
        receipt,
        client.get(response.get_absolute_url()),
        client.get(reverse("response_version", args=[response.pk, 1])),
    ):
        assert f'href="{there}">our plan.pdf</a>' in page.content.decode()
    run_waiting()
    assert "What about 2c?\n\nour plan.pdf" in Mail.objects.get().body


def test_it_is_given_out_as_an_attachment_and_run_by_no_browser(approver, consultation):
    client = signed_in(approver)
    sends(client, consultation, SimpleUploadedFile("our plan.pdf", PDF))
    answer = Answer.objects.get()
    given_out = client.get(reverse("answer_file", args=[answer.version.response_id, answer.pk]))
    assert b"".join(given_out.streaming_content) == PDF
    assert given_out["Content-Disposition"] == 'attachment; filename="our plan.pdf"'
    assert given_out["Content-Type"] == "application/pdf"
    assert given_out["X-Content-Type-Options"] == "nosniff"
    assert given_out["Content-Security-Policy"] == "default-src 'none'; sandbox"


def answers(actor, there):
    """What the address answers, read to its end, which closes the file."""
    page = signed_in(actor).get(there)
    if page.streaming:
        assert b"".join(page.streaming_content) == PDF
    return page.status_code


def test_who_may_not_read_the_answer_has_no_file(approver, consultation, commissioner, host, forum):
    client = signed_in(approver)
    sends(client, consultation, SimpleUploadedFile("our plan.pdf", PDF))
    answer = Answer.objects.get()
    there = reverse("answer_file", args=[answer.version.response_id, answer.pk])
    people = {role: make_actor(role) for role in ("approver", "member", "secretariat", "auditor")}
    for actor in (commissioner, *people.values()):
        assert answers(actor, there) == 404, actor
    with clock.at(DURING):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    got = {role: answers(actor, there) for role, actor in people.items()}
    assert got == {"approver": 404, "member": 404, "secretariat": 200, "auditor": 200}
    assert answers(commissioner, there) == 200
    FundingFactory(funder=host, funded=forum)
    assert answers(commissioner, there) == 404
    assert answers(approver, there) == 200


def test_a_file_is_not_found_under_another_response_or_where_there_is_none(approver, consultation):
    client = signed_in(approver)
    sends(client, consultation, SimpleUploadedFile("our plan.pdf", PDF), q2a="yes")
    response = Response.objects.get()
    file, words_alone = (Answer.objects.get(question__key=key) for key in ("plan", "q2a"))
    assert client.get(reverse("answer_file", args=[response.pk, words_alone.pk])).status_code == 404
    assert client.get(reverse("answer_file", args=[response.pk + 1, file.pk])).status_code == 404


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("plan.exe", PROGRAM), "This kind of file is not taken. Send one whose name ends in .pdf"),
        (SimpleUploadedFile("plan.pdf", PROGRAM), "The name ends in .pdf, but it is a program."),
        (SimpleUploadedFile("plan.pdf", b"<html><script>"), "The name ends in .pdf, but it is a web page."),
        (SimpleUploadedFile("plan.txt", b""), "The file you chose is empty."),
        (workbook("plan.docx"), "The name ends in .docx, but it is a workbook or another zip file."),
    ],
    ids=["a program", "a program in disguise", "a page in disguise", "empty", "a workbook in disguise"],
)
def test_a_refused_file_says_why_beside_its_field_and_every_word_stays(file, sentence, drafter, consultation):
    file.seek(0)
    client = signed_in(drafter)
    page = sends(client, consultation, file, q2a="no", q2a_why="Four hours of work")
    assert page.status_code == 422
    body = page.content.decode()
    assert sentence in words(page)
    assert 'href="#id_plan"' in body
    assert 'id="id_plan-error"' in body
    assert "Four hours of work" in words(page)
    assert f"You had chosen {file.name}. Choose it again, or another" in words(page)
    assert (Answer.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_that_is_too_large_is_refused(drafter, consultation, monkeypatch):
    monkeypatch.setattr(files, "SIZE_CAP", 20)
    page = sends(signed_in(drafter), consultation, SimpleUploadedFile("plan.txt", b"x" * 21), q2a_why="Words")
    assert (page.status_code, "The file is larger than 0 MB." in words(page), "Words" in words(page)) == (
        422,
        True,
        True,
    )


def test_a_good_file_beside_a_bad_answer_is_to_be_chosen_again(drafter, host):
    consultation = of_every_kind(host=host)
    heading = consultation.questions.get(key="q2")
    QuestionFactory(consultation=consultation, parent=heading, key="plan", kind="file")
    page = sends(signed_in(drafter), consultation, SimpleUploadedFile("plan.txt", b"Our plan"), q2b="999999")
    assert page.status_code == 422
    assert "You had chosen plan.txt. Choose it again, or another" in words(page)
    assert StoredFile.objects.count() == 0


def test_the_file_of_an_older_version_stays_when_it_is_replaced_or_taken_away(approver, consultation):
    client = signed_in(approver)
    sends(client, consultation, SimpleUploadedFile("first.txt", b"First"))
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    response = Response.objects.get()
    actions.change_response(by=approver, consultation=consultation)
    sends(client, consultation, SimpleUploadedFile("second.txt", b"Second"))
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    actions.change_response(by=approver, consultation=consultation)
    asked = words(client.get(where(consultation)))
    assert "second.txt is kept. Choose another file to replace it." in asked
    assert "Take away the file second.txt" in asked
    sends(client, consultation, None, plan_remove="on", q2a="yes")
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    for number, name, content in ((1, "first.txt", b"First"), (2, "second.txt", b"Second")):
        assert name in words(client.get(reverse("response_version", args=[response.pk, number])))
        answer = Answer.objects.get(version__number=number, question__key="plan")
        given_out = client.get(reverse("answer_file", args=[response.pk, answer.pk]))
        assert b"".join(given_out.streaming_content) == content
    last = words(client.get(reverse("response_version", args=[response.pk, 3])))
    assert "2c. What about 2c? Not answered" in last


def test_saving_other_parts_leaves_the_file_alone(approver, consultation):
    client = signed_in(approver)
    sends(client, consultation, SimpleUploadedFile("first.txt", b"First"))
    sends(client, consultation, None, q2a="yes")
    assert Answer.objects.get(question__key="plan").file.original_name == "first.txt"
    assert Answer.objects.get(question__key="plan").edition == 1


@pytest.fixture
def night(monkeypatch):
    """What the nightly clearing of a day says."""

    def clear(on: datetime.date) -> str:
        monkeypatch.setattr(tasks, "true_today", lambda: on)
        return tasks.forget_files(None, lambda done, total: None)["text"]

    return clear


@pytest.mark.parametrize("times", [1, 2], ids=["one answer", "two versions"])
def test_the_nightly_clearing_leaves_what_an_answer_points_at(times, night, approver, consultation):
    kept, loose = letter("kept.txt"), letter("never sent.txt")
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "plan", file=kept.pk)])
    for _ in range(times):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name")
        actions.change_response(by=approver, consultation=consultation)
    after = files.true_today() + datetime.timedelta(days=20 * 366)
    assert night(after) == "1 files deleted, 0 left behind"
    assert list(StoredFile.objects.all()) == [kept]
    assert kept.path.exists()
    assert loose.pk != kept.pk
    Answer.objects.all().delete()
    assert night(after) == "1 files deleted, 0 left behind"
    assert StoredFile.objects.count() == 0


def test_the_clearing_goes_on_where_somebody_has_just_pointed_at_a_file(approver, consultation, monkeypatch):
    """Between asking for what can go and deleting it."""
    first, second = letter("first.txt"), letter("second.txt")
    plain = files.forget

    def forget(stored):
        if stored == first:
            actions.save_answers(
                by=approver, consultation=consultation, given=[given(consultation, "plan", file=stored.pk)]
            )
            connection.check_constraints()
        plain(stored)

    monkeypatch.setattr(files, "forget", forget)
    after = files.true_today() + datetime.timedelta(days=400)
    assert files.forget_expired(after) == 1
    assert list(StoredFile.objects.all()) == [first]
    assert not StoredFile.objects.filter(pk=second.pk).exists()
