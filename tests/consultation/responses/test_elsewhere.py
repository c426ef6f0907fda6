"""Saved, sent, changed, taken back or finished in the capacity of the page, after another was chosen in another tab."""

import pytest
from django.urls import reverse

from consultation.responses.actions import change_response, save_answers
from consultation.responses.models import Answer, Response
from core import clock
from tests.consultation.pages import to_send, words
from tests.factories.consultation import given, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory, make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(name="Joan Pryce")


@pytest.fixture
def second(person):
    """Who writes for the second of their organisations: the first is the one that browsers begin in."""
    MembershipFactory(user=person, organisation=OrganisationFactory(name="Ledbury Carers"), roles=("member",))
    return make_actor("drafter", "approver", organisation=OrganisationFactory(name="Malvern Advice"), user=person)


def switched(client, actor):
    """The other of the person's organisations is chosen in another tab."""
    other = next(each.membership for each in actor.others)
    client.post(reverse("switch_capacity"), {"membership": other.pk, "next": "/"})
    return other


def test_what_was_saved_is_said_with_for_whom_and_a_button_to_change_back(consultation, second):
    client = signed_in(second)
    where = reverse("answer_question", args=[consultation.pk, "q1"])
    form = form_to(client.get(where), where)
    switched(client, second)
    for _ in range(2):
        page = client.post(where, form.data(q1="We agree."), follow=True)
        assert page.status_code == 200
        assert "Your answer to question 1 is saved, for Malvern Advice." in words(page)
        assert "You now act as Member, Ledbury Carers in this browser" in words(page)
    answer = Answer.objects.get()
    assert (answer.text, answer.version.response.organisation_id) == ("We agree.", second.organisation_id)
    switch = reverse("switch_capacity")
    back = next(form for form in [form_to(page, switch)] if form.values["membership"] == [str(second.membership_id)])
    on = client.post(switch, back.data())
    assert on.url == reverse("answer_question", args=[consultation.pk, "q2"])
    assert client.get(on.url).status_code == 200
    here = reverse("answer_elsewhere", args=[consultation.pk])
    assert client.get(here).url == on.url


def test_what_was_sent_is_said_likewise(consultation, second):
    client = signed_in(second)
    where = reverse("answer_question", args=[consultation.pk, "q1"])
    client.post(where, form_to(client.get(where), where).data(q1="We agree."))
    check = reverse("answer_check", args=[consultation.pk])
    sending = to_send(client.get(check))
    switched(client, second)
    page = words(client.post(check, sending, follow=True))
    assert "The answer is sent, for Malvern Advice." in page
    assert Response.objects.get().counts


@pytest.mark.parametrize(
    ("step", "typed", "said", "onward"),
    [
        ("answer_change", {}, "What was sent can now be changed, for Malvern Advice.", "answer"),
        ("answer_discard", {}, "The changes are given up, for Malvern Advice.", "response"),
        ("response_withdraw", {"reason": "Too early."}, "The answer is withdrawn, for Malvern Advice.", "response"),
    ],
)
def test_what_was_changed_given_up_or_withdrawn_is_said_likewise(consultation, second, step, typed, said, onward):
    response = sent(consultation, second.organisation)
    if step == "answer_discard":
        change_response(by=second, consultation=consultation)
    keys = {"response": response.pk, "response_withdraw": response.pk}
    client, where = signed_in(second), reverse(step, args=[keys.get(step, consultation.pk)])
    shown = response.get_absolute_url() if step == "answer_change" else where
    data = form_to(client.get(shown), where).data(**typed)
    switched(client, second)
    done = client.post(where, data)
    assert done.url == reverse("answer_elsewhere", args=[consultation.pk])
    page = client.get(done.url)
    assert words(page).count(said) == 1
    assert f'value="{reverse(onward, args=[keys.get(onward, consultation.pk)])}"' in page.content.decode()
    drafts = response.versions.filter(submitted_at=None).count()
    response.refresh_from_db()
    assert (drafts, response.withdrawal_reason) == (int(step == "answer_change"), typed.get("reason", ""))


def test_a_refusal_is_read_on_the_consultation_that_both_see(consultation, second):
    response = sent(consultation, second.organisation)
    client, where = signed_in(second), reverse("answer_change", args=[consultation.pk])
    data = form_to(client.get(response.get_absolute_url()), where).data()
    switched(client, second)
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), "A question was missing."
    consultation.save()
    done = client.post(where, data)
    assert done.url == consultation.get_absolute_url()
    assert "This consultation has been withdrawn, and takes no answers any more." in words(client.get(done.url))


def test_that_a_draft_is_finished_is_said_once(consultation):
    person, ours = UserFactory(), OrganisationFactory(name="Malvern Advice")
    MembershipFactory(user=person, organisation=OrganisationFactory(name="Ledbury Carers"), roles=("member",))
    drafter = make_actor("drafter", organisation=ours, user=person)
    make_actor("approver", organisation=ours, user=UserFactory(name="Mei Chen"))
    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Yes.")])
    client, where = signed_in(drafter), reverse("answer_finish", args=[consultation.pk])
    data = form_to(client.get(reverse("answer_check", args=[consultation.pk])), where).data()
    switched(client, drafter)
    page = words(client.post(where, data, follow=True))
    assert "The approvers are told that the draft is finished, for Malvern Advice." in page
    assert "Those who can send it are told" not in page


def test_whoever_acts_as_the_page_does_goes_on_at_once(consultation, second):
    client = signed_in(second)
    where = reverse("answer_question", args=[consultation.pk, "q1"])
    done = client.post(where, form_to(client.get(where), where).data(q1="We agree."))
    assert done.url == reverse("answer_question", args=[consultation.pk, "q2"])
    assert "Your answer to question 1 is saved." in words(client.get(done.url))
    assert client.get(reverse("answer_elsewhere", args=[consultation.pk])).url == consultation.get_absolute_url()
