"""Answering: drafting together, sending, changing, and closing to the microsecond."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consultation.responses import actions
from consultation.responses.models import Answer, Response, ResponseVersion
from consultation.responses.reading import Work
from core import clock
from core.acts import NotVisible, Refused
from core.trail.models import Event
from core.work.models import WorkRow
from tests.factories.consultation import CLOSED, DURING, LAST_MOMENT, ConsultationFactory, a_consultation, given, sent
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db


def save(by, consultation, key="q1", **fields):
    return actions.save_answers(by=by, consultation=consultation, given=[given(consultation, key, **fields)])


def answers(version):
    return {
        each.question.key: (each.yes, each.choice and each.choice.label, each.text) for each in version.answers.all()
    }


def test_the_first_word_makes_a_response_and_a_draft(drafter, consultation, forum):
    response = save(drafter, consultation, text="We agree.")
    assert (response.organisation_id, response.submitted_at, response.reference[:4]) == (forum.pk, None, "RES-")
    draft = response.versions.get()
    assert (draft.number, draft.submitted_at, answers(draft)) == (1, None, {"q1": (None, None, "We agree.")})
    assert list(Event.objects.of(response).values_list("verb", flat=True)) == ["answered", "began to answer"]


def test_each_kind_of_answer_is_kept(drafter, consultation):
    save(drafter, consultation, "q2a", yes=False, text="Too soon")
    response = save(drafter, consultation, "q2b", choice="Later")
    assert answers(response.versions.get()) == {"q2a": (False, None, "Too soon"), "q2b": (None, "Later", "")}


def test_two_members_who_answer_different_questions_overwrite_nothing(drafter, approver, consultation):
    save(drafter, consultation, "q1", text="We agree.")
    response = save(approver, consultation, "q2a", yes=True)
    assert answers(response.versions.get()) == {"q1": (None, None, "We agree."), "q2a": (True, None, "")}


def test_two_members_who_answer_the_same_question_conflict_and_the_first_words_stay(drafter, approver, consultation):
    save(drafter, consultation, text="Drafter's words")
    with pytest.raises(actions.AnswersConflict) as conflict:
        save(approver, consultation, text="Approver's words")
    (answer,) = conflict.value.answers.values()
    assert (answer.text, answer.edition, answer.edited_by_id) == ("Drafter's words", 1, drafter.user_id)
    response = save(approver, consultation, text="Approver's words", edition=1)
    assert answers(response.versions.get())["q1"] == (None, None, "Approver's words")
    assert Answer.objects.get().edition == 2


def test_the_same_words_twice_are_no_conflict(drafter, approver, consultation):
    save(drafter, consultation, text="We agree.")
    save(approver, consultation, text="We agree.")
    assert Answer.objects.get().edition == 1


def test_a_conflict_on_one_question_saves_no_other(drafter, approver, consultation):
    save(drafter, consultation, text="Drafter's words")
    both = [given(consultation, "q1", text="Mine"), given(consultation, "q2a", yes=True)]
    with pytest.raises(actions.AnswersConflict):
        actions.save_answers(by=approver, consultation=consultation, given=both)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("length", [19_999, 20_000, 20_001, 100_000])
def test_long_answers_are_kept_whole(drafter, consultation, length):
    save(drafter, consultation, text="x" * length)
    assert len(Answer.objects.get().text) == length


def test_an_endless_answer_is_refused_with_its_length(drafter, consultation):
    with pytest.raises(ValidationError) as refusal:
        save(drafter, consultation, text="x" * 100_001)
    assert refusal.value.message_dict == {
        "q1": [
            "This answer is 100,001 characters long; at most 100,000 can be kept. Shorten it, or send part of it apart."
        ]
    }


def test_an_answer_of_another_kind_is_refused(drafter, consultation):
    for key, fields in {"q1": {"yes": True}, "q2b": {"text": "words"}}.items():
        with pytest.raises(ValidationError) as refusal:
            save(drafter, consultation, key, **fields)
        assert list(refusal.value.message_dict) == [key]


def test_an_approver_sends_and_the_receipt_is_asked_for(drafter, approver, consultation):
    save(drafter, consultation, text="We agree.")
    version = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    response = Response.objects.get()
    assert (response.counted_version_id, response.submitted_at) == (version.pk, DURING)
    assert (version.submitted_by_id, version.capacity) == (approver.user_id, "Approver, Malvern Carers Forum")
    assert list(WorkRow.objects.values_list("kind", "args")) == [("receipt", {"version": version.pk})]
    assert Event.objects.of(response).first().verb == "sent"


def test_in_a_group_of_one_the_same_person_drafts_and_sends(consultation):
    treasurer = make_actor("drafter", "approver")
    save(treasurer, consultation, text="We agree.")
    assert actions.submit_response(by=treasurer, consultation=consultation, consent="with_name").number == 1


def test_a_drafter_cannot_send(drafter, consultation):
    save(drafter, consultation, text="We agree.")
    with pytest.raises(PermissionDenied):
        actions.submit_response(by=drafter, consultation=consultation, consent="with_name")
    assert Response.objects.get().submitted_at is None


@pytest.mark.parametrize("role", ["member", "administrator", "commissioner", "analyst", "secretariat", "auditor"])
def test_nobody_else_answers(role, consultation):
    with pytest.raises(PermissionDenied):
        save(make_actor(role), consultation, text="We agree.")
    assert Response.objects.count() == 0


def test_a_draft_consultation_is_not_there_to_be_answered(drafter):
    draft = a_consultation(published_at=None)
    with pytest.raises(NotVisible):
        save(drafter, draft, text="We agree.")


def test_nothing_is_sent_without_an_answer(approver, consultation):
    with pytest.raises(Refused, match="nothing to send"):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    save(approver, consultation, text="We agree.")
    save(approver, consultation, text="", edition=1)
    with pytest.raises(Refused, match="Not one question is answered"):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name")


def test_sending_twice_sends_once(approver, consultation):
    save(approver, consultation, text="We agree.")
    first = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    assert actions.submit_response(by=approver, consultation=consultation, consent="with_name").pk == first.pk
    assert (ResponseVersion.objects.count(), WorkRow.objects.count()) == (1, 1)


def test_nobody_sends_what_they_have_not_read(drafter, approver, consultation):
    save(drafter, consultation, text="We agree.")
    seen = Work(approver, consultation.pk).mark
    save(drafter, consultation, text="We do not agree.", edition=1)
    with pytest.raises(Refused, match="changed an answer after you opened this page"):
        actions.submit_response(by=approver, consultation=consultation, consent="with_name", seen=seen)
    seen = Work(approver, consultation.pk).mark
    assert actions.submit_response(by=approver, consultation=consultation, consent="with_name", seen=seen).number == 1


def test_what_was_sent_counts_until_it_is_sent_again(approver, consultation):
    save(approver, consultation, text="First")
    first = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    draft = actions.change_response(by=approver, consultation=consultation)
    assert actions.change_response(by=approver, consultation=consultation).pk == draft.pk
    save(approver, consultation, text="Second", edition=1)
    assert Response.objects.get().counted_version_id == first.pk
    assert answers(first) == {"q1": (None, None, "First")}
    second = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    assert (second.pk, second.number, Response.objects.get().counted_version_id) == (draft.pk, 2, draft.pk)
    assert answers(first) == {"q1": (None, None, "First")}
    assert answers(second) == {"q1": (None, None, "Second")}


def test_changes_that_were_not_sent_can_be_given_up(drafter, approver, consultation):
    save(approver, consultation, text="First")
    first = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    actions.change_response(by=approver, consultation=consultation)
    save(drafter, consultation, text="Second", edition=1)
    response = actions.discard_changes(by=drafter, consultation=consultation)
    assert (list(response.versions.all()), response.counted_version_id, response.counts) == ([first], first.pk, True)
    assert answers(first) == {"q1": (None, None, "First")}
    given_up = Event.objects.of(response).first()
    assert (given_up.verb, given_up.detail) == ("gave up the changes", {"version": 2})
    actions.discard_changes(by=drafter, consultation=consultation)
    assert Event.objects.of(response).first() == given_up
    again = actions.change_response(by=approver, consultation=consultation)
    assert (again.number, answers(again)) == (2, {"q1": (None, None, "First")})


def test_a_draft_that_was_never_sent_is_not_given_up(drafter, approver, consultation):
    with pytest.raises(Refused, match="never sent"):
        actions.discard_changes(by=drafter, consultation=consultation)
    response = save(drafter, consultation, text="First")
    with pytest.raises(Refused, match="never sent"):
        actions.discard_changes(by=approver, consultation=consultation)
    assert answers(response.versions.get()) == {"q1": (None, None, "First")}


def test_others_do_not_give_up_an_organisations_changes(approver, forum, consultation, commissioner, secretariat):
    response = sent(consultation, forum)
    actions.change_response(by=approver, consultation=consultation)
    member, stranger = make_actor("member", organisation=forum), make_actor("approver")
    for by in (member, stranger, commissioner, secretariat):
        with pytest.raises((PermissionDenied, NotVisible)):
            actions.discard_changes(by=by, consultation=consultation, response=response)
    assert response.versions.count() == 2


def test_an_unfinished_change_at_closing_changes_nothing(approver, consultation):
    save(approver, consultation, text="First")
    first = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    actions.change_response(by=approver, consultation=consultation)
    save(approver, consultation, text="Second", edition=1)
    with clock.at(CLOSED):
        response = Response.objects.get()
        assert (response.counted_version_id, response.counts, answers(first)["q1"][2]) == (first.pk, True, "First")
        late = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    response.refresh_from_db()
    assert (late.late, late.late_verdict, answers(late)["q1"][2]) == (True, "", "Second")
    assert (response.counted_version_id, response.counts, response.submitted_at) == (first.pk, True, DURING)


def test_answers_count_to_the_last_moment_and_are_late_from_the_next(approver, consultation):
    with clock.at(LAST_MOMENT):
        save(approver, consultation, text="In time")
        first = actions.submit_response(by=approver, consultation=consultation, consent="with_name")
        assert (first.submitted_at, first.late) == (LAST_MOMENT, False)
    other = make_actor("approver")
    with clock.at(CLOSED):
        save(other, consultation, text="A moment after")
        second = actions.submit_response(by=other, consultation=consultation, consent="with_name")
        assert (second.submitted_at, second.late) == (CLOSED, True)
    assert list(Response.objects.counted()) == [first.response]
    assert list(Response.objects.waiting_late()) == [second.response]
    verbs = [Event.objects.of(each.response).first().verb for each in (first, second)]
    assert verbs == ["sent", "sent, received late"]


@pytest.mark.parametrize(("day", "instant"), [("2026-10-25", "2026-10-26T00:00Z"), ("2026-03-29", "2026-03-29T23:00Z")])
def test_the_closing_on_days_when_the_clocks_change(approver, day, instant):
    moment = datetime.datetime.fromisoformat(instant)
    consultation = a_consultation(opens_on=datetime.date(2026, 1, 1), closes_on=datetime.date.fromisoformat(day))
    for at, late in ((moment - datetime.timedelta(microseconds=1), False), (moment, True)):
        with clock.at(at):
            by = make_actor("approver")
            save(by, consultation, text="Four hours of work")
            version = actions.submit_response(by=by, consultation=consultation, consent="with_name")
            assert (version.late, version.response.counts) == (late, not late)


def test_before_it_opens_and_once_it_is_withdrawn_nothing_is_taken(approver, consultation):
    early = consultation.opens_at - datetime.timedelta(microseconds=1)
    with clock.at(early), pytest.raises(Refused, match="opens on 1 September 2026"):
        save(approver, consultation, text="Too early")
    withdrawn = ConsultationFactory(published=True, withdrawn_at=DURING, withdrawal_reason="A mistake in section 2")
    with pytest.raises(Refused, match="has been withdrawn"):
        actions.save_answers(by=approver, consultation=withdrawn, given=[])


def test_another_organisation_has_its_own_response(drafter, consultation):
    save(drafter, consultation, text="We agree.")
    other = make_actor("drafter")
    save(other, consultation, text="We do not.")
    assert sorted(Answer.objects.values_list("text", flat=True)) == ["We agree.", "We do not."]
    assert Response.objects.visible_to(other).count() == 1


def test_the_factory_sends(consultation):
    assert sent(consultation, q1="Yes").counted_version.number == 1
