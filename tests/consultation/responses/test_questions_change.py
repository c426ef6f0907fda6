"""A published question is withdrawn or corrected while somebody answers it: the words come back, and are kept."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.consultations.models import Consultation
from consultation.consultations.text_actions import correct_question, withdraw_question
from consultation.responses import actions
from consultation.responses.models import Answer, Response, ResponseVersion
from core.acts import Refused
from core.files.models import StoredFile
from tests.consultation.pages import boxes, to_send, words
from tests.factories.consultation import given, of_every_kind
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(host):
    return of_every_kind(host=host, title="Support for carers")


def where(consultation, key):
    return reverse("answer_question", args=[consultation.pk, key])


def withdraw(by, consultation, key):
    withdraw_question(by=by, question=consultation.questions.get(key=key), reason="It was asked twice.")


def test_words_to_a_question_that_was_withdrawn_come_back_with_the_reason(secretariat, drafter, consultation):
    client = signed_in(drafter)
    seen = boxes(client.get(where(consultation, "q1")))
    withdraw(secretariat, consultation, "q1")
    page = client.post(where(consultation, "q1"), seen | {"q1": "Four hours of <work>"})
    assert page.status_code == 422
    assert "Question 1 is not asked any more: It was asked twice." in words(page)
    assert "These are your words to what is not asked any more." in words(page)
    assert "Four hours of <work>" in words(page)
    assert "Save and go on" not in words(page)
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("q3", {"q3": "12.5"}, "12.5"),
        ("q4", {"q4_day": "20", "q4_month": "Nov", "q4_year": "2003"}, "20 November 2003"),
        ("q5", {"q5": SimpleUploadedFile("plan.txt", b"Our plan")}, "plan.txt"),
    ],
)
def test_so_do_a_number_a_date_and_the_name_of_a_file(key, typed, shown, secretariat, drafter, consultation):
    client = signed_in(drafter)
    seen = boxes(client.get(where(consultation, key)))
    withdraw(secretariat, consultation, key)
    page = client.post(where(consultation, key), seen | typed)
    assert (page.status_code, shown in words(page)) == (422, True)
    assert (Answer.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_of_a_part_that_was_withdrawn_the_words_come_back_and_the_others_are_saved_next(
    secretariat, drafter, consultation
):
    client = signed_in(drafter)
    seen = boxes(client.get(where(consultation, "q2")))
    later = consultation.questions.get(key="q2b").choices.get(label="Later")
    withdraw(secretariat, consultation, "q2a")
    page = client.post(
        where(consultation, "q2"), seen | {"q2a": "no", "q2a_why": "Two hours of reasons", "q2b": str(later.pk)}
    )
    assert page.status_code == 422
    text = words(page)
    assert "Question 2a is not asked any more: It was asked twice." in text
    assert "2a. What about 2a? No Two hours of reasons" in text
    assert "What you typed to the other parts is still in the boxes below" in text
    done = client.post(where(consultation, "q2"), boxes(page) | {"q2b": str(later.pk)})
    assert done.status_code == 302
    assert [(each.question.key, each.choice) for each in Answer.objects.all()] == [("q2b", later)]


def test_the_script_saves_the_others_at_once_and_says_so(secretariat, drafter, consultation):
    client = signed_in(drafter)
    seen = boxes(client.get(where(consultation, "q2")))
    withdraw(secretariat, consultation, "q2a")
    later = str(consultation.questions.get(key="q2b").choices.get(label="Later").pk)
    told = client.post(
        where(consultation, "q2"), seen | {"q2a_why": "Reasons", "q2b": later}, headers={"X-Autosave": "1"}
    ).json()
    assert (told["saved"], told["whole"]) == (True, False)
    assert told["sentences"] == ["Question 2a is not asked any more: It was asked twice."]
    assert Answer.objects.get().question.key == "q2b"


def test_what_was_drafted_before_is_shown_and_sent_along(secretariat, approver, consultation):
    both = [given(consultation, "q1", text="Drafted before"), given(consultation, "q2a", yes=True)]
    actions.save_answers(by=approver, consultation=consultation, given=both)
    withdraw(secretariat, consultation, "q1")
    client = signed_in(approver)
    listed = words(client.get(reverse("answer", args=[consultation.pk])))
    assert "1. What about 1?" not in listed
    page = words(client.get(where(consultation, "q1")))
    assert "Drafted before" in page
    assert "This question is not asked any more: It was asked twice." in page
    check = client.get(reverse("answer_check", args=[consultation.pk]))
    assert "Drafted before" in words(check)
    assert "5 questions not answered" in words(check)
    receipt = client.post(reverse("answer_check", args=[consultation.pk]), to_send(check), follow=True)
    assert "Drafted before" in words(receipt)
    draft = actions.change_response(by=approver, consultation=consultation)
    assert [each.question.key for each in draft.answers.all()] == ["q2a"]


def test_an_answer_to_nothing_but_what_is_not_asked_any_more_is_not_sent(secretariat, approver, consultation):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="Before")])
    withdraw(secretariat, consultation, "q1")
    with pytest.raises(Refused, match="Not one question is answered"):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name")


def correct(by, consultation, key, text):
    question = consultation.questions.get(key=key)
    correct_question(by=by, question=question, version=None, text=text, reason="A word was missing.")


def test_an_answer_says_which_wording_its_writer_had_before_them(secretariat, drafter, approver, consultation):
    client = signed_in(drafter)
    seen = boxes(client.get(where(consultation, "q1")))
    correct(secretariat, consultation, "q1", "What about all of 1?")
    page = client.post(where(consultation, "q1"), seen | {"q1": "We agree."}, follow=True)
    assert (
        "The wording of question 1 was corrected while you were writing. The reason: A word was missing. It now reads: "
        "'What about all of 1?'"
    ) in words(page)
    assert Answer.objects.get().wording == 1
    check = signed_in(approver).get(reverse("answer_check", args=[consultation.pk]))
    assert "1. What about 1?" in words(check)
    seen = boxes(client.get(where(consultation, "q1")))
    assert "What about all of 1?" in words(client.get(where(consultation, "q1")))
    client.post(where(consultation, "q1"), seen | {"q1": "We agree with all of it."})
    assert Answer.objects.get().wording == 2


@pytest.mark.parametrize("forged", ["0", "9", "", "-1", "abc", "9" * 30])
def test_a_wording_that_never_was_is_not_believed(forged, secretariat, drafter, consultation):
    client = signed_in(drafter)
    seen = boxes(client.get(where(consultation, "q1"))) | {"q1_wording": forged, "q1": "We agree."}
    page = client.post(where(consultation, "q1"), seen)
    if page.status_code == 302:
        assert Answer.objects.get().wording == 1
    else:
        assert (page.status_code, "We agree." in words(page)) == (422, True)


def test_an_answer_that_was_sent_keeps_the_wording_it_answered(secretariat, approver, consultation):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    fresh = Consultation.objects.get(pk=consultation.pk)
    actions.submit_response(by=approver, consultation=fresh, consent="with_name")
    correct(secretariat, consultation, "q1", "What about all of 1?")
    response, client = Response.objects.get(), signed_in(approver)
    assert "1. What about 1?" in words(client.get(reverse("receipt", args=[response.pk])))
    draft: ResponseVersion = actions.change_response(by=approver, consultation=fresh)
    assert draft.answers.get().wording == 1
    assert draft.started_at - response.started_at == datetime.timedelta()
