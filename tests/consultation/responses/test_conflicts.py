"""Two members on one question: both versions are shown, whatever kind it is of, and nobody's is written over."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.models import Answer, Response
from consultation.responses.rules import Value, value_of
from tests.consultation.pages import boxes, to_send, words
from tests.factories.consultation import given, letter, of_every_kind, sent
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


def pk(consultation, key, label):
    return str(consultation.questions.get(key=key).choices.get(label=label).pk)


# question, its part, what a colleague answers, what is typed, as it reads: theirs and ours
KINDS = {
    "words": ("q1", "q1", {"text": "Theirs"}, lambda made: {"q1": "Ours"}, ("Theirs", "Ours")),
    "yes or no": ("q2", "q2a", {"yes": True}, lambda made: {"q2a": "no"}, ("Yes", "No")),
    "why": ("q2", "q2a", {"yes": True, "text": "Aye"}, lambda made: {"q2a": "yes", "q2a_why": "Sure"}, ("Aye", "Sure")),
    "choose one": (
        "q2", "q2b", {"choice": "Now"}, lambda made: {"q2b": pk(made, "q2b", "Later")}, ("Now", "Later"),
    ),
    "choose all that apply": (
        "q2", "q2c", {"several": ("Day", "Night")},
        lambda made: {"q2c": [pk(made, "q2c", "Night"), pk(made, "q2c", "Weekend")]}, ("Day, Night", "Night, Weekend"),
    ),
    "a number": ("q3", "q3", {"number": Decimal("12.5")}, lambda made: {"q3": "1,300"}, ("12.5", "1,300")),
    "a date": (
        "q4", "q4", {"day": datetime.date(2003, 11, 20)},
        lambda made: {"q4_day": "1", "q4_month": "August", "q4_year": "2003"}, ("20 November 2003", "1 August 2003"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_both_stand_side_by_side_and_saving_again_replaces_knowingly(kind, drafter, approver, host):
    key, part, theirs, typed, (kept, ours) = KINDS[kind]
    consultation = of_every_kind(host=host)
    client = signed_in(approver)
    where = reverse("answer_question", args=[consultation.pk, key])
    seen = boxes(client.get(where))
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, part, **theirs)])
    before = value_of(Answer.objects.get())
    page = client.post(where, seen | typed(consultation))
    assert page.status_code == 409
    text = words(page)
    assert "Somebody else changed this while you had it open" in text
    assert f"{drafter.user} saved it." in text
    assert f"{kept} {ours}" in text
    assert "data-saves" not in page.content.decode()  # or a word more would replace theirs by itself
    assert "Nothing on this page is saved before you press a button." in text
    assert value_of(Answer.objects.get()) == before
    again = form_to(page, where).data()
    assert client.post(where, again).status_code == 302
    answer = Answer.objects.get()
    assert (answer.edition, answer.edited_by_id) == (2, approver.user_id)
    assert value_of(answer) != before


def test_two_files(drafter, approver, host):
    consultation = of_every_kind(host=host)
    client = signed_in(approver)
    where = reverse("answer_question", args=[consultation.pk, "q5"])
    seen = boxes(client.get(where))
    stored = letter("theirs.txt")
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q5", file=stored.pk)])
    page = client.post(where, seen | {"q5": SimpleUploadedFile("ours.txt", b"Ours")})
    assert page.status_code == 409
    assert "theirs.txt ours.txt" in words(page), words(page)
    assert Answer.objects.get().file == stored
    assert client.post(where, boxes(page)).status_code == 302
    assert Answer.objects.get().file == stored, "without choosing a file again, theirs stays"
    seen = boxes(client.get(where))
    assert client.post(where, seen | {"q5": SimpleUploadedFile("ours.txt", b"Ours")}).status_code == 302
    assert Answer.objects.get().file.original_name == "ours.txt"


def test_a_file_taken_away_while_a_colleague_replaces_it(drafter, approver, host):
    consultation = of_every_kind(host=host)
    first, second = letter("first.txt"), letter("second.txt")
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q5", file=first.pk)])
    client = signed_in(approver)
    where = reverse("answer_question", args=[consultation.pk, "q5"])
    seen = boxes(client.get(where))
    actions.save_answers(
        by=drafter, consultation=consultation, given=[given(consultation, "q5", file=second.pk, edition=1)]
    )
    page = client.post(where, seen | {"q5_remove": "on"})
    assert page.status_code == 409
    assert Answer.objects.get().file == second


def test_an_answer_taken_back_meanwhile_is_a_conflict_too(drafter, approver, consultation):
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Theirs")])
    client = signed_in(approver)
    where = reverse("answer_question", args=[consultation.pk, "q1"])
    seen = boxes(client.get(where))
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", edition=1)])
    page = client.post(where, seen | {"q1": "Theirs and ours"})
    assert page.status_code == 409
    assert "(empty) Theirs and ours" in words(page)
    assert value_of(Answer.objects.get()) == Value()


def test_going_back_and_sending_the_page_again_loses_nothing(drafter, consultation):
    """The same words again change nothing; other words are a conflict with oneself, which says so."""
    client = signed_in(drafter)
    where = reverse("answer_question", args=[consultation.pk, "q1"])
    seen = boxes(client.get(where))
    for _ in range(2):
        assert client.post(where, seen | {"q1": "We agree."}).status_code == 302
    assert Answer.objects.get().edition == 1
    page = client.post(where, seen | {"q1": "We agree. All of us."})
    assert page.status_code == 409
    assert "This answer was changed after you opened the page" in words(page)
    assert "Somebody else" not in words(page)
    assert "We agree. We agree. All of us." in words(page)
    assert client.post(where, form_to(page, where).data()).status_code == 302
    assert Answer.objects.get().text == "We agree. All of us."


# A draft that was given up and begun anew has the same editions, and is another


@pytest.fixture
def begun_anew(consultation, forum):
    """Two approvers of one body; the first drafted a change of question 1. `again(words)`: the second discards it and
    writes other words."""
    sent(consultation, forum, q1="First")
    first, second = (signed_in(make_actor("approver", organisation=forum)) for _ in range(2))
    change, discard = (reverse(name, args=[consultation.pk]) for name in ("answer_change", "answer_discard"))
    question = reverse("answer_question", args=[consultation.pk, "q1"])

    def write(browser, text):
        browser.post(question, boxes(browser.get(question)) | {"q1": text})

    def again(text):
        second.post(discard, {})
        second.post(change)
        write(second, text)

    first.post(change)
    write(first, "We agree with all our heart")
    return first, question, again


def test_nobody_sends_a_draft_begun_anew_that_they_have_not_read(begun_anew, consultation):
    first, _, again = begun_anew
    check = reverse("answer_check", args=[consultation.pk])
    page = to_send(first.get(check))
    again("We do NOT agree")
    refused = first.post(check, page)
    assert (refused.status_code, "changed an answer after you opened this page" in words(refused)) == (422, True)
    assert "We do NOT agree" in words(refused)
    assert Response.objects.get().counted_version.answers.get().text == "First"


def test_nobody_writes_over_a_draft_begun_anew(begun_anew):
    first, question, again = begun_anew
    page = boxes(first.get(question)) | {"q1": "We agree with all our heart and more"}
    again("We do NOT agree")
    told = first.post(question, page)
    assert told.status_code == 409
    assert "We do NOT agree" in words(told)
    assert Answer.objects.get(version__submitted_at=None).text == "We do NOT agree"
