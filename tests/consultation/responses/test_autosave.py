"""What the page's script saves by itself: the same act as the buttons, told in words, over nobody's words."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.models import Answer, Response
from core import clock
from core.files.models import StoredFile
from core.trail.models import Event
from tests.consultation.pages import boxes
from tests.factories.consultation import CLOSED, DURING, given, of_every_kind, sent
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


def where(consultation, key):
    return reverse("answer_question", args=[consultation.pk, key])


def saves(client, consultation, key, seen, **typed):
    """What the script sends after a pause in typing."""
    return client.post(where(consultation, key), seen | typed, headers={"X-Autosave": "1"})


def opened(client, consultation, key):
    return boxes(client.get(where(consultation, key)))


def test_it_is_saved_and_says_when(drafter, consultation):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q1")
    with clock.at(DURING - datetime.timedelta(minutes=19)):
        done = saves(client, consultation, "q1", seen, q1="We agree.")
    kept = Answer.objects.get()
    assert (done.status_code, kept.text) == (200, "We agree.")
    told = done.json()
    assert (told["saved"], told["whole"], told["at"], told["sentences"]) == (True, True, "10:41am", [])
    assert told["marks"]["q1_edition"] == 1
    again = saves(client, consultation, "q1", seen | told["marks"], q1="We agree. Mostly.")
    assert again.json()["marks"]["q1_edition"] == 2
    assert Answer.objects.get().text == "We agree. Mostly."


def test_the_buttons_go_on_from_what_saved_itself(drafter, consultation):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q1")
    told = saves(client, consultation, "q1", seen, q1="We agree.").json()
    assert (
        client.post(where(consultation, "q1"), seen | told["marks"] | {"q1": "We agree. All of us."}).status_code == 302
    )
    assert Answer.objects.get().text == "We agree. All of us."


def test_nothing_typed_makes_nothing(drafter, consultation):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q1")
    nothing = {"saved": False, "whole": True, "sentences": ["Nothing was written, so nothing is saved."]}
    for unmarked in ({}, {"q1_base": ""}):
        told = saves(client, consultation, "q1", seen | unmarked, q1="")
        assert (told.status_code, told.json()) == (200, nothing)
    assert (Response.objects.count(), Event.objects.filter(verb="began to answer").count()) == (0, 0)


def test_a_colleagues_words_are_told_and_not_written_over(drafter, approver, consultation):
    one, two = signed_in(drafter), signed_in(approver)
    seen_by_one, seen_by_two = (opened(each, consultation, "q1") for each in (one, two))
    saves(one, consultation, "q1", seen_by_one, q1="Words of the drafter")
    told = saves(two, consultation, "q1", seen_by_two, q1="Words of the approver")
    assert (told.status_code, told.json()["saved"], told.json()["conflict"]) == (409, False, True)
    assert told.json()["sentences"] == [
        f"{drafter.user} changed this answer after you opened the page. Your words are still here, and not saved. "
        "Press 'Save and go on' to see both."
    ]
    assert Answer.objects.get().text == "Words of the drafter"


def test_one_who_writes_in_two_windows_is_told_so(drafter, consultation):
    client = signed_in(drafter)
    first, second = (opened(client, consultation, "q1") for _ in range(2))
    saves(client, consultation, "q1", first, q1="In the first")
    told = saves(client, consultation, "q1", second, q1="In the second")
    assert told.status_code == 409
    assert told.json()["sentences"][0].startswith("This answer was changed in another window")


def test_the_marks_of_a_part_that_a_colleague_changed_stay_as_they_were_shown(drafter, approver, consultation):
    """Or the next saving would put the old words, which stand in the box untouched, over the colleague's new ones."""
    one, two = signed_in(drafter), signed_in(approver)
    seen = opened(one, consultation, "q2")
    saves(two, consultation, "q2", opened(two, consultation, "q2"), q2a="no", q2a_why="Too soon")
    later = str(consultation.questions.get(key="q2b").choices.get(label="Later").pk)
    told = saves(one, consultation, "q2", seen, q2b=later).json()
    assert sorted(told["marks"]) == ["q2b_base", "q2b_edition"]
    assert one.post(where(consultation, "q2"), seen | told["marks"] | {"q2b": later}).status_code == 302
    kept = {each.question.key: (each.yes, each.choice_id, each.text) for each in Answer.objects.all()}
    assert kept == {"q2a": (False, None, "Too soon"), "q2b": (None, int(later), "")}


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(drafter, host):
    consultation = of_every_kind(host=host)
    client = signed_in(drafter)
    long = saves(client, consultation, "q1", opened(client, consultation, "q1"), q1="x" * 100_001)
    assert (long.status_code, long.json()["saved"]) == (422, False)
    assert long.json()["sentences"] == [
        "The answer to question 1 must be 100000 characters or fewer. You have typed 100001."
    ]
    seen = opened(client, consultation, "q2")
    half = saves(client, consultation, "q2", seen, q2a="yes", q2b="999999")
    told = half.json()
    assert (half.status_code, told["saved"], told["whole"]) == (200, True, False)
    assert told["sentences"] == ["Choose the answer to question 2b from the list."]
    assert [(each.question.key, each.yes) for each in Answer.objects.all()] == [("q2a", True)]


