"""A drafter says that the draft is finished: who is told, where it stands, and that it is said once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.finish_actions import NOBODY_SENDS, SEND_IT, finish_draft
from consultation.responses.models import ResponseVersion
from core import clock, deadlines
from core.acts import Refused
from core.home import sections_for
from core.mail.models import Mail
from core.trail.models import Event
from tests.consultation.pages import words
from tests.factories.consultation import CLOSED, DURING, given, sent
from tests.factories.people import UserFactory, make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db
BODY = """{who} has finished the draft for Malvern Carers Forum, and asks you to send it: Support for carers.

It can be sent until 11:59pm on 20 November 2026, by an approver of your organisation.

You can leave any question out. Not answered so far:

- 2a. What about 2a? (you say why, and tick neither yes nor no)
- 2b. What about 2b?

If you do nothing, your answer is not counted.

If you need help, ring Ruth Vale on 01432 000 100.

Read the answers and send them here:

http://127.0.0.1:8000/consultations/{pk}/answer/check/
"""


@pytest.fixture
def mei(forum):
    return make_actor("drafter", "member", organisation=forum, user=UserFactory(name="Mei Chen"))


@pytest.fixture
def drafted(mei, consultation):
    """Question 1 is answered, 2a by half."""
    half = given(consultation, "q2a", text="It depends.")
    actions.save_answers(by=mei, consultation=consultation, given=[given(consultation, "q1", text="Yes."), half])
    return mei


def url(consultation, step="answer_check"):
    return reverse(step, args=[consultation.pk])


def due(actor):
    """The kinds of due dates that the person has with answers."""
    return [item.deadline.name for item in deadlines.for_actor(actor)]


def finishing(client, consultation):
    return form_to(client.get(url(consultation)), url(consultation, "answer_finish"))


def test_approvers_are_told_once_though_two_tabs_press_it(drafted, approver, consultation, forum):
    other = make_actor("approver", "drafter", organisation=forum)
    make_actor("member", organisation=forum)
    client = signed_in(drafted)
    tabs = [finishing(client, consultation).data() for _ in range(2)]
    for tab in (tabs[0], tabs[0], tabs[1]):
        done = client.post(url(consultation, "answer_finish"), tab)
        assert (done.status_code, done.url) == (302, url(consultation))
    version = ResponseVersion.objects.get()
    assert (version.finished_at, version.finished_by) == (DURING, drafted.user)
    mails = list(Mail.objects.order_by("pk"))
    assert {each.to_user for each in mails} == {approver.user, other.user}
    assert len(mails) == 2
    assert mails[0].subject == "Check and send your answer by 20 November 2026: Support for carers"
    assert mails[0].body == BODY.format(who="Mei Chen", pk=consultation.pk)
    said = Event.objects.of(version.response).filter(verb="said that the draft is finished")
    assert [each.detail for each in said] == [{"version": 1}]


def test_it_stands_on_the_pages_and_stays_when_an_answer_changes(drafted, approver, consultation):
    finish_draft(by=drafted, consultation=consultation)
    said = "Said to be finished by Mei Chen at 11am on 10 October 2026."
    for who in (drafted, approver):
        for step in ("answer", "answer_check"):
            page = words(signed_in(who).get(url(consultation, step)))
            assert said in page
            assert "Answers were changed after that." not in page
            assert "Tell our approvers" not in page
    with clock.at(DURING + datetime.timedelta(days=1)):
        change = given(consultation, "q1", text="No.", edition=1)
        actions.save_answers(by=approver, consultation=consultation, given=[change])
        page = words(signed_in(drafted).get(url(consultation, "answer")))
        assert f"{said} Answers were changed after that." in page
        assert finish_draft(by=drafted, consultation=consultation).finished_at == DURING
    assert Mail.objects.count() == 1


def test_the_home_page_says_who_finished_it_and_what_is_next(drafted, approver, consultation):
    finish_draft(by=drafted, consultation=consultation)
    said = "Said to be finished by Mei Chen at 11am on 10 October 2026. 2 answers drafted."
    found = {
        who: [(line.next_step, line.hint) for line in sections_for(actor)[0].lines]
        for who, actor in {"drafter": drafted, "approver": approver}.items()
    }
    assert found == {
        "drafter": [("Read your draft", f"{said} An approver of your organisation sends it.")],
        "approver": [("Check and send it", said)],
    }


def test_from_then_on_it_is_due_for_who_sends_it_alone(drafted, approver, consultation):
    """Changes that are begun after it was sent are to be finished anew."""
    assert [due(each) for each in (drafted, approver)] == [["consultation_close_draft"], ["consultation_close"]]
    finish_draft(by=drafted, consultation=consultation)
    assert [due(each) for each in (drafted, approver)] == [[], ["consultation_close"]]
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    actions.change_response(by=drafted, consultation=consultation)
    assert [due(each) for each in (drafted, approver)] == [["consultation_close_draft"], ["consultation_close"]]


def test_where_nobody_can_send_it_that_is_said_instead(drafted, consultation):
    page = words(signed_in(drafted).get(url(consultation)))
    assert "but your organisation has none. Ask its administrator to give somebody the role of approver." in page
    assert "Tell our approvers" not in page
    with pytest.raises(Refused, match=NOBODY_SENDS):
        finish_draft(by=drafted, consultation=consultation)
    assert ResponseVersion.objects.get().finished_at is None


def test_who_may_send_needs_no_button(drafted, approver, consultation, forum):
    both = make_actor("drafter", "approver", organisation=forum)
    for who in (approver, both):
        assert "Tell our approvers" not in words(signed_in(who).get(url(consultation)))
    with pytest.raises(PermissionDenied):
        finish_draft(by=approver, consultation=consultation)
    with pytest.raises(Refused, match=SEND_IT):
        finish_draft(by=both, consultation=consultation)


def test_nothing_is_finished_that_was_never_begun_or_says_nothing_or_was_sent(mei, approver, consultation, forum):
    with pytest.raises(Refused, match=actions.NOTHING_DRAFTED):
        finish_draft(by=mei, consultation=consultation)
    actions.save_answers(by=mei, consultation=consultation, given=[given(consultation, "q1", text="Yes.")])
    actions.save_answers(by=mei, consultation=consultation, given=[given(consultation, "q1", edition=1)])
    with pytest.raises(Refused, match=actions.NOTHING_ANSWERED):
        finish_draft(by=mei, consultation=consultation)
    actions.save_answers(by=mei, consultation=consultation, given=[given(consultation, "q1", text="Yes.", edition=2)])
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    with pytest.raises(Refused, match=actions.NOTHING_DRAFTED):
        finish_draft(by=mei, consultation=consultation)
    assert Mail.objects.filter(key__startswith="draft-finished").count() == 0


def test_changes_that_are_finished_are_said_again_and_late_ones_as_late(mei, approver, consultation, forum):
    sent(consultation, forum)
    with clock.at(CLOSED):
        actions.change_response(by=mei, consultation=consultation)
        finish_draft(by=mei, consultation=consultation)
    mail = Mail.objects.filter(to_user=approver.user, key__startswith="draft-finished").get()
    assert mail.subject == "Check and send the changes to your answer: Support for carers"
    assert "It closed at 11:59pm on 20 November 2026. What you send now is marked as received late" in mail.body
    assert "If you do nothing, what was sent before goes on to count, and the changes do not." in mail.body


def test_a_refusal_is_shown_on_the_page(mei, approver, consultation):
    client = signed_in(mei)
    done = client.post(url(consultation, "answer_finish"), {"acting_as": mei.membership_id}, follow=True)
    assert actions.NOTHING_DRAFTED in words(done)
