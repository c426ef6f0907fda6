"""What is sent late, and what is taken back: what each page says of it, and what comes of sending again."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from consultation.intake.actions import decide_late
from consultation.responses import actions
from consultation.responses.models import Respondent, Response, ResponseVersion
from core import clock
from core.acts import Refused
from core.mail.models import Mail
from core.trail.models import Event
from core.work.actions import run_waiting
from partnerships.people.actors import Actor
from partnerships.people.middleware import PROVEN
from tests.consultation.pages import boxes, to_send, words
from tests.factories.consultation import CLOSED, DURING, given, sent
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db
AFTERWARDS = CLOSED + datetime.timedelta(hours=2)


def change(by, consultation, text, consent="with_name") -> ResponseVersion:
    """Change what was sent, and send it again."""
    draft = actions.change_response(by=by, consultation=consultation)
    edition = draft.answers.get(question__key="q1").edition
    actions.save_answers(
        by=by, consultation=consultation, given=[given(consultation, "q1", text=text, edition=edition)]
    )
    return actions.submit_response(by=by, consultation=consultation, consent=consent)


@pytest.fixture
def late(consultation, approver):
    """An answer that was sent two hours after the closing, with nothing before it."""
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="Late words")])
    with clock.at(AFTERWARDS):
        return actions.submit_response(by=approver, consultation=consultation, consent="with_name")


@pytest.fixture
def changed_late(consultation, approver, forum):
    """One that was sent in time, and changed two hours after the closing."""
    sent(consultation, forum, q1="First words")
    with clock.at(AFTERWARDS):
        return change(approver, consultation, "Late words")


def read(by, name, *arguments):
    with clock.at(AFTERWARDS):
        return words(signed_in(by).get(reverse(name, args=arguments)))


def test_its_pages_show_the_words_and_what_happens_next(late, approver):
    response = late.response
    page = read(approver, "response", response.pk)
    assert "Received late" in page
    assert "This was received late, 2am on 21 November 2026. The Forum secretariat decides whether it counts." in page
    version = read(approver, "response_version", response.pk, 1)
    assert "Received late, not decided yet" in version
    assert "The consultation had closed at 11:59pm on 20 November 2026" in version
    receipt = read(approver, "receipt", response.pk)
    assert "Your answer was received late" in receipt
    for text in (page, version, receipt):
        assert "Late words" in text
    run_waiting()
    mail = Mail.objects.get()
    assert mail.subject.startswith("Your answer has been received late: Support for carers (RES-")
    assert "Late words" in mail.body
    assert "The Forum secretariat decides whether it counts, and tells you." in mail.body


def test_what_was_sent_in_time_counts_until_it_is_decided(changed_late, approver):
    response = Response.objects.get()
    assert (response.counted_version.number, response.counts) == (1, True)
    page = read(approver, "response", response.pk)
    assert "First words" in page
    assert "Late words" not in page
    assert "Version 2 was received late, 2am on 21 November 2026." in page
    assert "Until then the version below counts, which was sent before." in page
    assert "Version 1 , sent 11am on 10 October 2026" in page
    assert "Late words" in read(approver, "response_version", response.pk, 2)
    assert "Counts" in read(approver, "response_version", response.pk, 1)


@pytest.mark.parametrize(("verdict", "counts", "told"), [
    ("accepted", 2, "It was received late, and counts all the same. The reason: The post was on strike."),
    ("refused", 1, "It was received late, and does not count. The reason: The post was on strike."),
])  # fmt: skip
def test_the_decision_stands_on_its_page(verdict, counts, told, changed_late, approver, secretariat):
    decide_late(by=secretariat, version=changed_late, verdict=verdict, reason="The post was on strike.")
    response = Response.objects.get()
    assert (response.counted_version.number, response.counts) == (counts, True)
    assert told in read(approver, "response_version", response.pk, 2)
    assert told in read(approver, "receipt", response.pk)
    assert "decides whether it counts" not in read(approver, "response", response.pk)


def test_after_closing_the_page_says_what_comes_of_a_change(consultation, approver, forum):
    response = sent(consultation, forum)
    page = read(approver, "response", response.pk)
    assert "You can still change this answer and send it again: it is then received late" in page
    assert "You can change it until" not in page


def test_it_is_withdrawn_with_a_reason_and_kept(consultation, approver, forum, secretariat):
    response = sent(consultation, forum, q1="We agree.")
    client = signed_in(approver)
    where = reverse("response_withdraw", args=[response.pk])
    assert f'href="{where}"' in client.get(response.get_absolute_url()).content.decode()
    form = form_to(client.get(where), where)
    refused = client.post(where, form.data(reason=" "))
    assert (refused.status_code, "Answer the question: Why do you withdraw it?" in words(refused)) == (422, True)
    done = client.post(where, form.data(reason="Our board\nwas not asked."), follow=True)
    response.refresh_from_db()
    assert (response.counts, response.withdrawal_reason) == (False, "Our board\nwas not asked.")
    assert response.counted_version.number == 1
    text = words(done)
    assert "Withdrawn" in text
    assert "Our board was not asked." in text
    assert "We agree." in text
    assert f'href="{where}"' not in done.content.decode()
    assert Event.objects.of(response).first().verb == "withdrew the answer"
    assert "Our board" not in str(Event.objects.of(response).first().detail)
    assert response not in Response.objects.counted()
    assert signed_in(secretariat).get(response.get_absolute_url()).status_code == 200


def test_it_can_be_withdrawn_while_somebody_changes_it(consultation, approver, drafter, forum):
    response = sent(consultation, forum)
    actions.change_response(by=drafter, consultation=consultation)
    client, where = signed_in(approver), reverse("response_withdraw", args=[response.pk])
    assert f'href="{where}"' in client.get(response.get_absolute_url()).content.decode()
    assert f'href="{where}"' not in signed_in(drafter).get(response.get_absolute_url()).content.decode()
    client.post(where, form_to(client.get(where), where).data(reason="Our board was not asked."))
    response.refresh_from_db()
    assert (response.counts, response.versions.filter(submitted_at=None).count()) == (False, 1)
    page = words(client.get(reverse("answer", args=[consultation.pk])))
    assert "This answer was withdrawn at 11am on 10 October 2026. It does not count until it is sent again." in page
    assert "What you sent before counts" not in page


def test_what_is_withdrawn_is_said_on_the_consultations_page(consultation, approver, forum):
    response = sent(consultation, forum)
    actions.withdraw_response(by=approver, response=response, reason="Our board was not asked.")
    page = words(signed_in(approver).get(consultation.get_absolute_url()))
    assert (
        "Your organisation's answer was withdrawn at 11am on 10 October 2026, and does not count. You can send it "
        "again until 11:59pm on 20 November 2026, changed or as it is." in page
    )


def test_withdrawing_twice_keeps_the_first_reason(consultation, approver, forum):
    response = sent(consultation, forum)
    for reason in ("First", "Second"):
        actions.withdraw_response(by=approver, response=response, reason=reason)
    assert Response.objects.get().withdrawal_reason == "First"
    assert Event.objects.filter(verb="withdrew the answer").count() == 1


def test_nobody_else_withdraws_it_and_a_draft_is_not_withdrawn(consultation, approver, drafter, secretariat, forum):
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Drafted")])
    with pytest.raises(Refused, match="Nothing has been sent"):
        actions.withdraw_response(by=approver, response=Response.objects.get(), reason="x")
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    for by in (drafter, secretariat):
        with pytest.raises(PermissionDenied):
            actions.withdraw_response(by=by, response=Response.objects.get(), reason="x")
    assert Response.objects.get().withdrawn_at is None


def test_what_was_withdrawn_is_sent_again_and_counts(consultation, approver, forum):
    response = sent(consultation, forum, q1="We agree.", consent="without_name")
    actions.withdraw_response(by=approver, response=response, reason="Our board was not asked.")
    client = signed_in(approver)
    page = client.get(response.get_absolute_url())
    assert "You can send it again until 11:59pm on 20 November 2026, changed or as it is." in words(page)
    change = reverse("answer_change", args=[consultation.pk])
    assert client.post(change, form_to(page, change).data()).url == reverse("answer", args=[consultation.pk])
    check = client.get(reverse("answer_check", args=[consultation.pk]))
    chosen = form_to(check, reverse("answer_check", args=[consultation.pk])).values["consent"]
    assert chosen == ["without_name"], "what was allowed before is chosen already"
    done = client.post(reverse("answer_check", args=[consultation.pk]), to_send(check, "without_name"))
    assert done.url == reverse("receipt", args=[response.pk])
    response.refresh_from_db()
    assert (response.counts, response.withdrawn_at, response.withdrawal_reason) == (True, None, "")
    assert response.counted_version.number == 2


def test_what_was_withdrawn_and_is_sent_again_late_counts_once_it_is_accepted(
    consultation, approver, forum, secretariat
):
    response = sent(consultation, forum, q1="We agree.")
    actions.withdraw_response(by=approver, response=response, reason="Our board was not asked.")
    with clock.at(AFTERWARDS):
        version = change(approver, consultation, "We agree after all.")
        response.refresh_from_db()
        assert (response.counts, response.withdrawn_at) == (False, DURING)
        decide_late(by=secretariat, version=version, verdict="accepted", reason="Two hours are nothing.")
    response.refresh_from_db()
    assert (response.counts, response.counted_version.number, response.withdrawn_at) == (True, 2, None)


def test_each_version_has_the_consent_that_was_given_for_it(consultation, approver, forum):
    sent(consultation, forum, q1="First", consent="not_at_all")
    change(approver, consultation, "Second", consent="with_name")
    first, second = ResponseVersion.objects.order_by("number")
    assert (first.consent.choice, second.consent.choice) == ("not_at_all", "with_name")
    assert first.consent.words.startswith("Do not publish our answer.")
    assert (second.consent.given_by_id, second.consent.given_at) == (approver.user_id, DURING)
    response = Response.objects.get()
    page = words(signed_in(approver).get(reverse("response_version", args=[response.pk, 1])))
    assert "Do not publish our answer." in page
    assert "Replaced by a later version" in page


def test_the_first_time_nothing_is_chosen_for_anybody(consultation, approver):
    actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    where = reverse("answer_check", args=[consultation.pk])
    client = signed_in(approver)
    assert form_to(client.get(where), where).values["consent"] == []
    refused = client.post(where, boxes(client.get(where)))
    assert form_to(refused, where).values["consent"] == []


def test_an_answer_that_was_only_begun_leads_to_writing_it(consultation):
    """Without an account, and nothing is written down yet."""
    who = Respondent.objects.create(
        kind="organisation", name="Bell Ringers", email="bells@example.org", confirmed_at=DURING
    )
    begun = Response(consultation=consultation, respondent=who, channel="guest")
    made = actions.start_response(Actor(address=who.email), begun)
    browser = Client()
    session = browser.session
    session[PROVEN] = who.email
    session.save()
    page = browser.get(made.get_absolute_url())
    assert page.url == reverse("response_answer", args=[made.pk])


def test_an_unmatched_answer_is_not_the_secretariats_own(consultation):
    """Somebody who acts for an area acts for no organisation, and neither does it."""
    from tests.factories.organisations import AreaFactory
    from tests.house import things
    from tests.house.world import World

    world = World()
    found = things.guests(world, "theirs")
    office = signed_in(make_actor("secretariat", area=AreaFactory()))
    assert office.get(reverse("receipt", args=[found.pk])).url == found.get_absolute_url()
