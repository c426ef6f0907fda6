"""The pages on which an organisation answers."""

import datetime
import html
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from consultation.consultations.actions import withdraw_consultation
from consultation.consultations.definitions import definition_of
from consultation.consultations.models import QuestionKind
from consultation.consultations.text_actions import withdraw_question
from consultation.responses import actions, consents
from consultation.responses.models import Answer, Response, ResponseVersion
from consultation.responses.rules import Value, value_of
from core import clock
from core.files.models import StoredFile
from tests.consultation.pages import boxes, to_send, words
from tests.factories.answers import keyed
from tests.factories.consultation import CLOSED, QuestionFactory, a_consultation, given, of_every_kind, sent
from tests.factories.guests import begun, guest
from tests.factories.organisations import FundingFactory
from tests.factories.people import PASSWORD, UserFactory, make_actor, signed_in
from tests.journeys.pages import form_to

pytestmark = pytest.mark.django_db


def address(name, consultation, *more):
    return reverse(name, args=[consultation.pk, *more])


def answered(client, consultation, key, **typed):
    """Open a question's page and send what was typed there."""
    page = client.get(address("answer_question", consultation, key))
    return client.post(address("answer_question", consultation, key), boxes(page) | typed)


def test_the_list_of_questions_says_how_far_each_is(drafter, consultation):
    client = signed_in(drafter)
    answered(client, consultation, "q2", q2a="yes")
    page = client.get(address("answer", consultation))
    assert re.findall(r"(\d\. What about \d\?) (Not answered|Partly answered|Answered)", words(page)) == [
        ("1. What about 1?", "Not answered"),
        ("2. What about 2?", "Partly answered"),
    ]


def test_why_without_yes_or_no_is_half_an_answer(approver, consultation):
    client = signed_in(approver)
    answered(client, consultation, "q1", q1="We agree.")
    assert answered(client, consultation, "q2", q2a_why="Because.").status_code == 302
    assert "2. What about 2? Partly answered" in words(client.get(address("answer", consultation)))
    check = words(client.get(address("answer_check", consultation)))
    assert "2 questions not answered You can leave them out and send all the same." in check
    assert "2a. What about 2a? (you say why, and tick neither yes nor no)" in check


def test_while_nothing_is_answered_the_check_says_that_something_must_be(approver, consultation):
    check = words(signed_in(approver).get(address("answer_check", consultation)))
    assert "3 questions not answered Answer at least one of them; the others can be left out." in check
    assert "There is nothing to send yet. Answer a question first ." in check
    assert "send all the same" not in check


def test_of_one_question_the_check_speaks_of_no_others_and_of_what_takes_nothing_it_asks_for_no_answer(approver, host):
    short = a_consultation(host=host, title="Market days")
    short.questions.exclude(key="q1").delete()
    check = signed_in(approver)
    assert "1 question not answered Answer it. 1." in words(check.get(address("answer_check", short)))
    withdraw_consultation(by=make_actor("commissioner", organisation=host), consultation=short, reason="Overtaken.")
    assert "1 question not answered 1." in words(check.get(address("answer_check", short)))


def test_a_slip_can_be_taken_back_before_anything_is_saved(drafter, consultation):
    client, where = signed_in(drafter), address("answer_question", consultation, "q2")
    form = form_to(client.get(where), where)
    assert form.choices["q2a"] == ["yes", "no", ""]
    assert form.choices["q2b"][-1] == ""
    client.post(where, form.data(q2a="", q2b=""))
    assert Answer.objects.count() == 0
    client.post(where, form_to(client.get(where), where).data(q2a="yes"))
    client.post(where, form_to(client.get(where), where).data(q2a=""))
    assert Answer.objects.get().yes is None


