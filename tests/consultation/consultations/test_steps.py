"""What each kind of visitor is told to do next, while a consultation is open and once it has closed."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from consultation.consultations.steps import Step, next_step
from consultation.intake.actions import match_response
from consultation.responses import actions
from core import clock
from partnerships.people.actors import Actor
from tests.consultation.pages import words
from tests.factories.answers import from_guest
from tests.factories.consultation import CLOSED, OPENS, given, sent
from tests.factories.guests import CLUB, begun, guest
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
LATE = (
    "This consultation closed at 11:59pm on 20 November 2026. You can still answer. Your answer is then marked as "
    "received late, and the Forum secretariat decides whether it counts."
)
SENT = "was sent at 11am on 10 October 2026."
UNTIL = "You can change it until 11:59pm on 20 November 2026."
AFTER = "You can still change it: the change is then marked as received late."


@pytest.fixture
def here(consultation) -> dict[str, str]:
    """The addresses that a step leads to."""
    names = ("answer", "consultation", "guest_begin")
    return {name: reverse(name, args=[consultation.pk]) for name in names}


def step(actor, consultation, at=None) -> Step:
    with clock.at(at or clock.now()):
        return next_step(actor, consultation, consultation.state)


def test_a_visitor_signs_in_or_answers_without_an_account(consultation, here, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert step(Actor(), consultation) == Step(
            "If your organisation has an account here, sign in, so that you can write the answer together. Anybody "
            "else can answer without an account: all you need is an e-mail address.",
            "Sign in to answer",
            f"/account/login/?next=%2Fconsultations%2F{consultation.pk}%2F",
            ("Answer without an account", here["guest_begin"]),
        )
        assert step(Actor(), consultation, CLOSED) == Step(
            f"{LATE} If your organisation has an account here, sign in first.",
            instead=("Answer late without an account", here["guest_begin"]),
        )


def test_the_way_to_answer_late_is_on_the_page(consultation):
    with clock.at(CLOSED):
        page = Client().get(consultation.get_absolute_url())
        assert "Answer late without an account" in words(page)
        assert Client().get(reverse("guest_begin", args=[consultation.pk])).status_code == 200


def test_a_guest_who_has_begun_nothing_begins(consultation, here):
    said = "You can answer with the address you have confirmed in this browser."
    assert step(guest(), consultation) == Step(said, "Answer without an account", here["guest_begin"])
    late = step(guest(), consultation, CLOSED)
    assert late == Step(f"{LATE} {said}", "Answer without an account", here["guest_begin"])


def test_a_guest_goes_on_with_a_draft(consultation, here, django_assert_num_queries):
    begun(consultation, name="Toy Library", email="toys@example.org")
    response = begun(consultation, by=guest())
    another = ("Answer for another organisation", here["guest_begin"])
    said = "You have begun to answer for Luncheon Club, and have not sent it."
    where = reverse("response_answer", args=[response.pk])
    with django_assert_num_queries(1):
        assert step(guest(), consultation) == Step(said, "Go on with the answer", where, another)
    assert step(guest(), consultation, CLOSED) == Step(f"{LATE} {said}", "Go on with the answer", where, another)


def test_a_guest_who_has_sent_sees_until_when_it_can_be_changed(consultation, here):
    response = from_guest(consultation, email=CLUB)
    another = ("Answer for another organisation", here["guest_begin"])
    shown = ("See what you sent", response.get_absolute_url(), another)
    assert step(guest(), consultation) == Step(f"The answer of Luncheon Club {SENT} {UNTIL}", *shown)
    closed = "This consultation closed at 11:59pm on 20 November 2026."
    assert step(guest(), consultation, CLOSED) == Step(f"{closed} The answer of Luncheon Club {SENT} {AFTER}", *shown)
    actions.withdraw_response(by=guest(), response=response, reason="Not yet.")
    assert step(guest(), consultation).sentence == (
        "The answer of Luncheon Club was withdrawn, and does not count. You can send it again until 11:59pm on "
        "20 November 2026, changed or as it is."
    )


def test_who_answers_with_an_account(consultation, here, drafter, approver, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert step(drafter, consultation) == Step(
            "Nobody in your organisation has begun to answer.", "Start answering", here["answer"]
        )
    assert step(drafter, consultation, CLOSED) == Step(
        f"{LATE} Nobody in your organisation has begun to answer.", instead=("Answer late", here["answer"])
    )
    answers = [given(consultation, "q1", text="We agree.")]
    response = actions.save_answers(by=drafter, consultation=consultation, given=answers)
    draft = "Your organisation's answer is a draft and has not been sent."
    assert step(drafter, consultation) == Step(draft, "Continue the draft", here["answer"])
    assert step(drafter, consultation, CLOSED) == Step(f"{LATE} {draft}", "Continue the draft", here["answer"])
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    see = ("See what you sent", response.get_absolute_url())
    closed = "This consultation closed at 11:59pm on 20 November 2026."
    assert step(drafter, consultation) == Step(f"Your organisation's answer {SENT} {UNTIL}", *see)
    assert step(drafter, consultation, CLOSED) == Step(f"{closed} Your organisation's answer {SENT} {AFTER}", *see)
    actions.change_response(by=approver, consultation=consultation)
    begun_to_change = (
        f"Your organisation's answer {SENT} Somebody has begun to change it, and the changes have not been sent."
    )
    assert step(drafter, consultation) == Step(begun_to_change, "Continue the changes", here["answer"])
    with django_assert_num_queries(1):
        assert step(drafter, consultation, CLOSED) == Step(
            f"{closed} {begun_to_change}", *see, ("Continue the changes", here["answer"])
        )


def test_a_guests_answer_that_was_matched_is_not_taken_for_the_organisations_own(
    consultation, drafter, forum, secretariat
):
    match_response(by=secretariat, response=from_guest(consultation), organisation=forum, confirmed=True)
    assert step(drafter, consultation).button == "Start answering"


def test_who_holds_no_role_that_answers(consultation, forum, commissioner, secretariat):
    member = make_actor("member", organisation=forum)
    ask = "Ask your organisation's administrator for the role of drafter (to write) or approver (to write and send)."
    label = "Member, Malvern Carers Forum"
    closed = "This consultation closed at 11:59pm on 20 November 2026."
    roles = "Organisations answer through a drafter or an approver of their own."
    assert step(member, consultation) == Step(f"You are acting as {label}, who cannot answer. {ask}")
    assert step(member, consultation, CLOSED) == Step(closed)
    assert step(commissioner, consultation) == Step(f"Your organisation asks. {roles}")
    host = consultation.host.name
    assert step(secretariat, consultation, CLOSED) == Step(f"{closed} You look after this for {host}. {roles}")
    response = sent(consultation, forum)
    see = ("See your organisation's answer", response.get_absolute_url())
    assert step(member, consultation) == Step(f"Your organisation is answering. {ask}", *see)
    assert step(member, consultation, CLOSED) == Step(closed, *see)


def test_somebody_without_a_role_is_not_asked_for_another_organisations_answer(consultation, forum):
    sent(consultation, forum)
    stranger = make_actor("member").without_role()
    assert step(stranger, consultation).button == ""


def test_before_it_opens_nobody_begins(consultation, drafter):
    before = OPENS - datetime.timedelta(days=1)
    said = Step("You can answer from 1 September 2026 on. Read the questions until then.")
    assert [step(who, consultation, before) for who in (Actor(), guest(), drafter)] == [said] * 3


def test_once_it_is_withdrawn_everybody_sees_what_they_left(consultation, forum, drafter):
    mine = begun(consultation, by=guest())
    own = actions.save_answers(
        by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")]
    )
    toys = from_guest(consultation, "Toy Library", email="toys@example.org")
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), "Not needed."
    consultation.save()
    none = "This consultation takes no answers any more."
    assert step(Actor(), consultation) == Step(none)
    assert step(guest(), consultation) == Step(
        f"{none} The draft of Luncheon Club was not sent.", "See the draft", mine.get_absolute_url()
    )
    assert step(guest("toys@example.org"), consultation) == Step(none, "See what you sent", toys.get_absolute_url())
    assert step(drafter, consultation) == Step(
        f"{none} Your organisation's draft was not sent.", "See the draft", own.get_absolute_url()
    )
