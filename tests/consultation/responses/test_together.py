"""Two people at the very same moment, on PostgreSQL, where they really are."""

import datetime
import threading
from functools import partial

import pytest
from django.db import transaction
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.counting import hold
from consultation.responses.finish_actions import finish_draft
from consultation.responses.models import Answer, Consent, Response, ResponseVersion
from core import clock
from core.mail.models import Mail
from core.trail.models import Event
from core.work.models import WorkRow
from tests.consultation.pages import boxes, to_send
from tests.factories.consultation import DURING, a_consultation, given, sent
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once, wait_for_a_waiter

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def saving(by, consultation, key, **fields):
    return lambda: actions.save_answers(by=by, consultation=consultation, given=[given(consultation, key, **fields)])


def test_two_members_who_begin_at_once_make_one_response(consultation, drafter, approver):
    found = at_once(
        saving(drafter, consultation, "q1", text="We agree."), saving(approver, consultation, "q2a", yes=True)
    )
    assert [type(each) for each in found] == [Response, Response]
    assert found[0].pk == found[1].pk
    assert (ResponseVersion.objects.count(), Answer.objects.count()) == (1, 2)


def test_two_members_who_answer_one_question_at_once_keep_one_and_tell_the_other(consultation, drafter, approver):
    saving(drafter, consultation, "q2a", yes=True)()
    found = at_once(saving(drafter, consultation, "q1", text="One"), saving(approver, consultation, "q1", text="Two"))
    assert sorted(type(each).__name__ for each in found) == ["AnswersConflict", "Response"]
    kept = Answer.objects.get(question__key="q1")
    assert (kept.text, kept.edition) == ("Two" if isinstance(found[0], actions.AnswersConflict) else "One", 1)


def test_two_approvers_who_send_at_once_send_once(consultation, approver, forum):
    other = make_actor("approver", organisation=forum)
    saving(approver, consultation, "q1", text="We agree.")()
    found = at_once(
        lambda: actions.submit_response(by=approver, consultation=consultation, consent="with_name"),
        lambda: actions.submit_response(by=other, consultation=consultation, consent="with_name"),
    )
    assert found[0].pk == found[1].pk
    assert (ResponseVersion.objects.count(), WorkRow.objects.filter(kind="receipt").count()) == (1, 1)


def test_two_drafters_who_finish_at_once_tell_the_approvers_once(consultation, drafter, approver, forum):
    other = make_actor("drafter", organisation=forum)
    saving(drafter, consultation, "q1", text="We agree.")()
    found = at_once(*(partial(finish_draft, by=each, consultation=consultation) for each in (drafter, other)))
    version = ResponseVersion.objects.get()
    assert [each.finished_by_id for each in found] == [version.finished_by_id] * 2
    assert Mail.objects.get().to_user == approver.user
    assert Event.objects.filter(verb="said that the draft is finished").count() == 1


def test_sending_and_changing_at_once_never_mix(consultation, approver, drafter):
    """The colleague's change is in what was sent, or in a draft of its own, and never in between."""
    saving(approver, consultation, "q1", text="First")()
    sent, _ = at_once(
        lambda: actions.submit_response(by=approver, consultation=consultation, consent="with_name"),
        saving(drafter, consultation, "q1", text="Second", edition=1),
    )
    last = Answer.objects.order_by("-version__number", "-pk").first()
    assert last.text == "Second"
    assert Answer.objects.get(version=sent).text == ("Second" if last.version_id == sent.pk else "First")


def posted_at_once(times: int, actor, where: str, form: dict, **options) -> list:
    """The same form posted at one moment by so many browsers of one person, through the whole product."""
    browsers = [signed_in(actor) for _ in range(times)]
    return at_once(*(partial(each.post, where, form, **options) for each in browsers))


def test_fifty_identical_posts_of_an_answer_keep_one(consultation, drafter):
    with clock.at(DURING):
        where = reverse("answer_question", args=[consultation.pk, "q1"])
        form = boxes(signed_in(drafter).get(where)) | {"q1": "We agree."}
    pages = posted_at_once(50, drafter, where, form)
    assert [each.status_code for each in pages] == [302] * 50
    assert (Response.objects.count(), ResponseVersion.objects.count()) == (1, 1)
    assert [(each.text, each.edition) for each in Answer.objects.all()] == [("We agree.", 1)]
    assert Event.objects.filter(verb="answered").count() == 1


def test_fifty_identical_posts_of_the_sending_make_one_version_and_one_receipt(consultation, approver):
    saving(approver, consultation, "q1", text="We agree.")()
    with clock.at(DURING):
        where = reverse("answer_check", args=[consultation.pk])
        form = to_send(signed_in(approver).get(where))
    pages = posted_at_once(50, approver, where, form)
    response = Response.objects.get()
    assert {each.url for each in pages} == {reverse("receipt", args=[response.pk])}
    assert (response.versions.count(), response.counts) == (1, True)
    assert WorkRow.objects.filter(kind="receipt").count() == 1
    assert Event.objects.filter(verb="sent").count() == 1
    assert Consent.objects.count() == 1


def test_two_approvers_who_press_send_at_once_get_the_same_receipt(consultation, approver, forum):
    other = make_actor("approver", organisation=forum)
    saving(approver, consultation, "q1", text="We agree.")()
    with clock.at(DURING):
        where = reverse("answer_check", args=[consultation.pk])
        ways = [(browser, to_send(browser.get(where))) for browser in (signed_in(approver), signed_in(other))]
    pages = at_once(*(partial(browser.post, where, form) for browser, form in ways))
    response = Response.objects.get()
    assert [each.url for each in pages] == [reverse("receipt", args=[response.pk])] * 2
    assert (response.versions.count(), WorkRow.objects.filter(kind="receipt").count()) == (1, 1)


def test_sending_and_withdrawing_at_once_end_in_one_of_the_two(consultation, approver, forum):
    sent(consultation, forum, q1="First")
    actions.change_response(by=approver, consultation=consultation)
    response = Response.objects.get()
    at_once(
        lambda: actions.submit_response(by=approver, consultation=consultation, consent="with_name"),
        lambda: actions.withdraw_response(by=approver, response=response, reason="We changed our minds"),
    )
    response.refresh_from_db()
    assert response.counted_version.number == 2
    assert response.counts is (response.withdrawn_at is None)


def test_what_waits_for_a_colleague_is_judged_by_when_it_was_posted(drafter, approver, host):
    """The closing may come while a colleague has the answer: the waiting is not the sender's fault."""
    in_a_month = clock.london(clock.true_now()).date() + datetime.timedelta(days=30)
    consultation = a_consultation(host=host, closes_on=in_a_month)
    answer = saving(approver, consultation, "q1", text="We agree.")()
    posted, released = threading.Event(), []

    def holding():
        with transaction.atomic():
            hold(answer)
            posted.set()
            wait_for_a_waiter()
            released.append(clock.database_now())

    def send():
        posted.wait(timeout=10)
        return actions.submit_response(by=approver, consultation=consultation, consent="with_name")

    held, version = at_once(holding, send, moment=None)
    assert held is None, held
    assert version.submitted_at < released[0]
    assert not version.late