def test_opening_a_question_makes_nothing_and_saving_makes_a_draft(drafter, consultation):
    client = signed_in(drafter)
    assert client.get(address("answer_question", consultation, "q1")).status_code == 200
    assert Response.objects.count() == 0
    done = answered(client, consultation, "q1", q1="We agree.\r\nMostly.")
    assert (done.status_code, done.url) == (302, address("answer_question", consultation, "q2"))
    assert Answer.objects.get().text == "We agree.\nMostly."


def test_saving_an_empty_page_saves_nothing_says_so_and_goes_on(drafter, consultation):
    client = signed_in(drafter)
    for then, onward in (
        ("", address("answer_question", consultation, "q2")),
        ("list", address("answer", consultation)),
    ):
        done = answered(client, consultation, "q1", q1=" ", then=then)
        assert (done.status_code, done.url) == (302, onward)
        page = words(client.get(done.url))
        assert "Nothing was written, so nothing is saved." in page
        assert "is saved." not in page.replace("so nothing is saved.", "")
    assert (Response.objects.count(), ResponseVersion.objects.count()) == (0, 0)


@pytest.mark.parametrize("way", ["guest", "sent"])
def test_no_draft_is_begun_by_nothing_without_an_account_nor_after_sending(consultation, forum, way):
    if way == "guest":
        by, named = guest(), begun(consultation)
    else:
        by, named = make_actor("drafter", organisation=forum), None
        sent(consultation, forum, q1="We agree.")
    same = [given(consultation, "q1", text="" if way == "guest" else "We agree.", edition=1)]
    before = ResponseVersion.objects.count()
    for what in ([], same):
        with pytest.raises(actions.NothingWritten):
            actions.save_answers(by=by, consultation=consultation, given=what, response=named)
    assert ResponseVersion.objects.count() == before
    actions.save_answers(by=by, consultation=consultation, given=[given(consultation, "q2a", yes=True)], response=named)
    assert ResponseVersion.objects.count() == before + 1


def test_the_last_question_leads_to_the_check_and_either_can_lead_to_the_list(drafter, consultation):
    client = signed_in(drafter)
    assert answered(client, consultation, "q2").url == address("answer_check", consultation)
    assert answered(client, consultation, "q2", then="list").url == address("answer", consultation)


