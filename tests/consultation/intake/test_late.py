"""What came late is kept and marked, and a person decides whether it counts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from consultation.intake.actions import decide_late, match_response
from consultation.responses.actions import change_response, save_answers, submit_response, withdraw_response
from consultation.responses.models import Response
from consultation.results.reading import set_aside
from core import clock
from core.mail.models import Mail
from core.trail.models import Event
from tests.factories.answers import AFTERWARDS, LATE_DAY, from_guest, keyed, late_version
from tests.factories.consultation import given, sent
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
WHY = "The post office confirms the 19th."


@pytest.fixture(autouse=True)
def afterwards():
    """It is five days after the closing."""
    with clock.at(AFTERWARDS):
        yield


def decide(by, response, verdict="accepted", reason=WHY):
    done = decide_late(by=by, version=late_version(response), verdict=verdict, reason=reason)
    response.refresh_from_db()
    return done


def sent_late(by, consultation, text: str) -> None:
    """Change what was sent, after the closing."""
    version = change_response(by=by, consultation=consultation)
    edition = version.answers.get(question__key="q1").edition
    save_answers(by=by, consultation=consultation, given=[given(consultation, "q1", text=text, edition=edition)])
    submit_response(by=by, consultation=consultation, consent="with_name")


def test_accepted_it_counts_and_whoever_sent_it_is_told(secretariat, consultation, forum):
    response = sent(consultation, forum, at=AFTERWARDS)
    assert (response.counts, response.counted_version) == (False, None)
    version = decide(secretariat, response)
    assert (response.counts, response.counted_version) == (True, version)
    assert (version.late_verdict, version.late_reason) == ("accepted", WHY)
    assert (version.decided_at, version.decided_by_id) == (AFTERWARDS, secretariat.user_id)
    mail = Mail.objects.get()
    assert mail.to_user == version.submitted_by
    assert mail.subject == f"Your late answer counts: Support for carers ({response.reference})"
    assert mail.body == (
        "Your answer for Malvern Carers Forum reached us after the consultation had closed, at 11:59pm on 20 November "
        "2026. The Forum secretariat has decided that it counts all the same. You need do nothing more.\n\n"
        f"The reason:\n{WHY}\n\n"
        "If you think that this is wrong, or have a question, ring Ruth Vale on 01432 000 100.\n\n"
        f"Your answer on the site:\n\nhttp://127.0.0.1:8000/responses/{response.pk}/\n"
    )
    event = Event.objects.of(response).first()
    assert (event.verb, event.detail) == (
        "decided on a late answer",
        {"version": 1, "verdict": "Accepted: it counts"},
    )


def test_refused_it_does_not_count_and_what_was_sent_in_time_goes_on_to_count(secretariat, consultation, forum):
    response = sent(consultation, forum)
    sent_late(make_actor("approver", organisation=forum), consultation, "Something else.")
    response.refresh_from_db()
    assert (response.counts, response.counted_version.number) == (True, 1)
    decide(secretariat, response, "refused", "It was written after the closing.")
    assert (response.counts, response.counted_version.number) == (True, 1)
    mail = Mail.objects.get()
    assert mail.subject.startswith("Your late answer does not count: ")
    assert "does not count. It is kept. What you sent in time goes on to count." in mail.body


def test_accepted_after_one_in_time_the_later_counts(secretariat, consultation, forum):
    response = sent(consultation, forum)
    sent_late(make_actor("approver", organisation=forum), consultation, "Something else.")
    decide(secretariat, response)
    assert (response.counted_version.number, response.submitted_at) == (2, AFTERWARDS)


def test_it_can_be_decided_anew_and_each_decision_is_told_once(secretariat, consultation, forum):
    response = sent(consultation, forum, at=AFTERWARDS)
    decide(secretariat, response)
    decide(secretariat, response)  # the same again changes nothing and mails nobody
    assert Mail.objects.count() == 1
    decide(secretariat, response, "refused", "It was another envelope.")
    assert (response.counts, response.counted_version) == (False, None)
    first, second = Mail.objects.order_by("pk")
    assert "We have looked at this again." not in first.body
    assert second.body.startswith("We have looked at this again. What we wrote to you before does not hold any more.")
    decide(secretariat, response)
    assert (response.counts, Mail.objects.count()) == (True, 3)


def test_a_guest_is_told_at_the_proven_address_and_nobody_for_what_came_on_paper(secretariat, consultation):
    decide(secretariat, keyed(consultation, received_on=LATE_DAY))
    assert Mail.objects.count() == 0
    guest = from_guest(consultation, at=AFTERWARDS)
    decide(secretariat, guest)
    assert Mail.objects.get().to_address == guest.respondent.email


def test_a_guest_whose_organisation_has_an_own_answer_is_told_that_that_one_counts(secretariat, consultation, forum):
    sent(consultation, forum)
    guest = from_guest(consultation, at=AFTERWARDS)
    match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
    decide(secretariat, guest)
    assert guest.counts is False
    mail = Mail.objects.get()
    assert mail.subject.startswith("Your late answer is taken: ")
    assert "another answer of Malvern Carers Forum counts in its place" in mail.body


def test_the_verdict_and_the_reason_are_asked_for_together(secretariat, consultation, forum):
    response = sent(consultation, forum, at=AFTERWARDS)
    with pytest.raises(ValidationError) as refused:
        decide(secretariat, response, "", " ")
    assert refused.value.message_dict == {
        "verdict": ["Choose whether it counts."],
        "reason": ["Enter the reason. It is sent to whoever answered."],
    }


def test_what_came_in_time_or_is_not_sent_is_not_decided_on(secretariat, consultation, forum):
    response = sent(consultation, forum)
    with pytest.raises(Http404):
        decide_late(by=secretariat, version=response.versions.get(), verdict="refused", reason=WHY)
    draft = change_response(by=make_actor("approver", organisation=forum), consultation=consultation)
    with pytest.raises(Http404):
        decide_late(by=secretariat, version=draft, verdict="refused", reason=WHY)


@pytest.mark.parametrize("role", ["auditor", "commissioner", "approver"])
def test_nobody_but_the_secretariat_decides(consultation, host, forum, role):
    by = make_actor(role, organisation={"commissioner": host, "approver": forum}.get(role))
    response = sent(consultation, forum, at=AFTERWARDS)
    with pytest.raises(PermissionDenied):
        decide(by, response)
    assert Mail.objects.count() == 0


# Withdrawn, and late


def withdrawn(consultation, forum, at) -> Response:
    """Sent in time, and withdrawn."""
    response = sent(consultation, forum)
    with clock.at(at):
        withdraw_response(
            by=make_actor("approver", organisation=forum), response=response, reason="Our committee objects."
        )
    return response


def test_what_is_sent_after_a_withdrawal_and_accepted_counts_again(secretariat, consultation, forum):
    before = AFTERWARDS.replace(hour=0)
    response = withdrawn(consultation, forum, before)
    sent_late(make_actor("approver", organisation=forum), consultation, "Our committee agreed to this.")
    assert list(Response.objects.waiting_late()) == [response]
    decide(secretariat, response)
    assert (response.counts, response.counted_version.number, response.withdrawn_at) == (True, 2, None)
    decide(secretariat, response, "refused", "It came three weeks late.")
    assert (response.counts, response.withdrawal_reason) == (False, "Our committee objects.")
    assert response.withdrawn_at is not None  # what was sent in time had been taken back: it does not count again


def test_what_is_withdrawn_after_it_was_sent_late_waits_for_nobody_and_stays_withdrawn(
    secretariat, consultation, forum
):
    response = sent(consultation, forum, at=AFTERWARDS.replace(hour=0))
    assert list(Response.objects.waiting_late()) == [response]
    withdraw_response(by=make_actor("approver", organisation=forum), response=response, reason="A mistake.")
    assert list(Response.objects.waiting_late()) == []
    decide(secretariat, response)
    assert (response.counts, response.withdrawn_at) == (False, AFTERWARDS)


# What waits, and what is set aside


def test_what_was_decided_does_not_wait_and_what_is_not_accepted_is_set_aside(secretariat, consultation, forum):
    response = sent(consultation, forum, at=AFTERWARDS)
    assert list(Response.objects.waiting_late()) == [response]
    decide(secretariat, response, "refused")
    assert list(Response.objects.waiting_late()) == []
    assert [each.why for each in set_aside(Response.objects.all())] == ["late_refused"]
    decide(secretariat, response, "accepted")
    assert list(set_aside(Response.objects.all())) == []


def test_a_late_one_that_was_replaced_in_time_after_an_extension_does_not_wait(consultation, forum):
    response = sent(consultation, forum, at=AFTERWARDS)
    consultation.closes_at = AFTERWARDS.replace(month=12)
    consultation.closes_on = consultation.closes_at.date()
    consultation.save()
    sent_late(make_actor("approver", organisation=forum), consultation, "In time now.")
    response.refresh_from_db()
    assert response.counted_version.number == 2
    assert list(Response.objects.waiting_late()) == []


def test_of_two_sent_late_after_a_withdrawal_the_accepted_one_goes_on_to_count(secretariat, consultation, forum):
    approver = make_actor("approver", organisation=forum)
    response = withdrawn(consultation, forum, AFTERWARDS.replace(hour=0))
    sent_late(approver, consultation, "Our committee agreed to this.")
    decide(secretariat, response)
    sent_late(approver, consultation, "And to this.")
    decide(secretariat, response, "refused", "One correction is enough.")
    assert (response.counts, response.counted_version.number, response.withdrawn_at) == (True, 2, None)
    first = response.versions.get(number=2)
    decide_late(by=secretariat, version=first, verdict="refused", reason="It came three weeks late.")
    response.refresh_from_db()
    assert (response.counts, response.withdrawn_at) == (False, response.taken_back_at)