def test_a_date_that_is_half_typed_is_said(drafter, host):
    consultation = of_every_kind(host=host)
    client = signed_in(drafter)
    seen = opened(client, consultation, "q4")
    half = saves(client, consultation, "q4", seen, q4_day="20", q4_month="11", q4_year="")
    assert (half.status_code, half.json()["sentences"]) == (
        422,
        ["The answer to question 4 must include a year."],
    )


def test_a_file_is_not_sent_by_itself(drafter, host):
    consultation = of_every_kind(host=host)
    client = signed_in(drafter)
    seen = opened(client, consultation, "q5")
    saves(client, consultation, "q5", seen, q5=SimpleUploadedFile("plan.txt", b"Our plan"))
    assert (StoredFile.objects.count(), Answer.objects.count()) == (0, 0)


def test_after_a_colleague_has_sent_it_becomes_a_change_and_says_so(drafter, consultation, forum):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q2")
    response = sent(consultation, forum, q1="What a colleague sent")
    told = saves(client, consultation, "q2", seen, q2a_why="Reasons").json()
    assert told["sentences"][0].startswith("The answers were sent while you were writing.")
    assert response.versions.get(submitted_at=None).answers.get(question__key="q2a").text == "Reasons"
    assert Response.objects.get().counted_version.number == 1


def test_after_closing_it_is_kept(drafter, consultation):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q1")
    with clock.at(CLOSED):
        assert saves(client, consultation, "q1", seen, q1="Four hours of work").json()["saved"] is True
    assert Answer.objects.get().text == "Four hours of work"


def test_a_refusal_is_said_in_the_words_of_the_page(drafter, consultation):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q1")
    consultation.withdrawn_at, consultation.withdrawal_reason = DURING, "A mistake in section 2"
    consultation.save()
    told = saves(client, consultation, "q1", seen, q1="Four hours of work")
    assert (told.status_code, told.json()["sentences"]) == (
        422,
        ["This consultation has been withdrawn, and takes no answers any more."],
    )


def test_whoever_is_signed_out_is_not_told_that_it_was_saved(drafter, consultation):
    client = signed_in(drafter)
    seen = opened(client, consultation, "q1")
    client.logout()
    told = saves(client, consultation, "q1", seen, q1="Four hours of work")
    assert (told.status_code, Answer.objects.count()) == (302, 0)


def test_an_hour_of_saving_is_one_line_of_the_history(drafter, approver, consultation):
    """And a colleague's words, or those of another sitting, are another."""
    edition = 0

    def writes(by, minutes):
        nonlocal edition
        with clock.at(DURING + datetime.timedelta(minutes=minutes)):
            text = f"After {minutes} minutes"
            actions.save_answers(
                by=by, consultation=consultation, given=[given(consultation, "q1", text=text, edition=edition)]
            )
        edition += 1

    for minutes in range(60):
        writes(drafter, minutes)
    assert Event.objects.filter(verb="answered").count() == 1
    writes(approver, 61)
    writes(drafter, 62)
    writes(drafter, 78)
    assert Event.objects.filter(verb="answered").count() == 4


@pytest.mark.parametrize("key", ["q1", "q2"])
def test_saving_costs_the_same_whatever_the_number_of_parts(key, drafter, consultation):
    client = signed_in(drafter)
    typed = {"q1": {"q1": "We agree."}, "q2": {"q2a": "yes", "q2a_why": "Of course"}}[key]
    told = saves(client, consultation, key, opened(client, consultation, key), **typed).json()
    changed = {name: value.replace("yes", "no") + "" for name, value in typed.items() if name != "q1"} or {"q1": "No."}
    seen = opened(client, consultation, key)
    assert int(seen[f"{'q1' if key == 'q1' else 'q2a'}_edition"]) == 1, told
    with CaptureQueriesContext(connection) as found:
        assert saves(client, consultation, key, seen, **(typed | changed)).json()["saved"] is True
    asked = [each["sql"] for each in found if not each["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(asked) == 3 + 4 + 5 + 1  # the person; the work; the act; the marks