@pytest.mark.parametrize("length", [19_999, 20_000, 60_000])
def test_long_answers_come_through_the_page(drafter, consultation, length):
    answered(signed_in(drafter), consultation, "q1", q1="é" * length)
    assert len(Answer.objects.get().text) == length


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"q1": "x" * 100_001}, "The answer to question 1 must be 100000 characters or fewer. You have typed 100001."),
        ({"q1": "a\0b"}, "contains a character that cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_words_in_the_box(drafter, consultation, typed, sentence):
    page = answered(signed_in(drafter), consultation, "q1", **typed)
    assert page.status_code == 422
    assert sentence in words(page)
    assert typed["q1"][-200:].replace("\0", "") in page.content.decode().replace("\0", "")


def test_a_choice_that_was_not_offered_is_refused(drafter, consultation):
    page = answered(signed_in(drafter), consultation, "q2", q2b="999999")
    assert page.status_code == 422
    assert Answer.objects.count() == 0


def test_two_members_on_one_page_keep_both_parts(drafter, approver, consultation):
    one, two = signed_in(drafter), signed_in(approver)
    where = address("answer_question", consultation, "q2")
    seen_by_one, seen_by_two = boxes(one.get(where)), boxes(two.get(where))
    later = consultation.questions.get(key="q2b").choices.get(label="Later")
    assert one.post(where, seen_by_one | {"q2a": "no", "q2a_why": "Too soon"}).status_code == 302
    assert two.post(where, seen_by_two | {"q2b": str(later.pk)}).status_code == 302
    kept = {each.question.key: (each.yes, each.choice, each.text) for each in Answer.objects.all()}
    assert kept == {"q2a": (False, None, "Too soon"), "q2b": (None, later, "")}


def test_two_members_on_one_question_see_both_and_lose_nothing(drafter, approver, consultation):
    one, two = signed_in(drafter), signed_in(approver)
    where = address("answer_question", consultation, "q1")
    seen_by_two = boxes(two.get(where))
    answered(one, consultation, "q1", q1="Words of the drafter")
    page = two.post(where, seen_by_two | {"q1": "Words of the approver"})
    assert page.status_code == 409
    assert "Somebody else changed this while you had it open" in words(page)
    assert f"{drafter.user} saved it." in words(page)
    assert words(page).count("Words of the drafter") == 1
    assert words(page).count("Words of the approver") == 2
    assert Answer.objects.get().text == "Words of the drafter"
    again = two.post(where, boxes(page) | {"q1": "Words of both"})
    assert again.status_code == 302
    assert Answer.objects.get().text == "Words of both"


def test_the_check_lists_what_is_left_out_with_links(drafter, consultation):
    client = signed_in(drafter)
    answered(client, consultation, "q1", q1="We agree.")
    page = client.get(address("answer_check", consultation))
    assert "2 questions not answered" in words(page)
    assert "Whoever sends it can leave them out." in words(page)
    assert page.content.decode().count(f'href="{address("answer_question", consultation, "q2")}"') == 3


def test_a_drafter_sees_who_can_send(drafter, consultation, forum):
    make_actor("approver", organisation=forum).user.__class__.objects.filter(name__startswith="Person").update(
        name="Jo"
    )
    client = signed_in(drafter)
    answered(client, consultation, "q1", q1="We agree.")
    page = client.get(address("answer_check", consultation))
    assert "An approver of your organisation sends them: Jo." in words(page)
    assert "Send the answers" not in words(page)
    assert client.post(address("answer_check", consultation), {"seen": "1"}).status_code == 403


def test_an_approver_sends_and_gets_the_receipt(drafter, approver, consultation):
    answered(signed_in(drafter), consultation, "q1", q1="We agree <strongly>.")
    client = signed_in(approver)
    page = client.get(address("answer_check", consultation))
    done = client.post(address("answer_check", consultation), to_send(page))
    response = Response.objects.get()
    assert (done.status_code, done.url) == (302, reverse("receipt", args=[response.pk]))
    receipt = client.get(done.url)
    assert f"Reference: {response.reference}" in words(receipt)
    assert "We agree &lt;strongly&gt;." in receipt.content.decode()
    assert "Not answered" in words(receipt)


def test_sending_twice_leads_to_the_one_receipt(approver, consultation):
    client = signed_in(approver)
    answered(client, consultation, "q1", q1="We agree.")
    sent = to_send(client.get(address("answer_check", consultation)))
    first = client.post(address("answer_check", consultation), sent)
    second = client.post(address("answer_check", consultation), sent, follow=True)
    assert first.status_code == 302
    assert second.status_code == 200
    assert Response.objects.get().versions.count() == 1


def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_sent(drafter, approver, consultation):
    one, two = signed_in(drafter), signed_in(approver)
    answered(one, consultation, "q1", q1="First")
    seen = to_send(two.get(address("answer_check", consultation)))
    answered(one, consultation, "q1", q1="Second")
    page = two.post(address("answer_check", consultation), seen)
    assert page.status_code == 422
    assert "Somebody in your organisation changed an answer after you opened this page" in words(page)
    assert "Second" in words(page)
    assert two.post(address("answer_check", consultation), to_send(page)).status_code == 302


def test_what_is_typed_after_closing_is_kept_and_marked_late_once_it_is_sent(approver, consultation):
    client = signed_in(approver)
    where = address("answer_question", consultation, "q1")
    seen = boxes(client.get(where))
    with clock.at(CLOSED):
        late = words(client.get(where))
        assert "This consultation closed at 11:59pm on 20 November 2026. What you write is still kept." in late
        assert "does not count unless the Forum secretariat decides that it does. Nothing was sent in time." in late
        assert late.index("It has closed") < late.index("You are answering as")
        for step in ("answer", "answer_check"):
            assert f"{late[late.index('It has closed') :][:90]}" in words(client.get(address(step, consultation)))
        assert client.post(where, seen | {"q1": "Four hours of work"}).status_code == 302
        check = client.get(address("answer_check", consultation))
        assert "Four hours of work" in words(check)
        receipt = client.post(address("answer_check", consultation), to_send(check), follow=True)
    response = Response.objects.get()
    version = response.versions.get()
    assert (version.late, version.late_verdict, response.counts, response.counted_version) == (True, "", False, None)
    text = words(receipt)
    assert "Your answer was received late" in text
    assert f"Reference: {response.reference}" in text
    assert "Four hours of work" in text
    assert "The Forum secretariat decides whether it counts, and tells you." in text


@pytest.mark.parametrize("was_sent", [False, True], ids=["nothing sent", "sent by a colleague meanwhile"])
def test_after_closing_no_kind_of_answer_is_lost(was_sent, drafter, forum, host):
    consultation = of_every_kind(host=host)
    QuestionFactory(consultation=consultation)
    client = signed_in(drafter)
    where = {key: address("answer_question", consultation, key) for key in ("q1", "q2", "q3", "q4", "q5")}
    seen = {key: boxes(client.get(url)) for key, url in where.items()}
    if was_sent:
        sent(consultation, forum, q6="What a colleague sent")
    by_key = definition_of(consultation).by_key
    assert {each.kind for each in by_key.values()} | {"heading"} == set(QuestionKind.values)
    later, night = by_key["q2b"].options[1].pk, by_key["q2c"].options[1].pk
    typed = {
        "q1": {"q1": "Four hours of <work>"},
        "q2": {"q2a": "no", "q2a_why": "Two hours of 'reasons'", "q2b": str(later), "q2c": [str(night)]},
        "q3": {"q3": "12.5"},
        "q4": {"q4_day": "20", "q4_month": "11", "q4_year": "2003"},
        "q5": {"q5": SimpleUploadedFile("plan.txt", b"Our plan")},
    }
    with clock.at(CLOSED):
        for key, answer in typed.items():
            assert client.post(where[key], seen[key] | answer).status_code == 302, key
    draft = Response.objects.get().versions.get(submitted_at=None)
    kept = {each.question.key: value_of(each) for each in draft.answers.select_related("question")}
    file = kept.pop("q5").file
    assert kept.pop("q6", Value()).text == ("What a colleague sent" if was_sent else "")
    assert StoredFile.objects.get(pk=file).original_name == "plan.txt"
    assert kept == {
        "q1": Value(text="Four hours of <work>"),
        "q2a": Value(yes=False, text="Two hours of 'reasons'"),
        "q2b": Value(choice=later),
        "q2c": Value(several=(night,)),
        "q3": Value(number=Decimal("12.5")),
        "q4": Value(day=datetime.date(2003, 11, 20)),
    }
    assert Response.objects.get().counts is was_sent


def test_words_typed_while_a_colleague_sends_become_a_change(drafter, consultation, forum):
    client = signed_in(drafter)
    seen = boxes(client.get(address("answer_question", consultation, "q2")))
    response = sent(consultation, forum, q1="What a colleague sent")
    page = client.post(address("answer_question", consultation, "q2"), seen | {"q2a_why": "Reasons"}, follow=True)
    assert "What you have saved now is a change" in words(page)
    draft = response.versions.get(submitted_at=None)
    assert {each.question.key: each.text for each in draft.answers.all()} == {
        "q1": "What a colleague sent",
        "q2a": "Reasons",
    }
    assert Response.objects.get().counted_version.number == 1


def test_a_change_says_that_something_was_sent_before(approver, consultation, forum):
    sent(consultation, forum)
    actions.change_response(by=approver, consultation=consultation)
    client = signed_in(approver)
    listed = words(client.get(address("answer", consultation)))
    assert "Change your answer" in listed
    assert "What you sent before counts until you send again." in listed
    assert "Send again" in words(client.get(address("answer_check", consultation)))


def test_nothing_is_begun_by_saving_what_a_colleague_has_sent_without_a_change(drafter, consultation, forum):
    client = signed_in(drafter)
    seen = boxes(client.get(address("answer_question", consultation, "q2")))
    response = sent(consultation, forum)
    page = client.post(address("answer_question", consultation, "q2"), seen)
    assert page.url == response.get_absolute_url()
    assert response.versions.count() == 1


def test_what_is_sent_a_moment_after_closing_is_kept_as_received_late(approver, consultation):
    client = signed_in(approver)
    answered(client, consultation, "q1", q1="Four hours of work")
    seen = to_send(client.get(address("answer_check", consultation)))
    with clock.at(CLOSED):
        page = client.post(address("answer_check", consultation), seen, follow=True)
    assert "Your answer was received late" in words(page)
    assert "Four hours of work" in words(page)
    response = Response.objects.get()
    assert (response.submitted_at, response.counted_version, response.counts) == (CLOSED, None, False)


def test_nothing_is_sent_before_it_is_chosen_what_may_be_published(approver, consultation):
    client = signed_in(approver)
    answered(client, consultation, "q1", q1="We agree.")
    page = client.get(address("answer_check", consultation))
    assert "May your answer be published with the results? (optional)" not in words(page)
    refused = client.post(address("answer_check", consultation), boxes(page))
    assert refused.status_code == 422
    assert "Choose whether your answer may be published." in words(refused)
    assert "We agree." in words(refused)
    forged = client.post(address("answer_check", consultation), to_send(page, "everybody"))
    assert forged.status_code == 422
    assert Response.objects.get().submitted_at is None


def test_changing_what_was_sent_keeps_it_until_it_is_sent_again(approver, consultation):
    client = signed_in(approver)
    answered(client, consultation, "q1", q1="First")
    client.post(address("answer_check", consultation), to_send(client.get(address("answer_check", consultation))))
    assert client.get(address("answer", consultation)).url == reverse("response", args=[Response.objects.get().pk])
    assert client.post(address("answer_change", consultation)).url == address("answer", consultation)
    answered(client, consultation, "q1", q1="Second")
    page = client.get(reverse("response", args=[Response.objects.get().pk]))
    assert "First" in words(page)
    assert "Second" not in words(page)
    client.post(address("answer_check", consultation), to_send(client.get(address("answer_check", consultation))))
    page = client.get(reverse("response", args=[Response.objects.get().pk]))
    assert "Second" in words(page)
    old = client.get(reverse("response_version", args=[Response.objects.get().pk, 1]))
    assert "First" in words(old)
    assert "Replaced by a later version Sent 11am on 10 October 2026" in words(old)


def test_changes_are_given_up_on_the_page_of_all_questions_and_on_that_of_the_answer(approver, consultation, forum):
    client, response = signed_in(approver), sent(consultation, forum, q1="First")
    discard = address("answer_discard", consultation)
    assert client.get(discard).url == response.get_absolute_url()
    client.post(address("answer_change", consultation))
    for page in (address("answer", consultation), response.get_absolute_url()):
        assert f'href="{discard}"' in client.get(page).content.decode()
    assert "for everybody who writes this answer" in words(client.get(discard))
    done = client.post(discard, follow=True)
    assert "The changes are given up." in words(done)
    assert "Change the answers" in words(done)
    assert response.versions.count() == 1


def test_a_first_draft_offers_no_giving_up_and_refuses_it(approver, consultation):
    client = signed_in(approver)
    answered(client, consultation, "q1", q1="First")
    assert "Give up" not in words(client.get(address("answer", consultation)))
    refused = client.post(address("answer_discard", consultation))
    assert (refused.status_code, "never sent" in words(refused)) == (422, True)
    assert Response.objects.get().versions.count() == 1


def test_where_the_host_pays_the_page_says_who_cannot_read(drafter, consultation, host, forum):
    client = signed_in(drafter)
    sentence = (
        "Herefordshire Primary Care Trust asks these questions and also funds your organisation, or has done since"
    )
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    assert sentence not in words(client.get(address("answer_check", consultation)))
    FundingFactory(funder=host, funded=forum)
    assert sentence in words(client.get(address("answer_check", consultation)))
    assert sentence in words(client.get(address("answer", consultation)))


def test_a_form_is_bound_to_the_organisation_it_was_shown_for(drafter, consultation):
    """A person in two organisations, with two tabs: each saves for the organisation it shows."""
    other = make_actor("drafter", user=drafter.user)
    client = signed_in(drafter)
    where = address("answer_question", consultation, "q1")
    tab = boxes(client.get(where))
    session = client.session
    session["membership"] = other.membership_id
    session.save()
    client.post(where, tab | {"q1": "For the forum"})
    assert Response.objects.get().organisation_id == drafter.organisation_id


@pytest.mark.parametrize("role", ["visitor", "member", "commissioner", "secretariat", "auditor"])
def test_nobody_else_opens_the_pages_of_answering(role, consultation):
    client = signed_in(make_actor(role))
    for name in ("answer", "answer_check"):
        page = client.get(address(name, consultation))
        assert page.status_code == (302 if role == "visitor" else 403)


def test_a_question_of_another_consultation_is_not_there(drafter, consultation):
    assert signed_in(drafter).get(address("answer_question", consultation, "q9")).status_code == 404


def test_words_typed_while_the_session_expired_come_back_after_signing_in_again(forum, consultation):
    drafter = make_actor("drafter", organisation=forum, user=UserFactory(password=True))
    client = signed_in(drafter)
    where = address("answer_question", consultation, "q1")
    form = boxes(client.get(where)) | {"q1": "Four hours of work", "then": "list"}
    client.logout()
    sign_in = client.post(where, form).url
    typed = {"login": drafter.user.email, "password": PASSWORD}
    page = client.post(sign_in, typed, follow=True)
    assert "What you typed Nothing has been saved yet" in words(page)
    assert "Four hours of work" in words(page)
    assert "base" not in words(page)
    client.post(where, form)
    assert Answer.objects.get().text == "Four hours of work"


def two_parts(consultation) -> dict[str, str]:
    """What is typed to question 2: a yes with its reason, and one of the choices, which is sent by its number."""
    now = consultation.questions.get(key="q2b").choices.get(label="Now")
    return {"q2a": "yes", "q2a_why": "It helps.\nAt night too.", "q2b": str(now.pk)}


def shown_in(page) -> list[tuple[str, str]]:
    """The words that a page shows back, each with what it calls them."""
    rows = re.findall(r"(?s)<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", page.content.decode())
    return [tuple(html.unescape(re.sub(r"<[^>]+>", "", each)) for each in row) for row in rows]


def strict(actor) -> Client:
    """A browser of this person's that does not have the token of the form, as after signing in in another tab."""
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    client.force_login(actor.user)
    return client


CALLED_AS_ON_THE_PAGE = [
    ("2a. What about 2a?", "Yes"),
    ("2a. Why do you say so?", "It helps.\nAt night too."),
    ("2b. What about 2b?", "Now"),
]


def test_words_shown_back_are_called_as_on_their_page(drafter, consultation):
    page = strict(drafter).post(address("answer_question", consultation, "q2"), two_parts(consultation))
    assert "Please send this again" in words(page)
    assert shown_in(page) == CALLED_AS_ON_THE_PAGE
    assert f'<textarea name="q2b" hidden aria-label="2b. What about 2b?">\n{two_parts(consultation)["q2b"]}<' in (
        page.content.decode()
    )


def test_words_of_an_answer_that_is_keyed_in_are_called_as_on_their_page_by_who_may_read_it(secretariat, consultation):
    response = keyed(consultation, record=False)
    where = reverse("response_answer_question", args=[response.pk, "q2"])
    client = signed_in(secretariat)
    sent = boxes(client.get(where)) | two_parts(consultation)
    client.logout()
    client.post(where, sent)
    waiting = {each["name"]: each for each in client.session["kept_words"]["typed"]}
    assert waiting["q2a"] == {"name": "q2a", "label": "Q2a", "values": ["yes"], "shown": True}
    client.force_login(secretariat.user)
    assert shown_in(client.get(reverse("kept_words"))) == CALLED_AS_ON_THE_PAGE
    stranger = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    assert [label for label, _ in shown_in(stranger.post(where, sent))] == ["Q2a", "Q2a why", "Q2b"]


def test_words_to_a_part_that_was_withdrawn_are_shown_back_too(drafter, commissioner, consultation):
    sent = two_parts(consultation)
    withdraw_question(by=commissioner, question=consultation.questions.get(key="q2a"), reason="It was wrong.")
    page = strict(drafter).post(address("answer_question", consultation, "q2"), sent)
    assert shown_in(page) == CALLED_AS_ON_THE_PAGE


@pytest.mark.parametrize(("typed", "said"), [(("3", "may", "2004"), "3 May 2004"), (("31", "4", ""), "31 4")])
def test_a_date_is_shown_back_as_one(drafter, host, typed, said):
    asked = of_every_kind(host=host)
    sent = dict(zip(("q4_day", "q4_month", "q4_year"), typed, strict=True))
    page = strict(drafter).post(address("answer_question", asked, "q4"), sent)
    assert shown_in(page) == [("4. What about 4?", said)]
    assert page.content.decode().count("<textarea") == 3


def test_an_answer_that_was_taken_back_is_not_counted_as_drafted(drafter, consultation):
    two = [given(consultation, "q1", text="We agree."), given(consultation, "q2a", yes=True)]
    actions.save_answers(by=drafter, consultation=consultation, given=two)
    home = signed_in(drafter)
    assert "2 answers drafted" in words(home.get("/"))
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q2a", edition=1)])
    assert "1 answer drafted" in words(home.get("/"))


def test_only_the_draft_is_counted_where_answers_were_sent_before(drafter, approver, consultation, forum):
    sent(consultation, forum, q1="First")
    actions.change_response(by=approver, consultation=consultation)
    assert "1 answer drafted" in words(signed_in(drafter).get("/"))


def test_a_question_of_what_takes_no_answers_shows_what_was_drafted_and_no_boxes(drafter, consultation):
    client = signed_in(drafter)
    answered(client, consultation, "q1", q1="We agree.")
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), "A question was missing."
    consultation.save()
    page = client.get(address("answer_question", consultation, "q1"))
    assert "This consultation has been withdrawn, and takes no answers any more." in words(page)
    assert "We agree." in words(page)
    assert "<textarea" not in page.content.decode()
    assert "Save and go on" not in words(page)
    with clock.at(CLOSED):
        for step, more in (("answer", ()), ("answer_check", ()), ("answer_question", ("q1",))):
            assert "What you write is still kept." not in words(client.get(address(step, consultation, *more)))


def test_what_is_agreed_to_without_the_name_is_said_plainly(approver, consultation):
    answered(signed_in(approver), consultation, "q1", q1="We agree.")
    plain = (
        "Our name is left out, and so is anything in the words that would show who we are, as far as the secretariat "
        "can see."
    )
    assert plain in words(signed_in(approver).get(address("answer_check", consultation)))
    version = actions.submit_response(by=approver, consultation=consultation, consent="without_name")
    assert (version.consent.wording, plain in version.consent.words) == (2, True)
    assert consents.EDITIONS[1].sentences["without_name"] == (
        "Publish our answer without our name. Everybody can read what we said; our name is left out, and so is what "
        "would give it away."
    )
