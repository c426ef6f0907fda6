"""What was keyed in wrongly, or sent in somebody's name, is declared void; it is kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from consultation.intake.actions import attach_scan, correct_keyed, decide_late, restore_response, void_response
from consultation.responses.actions import save_answers, submit_response
from consultation.responses.models import Response
from core import clock
from core.trail.models import Event
from partnerships.people.actors import Actor
from tests.factories.answers import AFTERWARDS, ARRIVED, from_guest, keyed, late_version
from tests.factories.consultation import DURING, given, sent
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
VOID = "This answer was declared void, so it stays as it was: Keyed in twice."


def voided(by, response) -> Response:
    return void_response(by=by, response=response, reason=" Keyed in twice. ")


def test_it_is_kept_with_the_reason_and_does_not_count(secretariat, consultation, forum):
    response = keyed(consultation, forum)
    voided(secretariat, response)
    response.refresh_from_db()
    assert (response.voided_at, response.void_reason, response.counts) == (DURING, "Keyed in twice.", False)
    assert (response.versions.get().letter, response.submitted_at) == ("We agree, mostly.", DURING)
    assert Event.objects.of(response).first().verb == "declared void"


def test_a_reason_is_asked_for_and_it_is_done_once(secretariat, consultation):
    response = keyed(consultation)
    with pytest.raises(ValidationError) as refused:
        void_response(by=secretariat, response=response, reason=" ")
    assert refused.value.message_dict == {"reason": ["Enter why it is void. The reason is kept with it."]}
    for _ in range(2):
        voided(secretariat, response)
    assert Event.objects.of(response).filter(verb="declared void").count() == 1


def test_what_is_half_keyed_in_can_be_void_as_well_and_waits_for_nobody(secretariat, consultation):
    response = keyed(consultation, record=False)
    voided(secretariat, response)
    assert list(Response.objects.half_keyed()) == []
    with pytest.raises(ValidationError, match="declared void"):
        submit_response(by=secretariat, consultation=consultation, response=response, consent="with_name")


def test_a_void_answer_stays_as_it_was(secretariat, consultation):
    response = voided(secretariat, keyed(consultation))
    answers = [given(consultation, "q1", text="More.")]
    acts = (
        lambda: save_answers(by=secretariat, consultation=consultation, given=answers, response=response),
        lambda: correct_keyed(by=secretariat, response=response, channel="email", received_on=ARRIVED),
        lambda: attach_scan(by=secretariat, response=response, scan=None),
    )
    for act in acts:
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.messages == [VOID]


def test_whoever_sent_it_without_an_account_cannot_change_it_any_more(secretariat, consultation):
    response = from_guest(consultation)
    voided(secretariat, response)
    guest = Actor(address=response.respondent.email)
    with pytest.raises(ValidationError) as refused:
        save_answers(by=guest, consultation=consultation, given=[], response=response)
    assert refused.value.messages == [VOID]


def test_it_is_taken_back_with_a_reason(secretariat, consultation):
    response = keyed(consultation)
    voided(secretariat, response)
    with pytest.raises(ValidationError) as refused:
        restore_response(by=secretariat, response=response, reason="")
    assert list(refused.value.message_dict) == ["reason"]
    restore_response(by=secretariat, response=response, reason="It was another letter.")
    response.refresh_from_db()
    assert (response.voided_at, response.void_reason, response.counts) == (None, "", True)
    assert Event.objects.of(response).first().detail == {"reason": "It was another letter."}
    restore_response(by=secretariat, response=response, reason="Again.")
    assert Event.objects.of(response).filter(verb="took back that it is void").count() == 1


def test_the_own_answer_of_an_organisation_is_not_void(secretariat, consultation, forum):
    with pytest.raises(PermissionDenied, match="only the organisation takes it back: it can withdraw it"):
        voided(secretariat, sent(consultation, forum))


@pytest.mark.parametrize("role", ["auditor", "commissioner", "approver"])
def test_nobody_but_the_secretariat_declares_void(consultation, host, forum, role):
    by = make_actor(role, organisation={"commissioner": host, "approver": forum}.get(role))
    response = keyed(consultation, forum)
    with pytest.raises((PermissionDenied, Http404)):
        voided(by, response)
    response.refresh_from_db()
    assert response.voided_at is None


def test_nothing_is_decided_on_a_void_one_and_it_does_not_wait(secretariat, consultation, forum):
    response = from_guest(consultation, at=AFTERWARDS)
    voided(secretariat, response)
    assert list(Response.objects.waiting_late()) == []
    with clock.at(AFTERWARDS), pytest.raises(ValidationError) as refused:
        decide_late(by=secretariat, version=late_version(response), verdict="accepted", reason="The post.")
    assert refused.value.messages == [VOID]
