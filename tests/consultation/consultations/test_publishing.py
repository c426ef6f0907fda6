"""Publishing by two people, and what is done with a consultation once it is published."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from consultation.consultations import actions, text_actions
from consultation.consultations.actions import CHANGED_SINCE
from consultation.consultations.models import Consultation, Extension, QuestionKind, State
from consultation.consultations.rules import length_of
from consultation.guests.actions import open_with_link
from consultation.responses.models import Respondent
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.deadlines.registry import DEADLINES
from core.home import sections_for
from core.mail.models import Mail
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.people.actors import Actor
from partnerships.standards.models import StandardKind
from tests.consultation.pages import boxes, words
from tests.factories.consultation import (
    CLOSED,
    CLOSES,
    DURING,
    ConsultationFactory,
    QuestionFactory,
    a_consultation,
    sent,
)
from tests.factories.guests import begun, last_token
from tests.factories.people import UserFactory, make_actor, signed_in
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


def at(name, consultation, *more):
    return reverse(name, args=[consultation.pk, *more])


def send(client, where, **typed):
    return client.post(where, boxes(client.get(where)) | typed)


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


@pytest.fixture
def colleague(host):
    return make_actor("commissioner", organisation=host, user=UserFactory(name="Amy Dale"))


@pytest.fixture
def ready(draft, commissioner):
    """The draft, which the commissioner said is ready."""
    return actions.propose_consultation(by=commissioner, consultation=draft)


@pytest.fixture
def named(host, ready):
    """A member of the host's staff whom the consultation names as the one to ask."""
    Consultation.objects.filter(pk=ready.pk).update(contact_email="Ruth.Vale@example.org")
    return make_actor("member", organisation=host, user=UserFactory(name="Ruth Vale", email="ruth.vale@example.org"))


# Two people


def test_one_person_says_it_is_ready_and_another_publishes_it_on_the_pages(draft, commissioner, colleague):
    first, second = signed_in(commissioner), signed_in(colleague)
    page = first.get(at("consultation_propose", draft))
    assert words(page).count("Done") == 8
    assert "Who else can publish it Amy Dale" in words(page)
    done = first.post(at("consultation_propose", draft), boxes(page), follow=True)
    assert "'Market days' waits for a second person." in words(done)
    assert "You said that it is ready. Told by mail, to publish it: Amy Dale." in words(done)
    assert "See who can publish it" in words(done)
    page = second.get(at("consultation_publish", draft))
    assert f"{commissioner.user} said at 11am on 10 October 2026 that it is ready." in words(page)
    assert "Who else can publish it" not in words(page)
    assert f'href="{at("consultation_preview", draft)}">Read it as others will see it' in page.content.decode()
    preview = second.get(at("consultation_preview", draft)).content.decode()
    assert f'href="{at("consultation_publish", draft)}">Back to publishing it' in preview
    assert "Back to publishing it" not in words(first.get(at("consultation_preview", draft)))
    done = second.post(at("consultation_publish", draft), boxes(page), follow=True)
    assert "'Market days' is published. Everybody can read it." in words(done)
    verbs = list(Event.objects.of(draft).values_list("verb", flat=True))
    assert verbs == ["published", "said it is ready"]


def test_what_a_colleague_changed_meanwhile_is_not_said_to_be_ready_unseen(draft, commissioner, colleague):
    client, url = signed_in(commissioner), at("consultation_propose", draft)
    opened = boxes(client.get(url))
    text_actions.add_section(by=colleague, consultation=draft, title="Why", text="For carers.")
    page = client.post(url, opened)
    assert (page.status_code, CHANGED_SINCE in words(page)) == (422, True)
    draft.refresh_from_db()
    assert draft.proposed_at is None
    client.post(url, boxes(page))
    draft.refresh_from_db()
    assert draft.proposed_by == commissioner.user


def test_where_nobody_else_can_publish_that_is_said_and_what_to_do(draft, commissioner):
    client = signed_in(commissioner)
    said = (
        "Nobody else can publish it yet: Herefordshire Primary Care Trust needs a second person. Give somebody there "
        "the role of commissioner, or name one of its people as the one to ask."
    )
    page = client.get(at("consultation_propose", draft))
    assert said in words(page)
    done = words(client.post(at("consultation_propose", draft), boxes(page), follow=True))
    assert f"You said that it is ready. {said}" in done
    assert "'Market days' is ready." in done
    assert "by mail" not in done


def test_who_is_alone_at_the_host_is_told_before_and_after_that_the_secretariat_publishes(draft, commissioner):
    secretary = make_actor("secretariat")
    client = signed_in(commissioner)
    page = client.get(at("consultation_propose", draft))
    assert "A second person is told by mail, reads it and publishes it." in words(page)
    done = words(client.post(at("consultation_propose", draft), boxes(page), follow=True))
    assert "'Market days' waits for a second person." in done
    assert f"You said that it is ready. Told by mail, to publish it: {secretary.user}." in done


def test_who_said_it_is_ready_is_told_who_else_can_publish(ready, commissioner, colleague, named):
    client = signed_in(commissioner)
    page = client.get(at("consultation_publish", ready))
    text = words(page)
    assert "You said yourself that it is ready. Somebody else publishes it" in text
    assert "Who else can publish it Amy Dale Ruth Vale, whom people are to ask" in text
    assert "The Forum secretariat" not in text
    make_actor("secretariat")
    text = words(client.get(at("consultation_publish", ready)))
    assert "Who else can publish it Amy Dale Ruth Vale, whom people are to ask The Forum secretariat" in text
    assert "<form method" not in page.content.decode().split("<main")[1]
    refused = client.post(at("consultation_publish", ready), {"version": ready.version})
    assert refused.status_code == 422
    assert words(refused).count("You said yourself that it is ready.") == 2
    ready.refresh_from_db()
    assert ready.published_at is None


def test_nobody_publishes_what_nobody_said_is_ready(draft, colleague):
    page = signed_in(colleague).get(at("consultation_publish", draft))
    assert "Somebody has to say that it is ready first" in words(page)
    assert f'href="{at("consultation_propose", draft)}"' in page.content.decode()
    refused = signed_in(colleague).post(at("consultation_publish", draft))
    assert refused.status_code == 422
    draft.refresh_from_db()
    assert draft.published_at is None


def test_the_named_contact_reads_it_and_publishes_it_and_changes_nothing(ready, named):
    client = signed_in(named)
    assert f'href="{at("consultation_publish", ready)}"' in client.get(ready.get_absolute_url()).content.decode()
    assert client.get(at("consultation_preview", ready)).status_code == 200
    assert client.get(at("consultation_prepare", ready)).status_code == 403
    Consultation.objects.filter(pk=ready.pk).update(summary="We ask the PCT.")
    page = client.get(at("consultation_publish", ready))
    assert "PCT (what it is about)" in words(page)
    assert at("consultation_edit", ready) not in page.content.decode()  # where they may not go
    assert at("consultation_prepare", ready) not in page.content.decode().split("<main")[0].split("nhsuk-breadcrumb")[1]
    client.post(at("consultation_publish", ready), boxes(page) | {"reason": "All know it."})
    ready.refresh_from_db()
    assert (ready.published_by_id, ready.proposed_by_id != named.user_id) == (named.user_id, True)


def test_a_member_who_is_not_named_and_one_named_by_another_body_do_not(ready, host):
    with pytest.raises(NotVisible):
        actions.publish_consultation(by=make_actor("member", organisation=host), consultation=ready)
    outside = make_actor("approver", user=UserFactory(email="outside@example.org"))
    Consultation.objects.filter(pk=ready.pk).update(contact_email="outside@example.org")
    with pytest.raises(NotVisible):
        actions.publish_consultation(by=outside, consultation=ready)


def test_an_analyst_of_the_host_reads_and_does_not_publish(ready, host):
    with pytest.raises(PermissionDenied):
        actions.publish_consultation(by=make_actor("analyst", organisation=host), consultation=ready)


@pytest.mark.parametrize("change", ["details", "section", "question"])
def test_any_change_takes_back_that_it_is_ready(ready, commissioner, colleague, change):
    if change == "details":
        actions.edit_consultation(by=commissioner, consultation=ready, version=ready.version, title="Market weeks")
    elif change == "section":
        text_actions.add_section(by=commissioner, consultation=ready, title="Late thoughts")
    else:
        text_actions.remove_question(by=commissioner, question=ready.questions.get(key="q1"))
    with pytest.raises(Refused, match="Somebody has to say that it is ready first"):
        actions.publish_consultation(by=colleague, consultation=ready)


def test_the_database_itself_refuses_one_person_for_both(ready, commissioner):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=ready.pk).update(published_at=DURING, published_by=commissioner.user)


def test_saying_it_twice_and_publishing_twice_is_once(ready, commissioner, colleague):
    assert actions.propose_consultation(by=colleague, consultation=ready).proposed_by_id == commissioner.user_id
    actions.publish_consultation(by=colleague, consultation=ready)
    actions.publish_consultation(by=colleague, consultation=ready)
    assert Event.objects.of(ready).count() == 2
    assert WorkRow.objects.filter(kind="paper").count() == 1


def test_it_waits_on_the_home_and_due_pages_of_whoever_may_publish_it(ready, commissioner, colleague, named, host):
    def waiting(actor):
        section = next(each for each in sections_for(actor) if each.name == "waiting")
        return [(line.text, line.next_step) for line in section.lines]

    assert waiting(commissioner) == [("Market days", "See how it stands")]
    assert waiting(colleague) == waiting(named) == [("Market days", "Read it and publish it")]
    assert waiting(make_actor("secretariat")) == [("Market days", "Read it and publish it")]
    assert waiting(make_actor("member", organisation=host)) == []
    deadline = DEADLINES["consultation_to_publish"]
    assert [list(deadline.open(each)) for each in (commissioner, colleague, named)] == [[], [ready], [ready]]
    rows = list(deadline.open(None))
    assert deadline.holders(rows) == {ready.pk: {colleague.user_id, named.user_id}}
    assert deadline.item(ready).due == ready.opens_on


def test_where_the_host_has_no_second_person_the_secretariat_is_reminded(ready, secretariat):
    deadline = DEADLINES["consultation_to_publish"]
    assert deadline.holders(list(deadline.open(None))) == {ready.pk: {secretariat.user_id}}


# Told by mail


def test_whoever_can_publish_it_is_told_once_each_time_that_it_is_said(draft, commissioner, colleague, host):
    Consultation.objects.filter(pk=draft.pk).update(opens_on=datetime.date(2026, 10, 12), contact_email="jo@trust.org")
    jo = make_actor("member", organisation=host, user=UserFactory(name="Jo Fox", email="jo@trust.org"))
    make_actor("analyst", organisation=host)
    make_actor("secretariat")
    for _ in range(2):
        ready = actions.propose_consultation(by=commissioner, consultation=draft)
    first, second = Mail.objects.order_by("to_user__name")
    assert [first.to_user, second.to_user] == [colleague.user, jo.user]
    assert first.subject == "Read and publish by 12 October 2026: Market days"
    assert first.reply_to == commissioner.user.email
    assert first.body == (
        f"{commissioner.user} said that this consultation of {host.name} is ready: Market days.\n\n"
        "A second person reads it and publishes it, and you can. It is to be open from 12 October 2026 until 11:59pm "
        "on 20 November 2026.\n\n"
        "So can, and this mail went to them too: Jo Fox.\n\n"
        "If nobody does, it stays a draft: nobody outside sees it, and nobody can answer.\n\n"
        f"If something in it should change, answer this mail: it goes to {commissioner.user}.\n\n"
        "Read it and publish it here:\n\n"
        f"http://127.0.0.1:8000{at('consultation_publish', draft)}\n"
    )
    text_actions.add_section(by=commissioner, consultation=ready, title="Late thoughts")
    with clock.at(datetime.datetime(2026, 10, 12, 12, tzinfo=datetime.UTC)):
        actions.propose_consultation(by=colleague, consultation=draft)
    told = list(Mail.objects.order_by("pk").values_list("to_user", "subject"))[2:]
    late = "Read and publish as soon as you can: Market days"
    assert sorted(told) == sorted([(commissioner.user_id, late), (jo.user_id, late)])
    assert "It was to open on 12 October 2026, and closes at 11:59pm" in Mail.objects.last().body


def test_where_the_host_has_no_second_person_the_secretariat_is_told_but_for_who_said_it(draft, secretariat):
    other = make_actor("secretariat")
    with pytest.raises(Refused):
        actions.propose_consultation(by=secretariat, consultation=ConsultationFactory(summary=""))
    actions.propose_consultation(by=secretariat, consultation=draft)
    assert [mail.to_user for mail in Mail.objects.all()] == [other.user]
    deadline = DEADLINES["consultation_to_publish"]
    assert deadline.holders(list(deadline.open(None))) == {draft.pk: {other.user_id}}


# What is advised, and what is missing


def test_advice_is_overridden_with_a_reason_that_is_kept(commissioner, colleague, host):
    draft = a_consultation(host=host, published_at=None, summary="We ask the PCT and the VCS.")
    client = signed_in(commissioner)
    page = client.get(at("consultation_propose", draft))
    assert "Advised Abbreviations are written out where they first stand" in words(page)
    assert "as in 'primary care trust (PCT)': PCT (what it is about); VCS (what it is about)." in words(page)
    refused = client.post(at("consultation_propose", draft), boxes(page) | {"reason": " "})
    assert "Enter why you go on all the same." in words(refused)
    client.post(at("consultation_propose", draft), boxes(page) | {"reason": "Our readers know them."})
    draft.refresh_from_db()
    assert draft.proposed_by_id == commissioner.user_id
    detail = Event.objects.of(draft).get().detail
    assert detail["reason"] == "Our readers know them."
    assert detail["despite"] == [
        "Write out where it first stands, as in 'primary care trust (PCT)': PCT (what it is about); "
        "VCS (what it is about)."
    ]
    page = signed_in(colleague).get(at("consultation_publish", draft))
    assert "They went on against advice, because: Our readers know them." in words(page)
    assert (
        "Our readers know them.</textarea>" not in page.content.decode()
    )  # the second person gives a reason of their own
    signed_in(colleague).post(at("consultation_publish", draft), boxes(page) | {"reason": "Our readers know them."})
    draft.refresh_from_db()
    assert draft.state == State.OPEN


def test_while_something_is_missing_there_is_no_button_and_a_post_says_what(commissioner, host):
    draft = ConsultationFactory(host=host, shorter_reason="")
    page = signed_in(commissioner).get(at("consultation_propose", draft))
    text = words(page)
    assert "Missing It is as long as the rule asks, or says why not It lasts 5.9 weeks, shorter than the rule" in text
    assert "Put right what is missing, then come back here." in text
    assert "<form method" not in page.content.decode().split("<main")[1]
    refused = signed_in(commissioner).post(at("consultation_propose", draft))
    assert refused.status_code == 422
    assert "Add a question that takes an answer." in words(refused)
    draft.refresh_from_db()
    assert draft.proposed_at is None


def test_the_rule_is_that_of_the_day_even_if_it_was_made_after_the_draft(draft, commissioner, host):
    from partnerships.organisations.models import Area, AreaKind

    host.area = Area.objects.create(name="Herefordshire", kind=AreaKind.COUNTY)
    host.save()
    local = StandardFactory(
        kind=StandardKind.CONSULTATION_LENGTH, area=host.area, amount=4, unit="weeks", starts=None, ends=None
    )
    made = actions.propose_consultation(by=commissioner, consultation=draft)
    assert made.standard == local


# Taken back


def test_it_is_taken_back_as_a_draft_until_somebody_begins_to_answer(consultation, commissioner, drafter):
    client = signed_in(commissioner)
    page = client.get(at("consultation_unpublish", consultation))
    assert "This can be done until somebody begins to answer." in words(page)
    refused = send(client, at("consultation_unpublish", consultation), reason=" ")
    assert "Enter the reason." in words(refused)
    send(client, at("consultation_unpublish", consultation), reason="A page is missing.")
    consultation.refresh_from_db()
    assert (consultation.state, consultation.published_by_id, consultation.proposed_at) == (State.DRAFT, None, None)
    assert signed_in(make_actor("visitor")).get(consultation.get_absolute_url()).status_code == 404
    assert Event.objects.of(consultation).first().detail == {"reason": "A page is missing."}


def test_an_address_that_nobody_has_proven_does_not_keep_it_published(consultation, commissioner):
    response = begun(consultation)
    assert "begun to answer, so it stays" not in words(
        signed_in(commissioner).get(at("consultation_unpublish", consultation))
    )
    open_with_link(by=Actor(), token=last_token())
    with pytest.raises(Refused, match="Somebody has begun to answer"):
        actions.unpublish_consultation(by=commissioner, consultation=consultation, reason="A page is missing.")
    Respondent.objects.filter(response=response).update(confirmed_at=None)
    actions.unpublish_consultation(by=commissioner, consultation=consultation, reason="A page is missing.")


def test_the_way_back_is_called_what_it_is(draft, consultation, commissioner):
    client = signed_in(commissioner)

    def way(name, about):
        return words(client.get(at(name, about))).split(f"Consultations {about.title} ")[1].split(f" {about.title} ")[0]

    assert way("section_add", draft) == "Write it Back to Write it"
    assert way("consultation_extend", consultation) == "Look after it Back to Look after it"
    begin = client.get(reverse("consultation_add"))
    assert f'href="{reverse("consultations")}">Go back without saving' in begin.content.decode()


def test_the_page_of_writing_it_has_one_name_wherever_it_is_named(draft, consultation, commissioner):
    client = signed_in(commissioner)
    begun = boxes(client.get(at("section_add", draft))) | {"title": "Why", "text": "For carers."}

    def names(about):
        link = f'href="{at("consultation_prepare", about)}">'
        read = client.get(about.get_absolute_url()).content.decode().split(link)[1].split("</a>")[0]
        return read.strip(), client.get(at("consultation_prepare", about)).content.decode().split("<title>")[1]

    name, title = names(draft)
    assert (name, title.startswith("Write it: Market days")) == ("Write it", True)
    name, title = names(consultation)
    assert (name, title.startswith(f"Look after it: {consultation.title}")) == ("Look after it", True)
    actions.withdraw_consultation(by=commissioner, consultation=draft, reason="Overtaken.")
    name, title = names(draft)
    assert (name, title.startswith("Look after it: Market days")) == ("Look after it", True)
    refused = client.post(at("section_add", draft), begun)
    assert (refused.status_code, "Back to Look after it" in words(refused)) == (422, True)
    assert "Write it" not in words(refused)


def test_once_somebody_has_begun_it_stays(consultation, commissioner, drafter):
    from consultation.responses.actions import save_answers
    from tests.factories.consultation import given

    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We")])
    client = signed_in(commissioner)
    page = client.get(at("consultation_unpublish", consultation))
    assert "Somebody has begun to answer, so it stays published." in words(page)
    assert 'name="reason"' not in page.content.decode()
    refused = client.post(at("consultation_unpublish", consultation), {"reason": "A page is missing."})
    assert refused.status_code == 422
    consultation.refresh_from_db()
    assert consultation.state == State.OPEN


@pytest.mark.parametrize("name", ["consultation_unpublish", "consultation_extend"])
def test_a_draft_is_neither_taken_back_nor_extended(name, draft, commissioner):
    page = signed_in(commissioner).get(at(name, draft), follow=True)
    assert page.redirect_chain == [(at("consultation_prepare", draft), 302)]
    assert "This consultation is still a draft: change the question itself." in words(page)
    with pytest.raises(Refused, match="not published yet"):
        actions.extend_consultation(by=commissioner, consultation=draft, closes_on=CLOSES + WEEK, reason="More time")


# More time


def test_more_time_is_a_line_of_a_ledger_that_everybody_sees_and_everybody_concerned_is_told(
    consultation, commissioner
):
    client = signed_in(commissioner)
    page = client.get(at("consultation_extend", consultation))
    assert "Open for 11.4 weeks, shorter than the rule of 12 weeks." in words(page)
    later = CLOSES + WEEK
    done = client.post(
        at("consultation_extend", consultation),
        boxes(page) | day("closes_on", later) | {"reason": "The post was late."},
        follow=True,
    )
    assert "Open until 11:59pm on 27 November 2026 now. Open for 12.4 weeks, as long as the rule of 12 weeks." in words(
        done
    )
    text = words(signed_in(make_actor("visitor")).get(consultation.get_absolute_url()))
    assert "Open until 11:59pm on 27 November 2026" in text
    assert "Open for 12.4 weeks, as long as the rule of 12 weeks" in text
    assert (
        "It was to close on 20 November 2026. On 10 October 2026 it was extended until 11:59pm on 27 November 2026. "
        "Reason: The post was late."
    ) in text
    assert "The reason for its length" not in text
    made = Extension.objects.get()
    assert (made.number, made.reopened, made.made_by_id) == (1, False, commissioner.user_id)
    assert WorkRow.objects.get(kind="tell_of_extension").args == {"extension": made.pk}
    with clock.at(CLOSED):
        consultation.refresh_from_db()
        assert consultation.state == State.OPEN


@pytest.mark.parametrize(
    ("closes_on", "reason", "problems"),
    [
        (CLOSES, "More", {"closes_on": ["Choose a day after 20 November 2026, when it closes now."]}),
        (
            CLOSES + WEEK,
            " ",
            {"reason": ["Enter the reason. It is shown on the page, and sent to everybody concerned."]},
        ),
        (datetime.date(9999, 12, 31), "More", {"closes_on": ["Choose a day on or before 31 December 2200."]}),
    ],
)
def test_an_extension_that_is_none_is_refused(consultation, commissioner, closes_on, reason, problems):
    with pytest.raises(ValidationError) as refusal:
        actions.extend_consultation(by=commissioner, consultation=consultation, closes_on=closes_on, reason=reason)
    assert refusal.value.message_dict == problems
    assert not Extension.objects.exists()


def test_what_has_closed_is_opened_again_and_the_days_between_are_no_time_to_answer(consultation, commissioner):
    with clock.at(datetime.date(2026, 12, 4)):
        page = signed_in(commissioner).get(at("consultation_extend", consultation))
        assert "Open it again" in words(page)
        with pytest.raises(ValidationError) as refusal:
            actions.extend_consultation(
                by=commissioner, consultation=consultation, closes_on=datetime.date(2026, 12, 3), reason="More"
            )
        assert refusal.value.message_dict == {"closes_on": ["Choose a day from today, 4 December 2026, on."]}
        made = actions.extend_consultation(
            by=commissioner, consultation=consultation, closes_on=datetime.date(2026, 12, 7), reason="An error."
        )
        assert made.reopened
        text = words(signed_in(make_actor("visitor")).get(consultation.get_absolute_url()))
    assert "It had closed on 20 November 2026. On 4 December 2026 it was opened again until 11:59pm on 7 Dec" in text
    # 1 September to 20 November is 80 days; 4 days more from 4 to 7 December make 84
    assert "Open for 12 weeks, as long as the rule of 12 weeks" in text
    assert Event.objects.of(consultation).first().verb == "opened again"


def test_extensions_of_an_earlier_publication_are_history_and_not_shown(consultation, commissioner, colleague):
    actions.extend_consultation(by=commissioner, consultation=consultation, closes_on=CLOSES + WEEK, reason="Late post")
    actions.unpublish_consultation(by=commissioner, consultation=consultation, reason="A page is missing.")
    actions.propose_consultation(by=commissioner, consultation=consultation)
    with clock.at(DURING + WEEK):
        actions.publish_consultation(by=colleague, consultation=consultation)
        text = words(signed_in(make_actor("visitor")).get(consultation.get_absolute_url()))
    assert "Late post" not in text
    assert "Open for 5.9 weeks" in text


def test_two_who_extend_from_the_same_page_meet(consultation, commissioner, colleague):
    later = CLOSES + WEEK
    actions.extend_consultation(by=commissioner, consultation=consultation, closes_on=later, reason="One", version=1)
    with pytest.raises(Conflict):
        actions.extend_consultation(
            by=colleague, consultation=consultation, closes_on=later + WEEK, reason="Two", version=1
        )
    page = signed_in(colleague).post(
        at("consultation_extend", consultation), day("closes_on", later + WEEK) | {"reason": "Two", "version": "1"}
    )
    assert page.status_code == 409
    assert "Two" in words(page)


@pytest.mark.parametrize(
    "name",
    ["consultation_propose", "consultation_unpublish", "consultation_extend", "question_correct", "question_withdraw"],
)
def test_nobody_else_does_any_of_it(name, consultation):
    more = [consultation.questions.get(key="q1").pk] if name.startswith("question") else []
    for role in ("commissioner", "analyst", "auditor", "approver"):
        assert signed_in(make_actor(role)).get(at(name, consultation, *more)).status_code == 403
        assert signed_in(make_actor(role)).post(at(name, consultation, *more)).status_code == 403


# Corrections, and questions that are asked no more


def test_a_correction_shows_the_earlier_wording_and_why(consultation, commissioner):
    question = consultation.questions.get(key="q1")
    client = signed_in(commissioner)
    where = at("question_correct", consultation, question.pk)
    page = send(client, where, text="What about one?", help_text="", reason="")
    assert "Enter why it is corrected." in words(page)
    send(client, where, text="What about one?", help_text="Think of it.", reason="A slip of the pen.")
    text = words(signed_in(make_actor("visitor")).get(consultation.get_absolute_url()))
    assert "1. What about one? Think of it." in text
    assert (
        "Earlier wording of question 1 Until 11am on 10 October 2026: ‘What about 1?’ "
        "It was corrected because: A slip of the pen."
    ) in text
    assert "Corrected 1 time since it was published." in words(client.get(at("consultation_prepare", consultation)))
    question.refresh_from_db()
    assert (question.wording, question.earlier_wordings.get().text) == (2, "What about 1?")


def test_a_correction_that_changes_nothing_is_none_and_one_without_words_is_refused(consultation, commissioner):
    question = consultation.questions.get(key="q1")
    text_actions.correct_question(by=commissioner, question=question, text=question.text, reason="No reason")
    question.refresh_from_db()
    assert (question.wording, question.version) == (1, 1)
    for fields, problem in (
        ({"text": " ", "reason": "Oops"}, {"text": ["Enter the question."]}),
        (
            {"text": "Other?", "reason": " "},
            {"reason": ["Enter why the wording is corrected. It is shown beside the question."]},
        ),
    ):
        with pytest.raises(ValidationError) as refusal:
            text_actions.correct_question(by=commissioner, question=question, **fields)
        assert refusal.value.message_dict == problem


def test_two_people_who_correct_one_question_meet(consultation, commissioner, colleague):
    question = consultation.questions.get(key="q1")
    where = at("question_correct", consultation, question.pk)
    second = signed_in(colleague)
    seen = boxes(second.get(where))
    send(signed_in(commissioner), where, text="One?", reason="A slip.")
    page = second.post(where, seen | {"text": "Two?", "help_text": "", "reason": "Another slip."})
    assert page.status_code == 409
    assert "One?" in words(page)
    assert "Two?" in words(page)


def test_a_question_is_asked_no_more_and_its_place_says_why(consultation, commissioner):
    heading = consultation.questions.get(key="q2")
    where = at("question_withdraw", consultation, heading.pk)
    client = signed_in(commissioner)
    assert "Its parts go with it." in words(client.get(where))
    send(client, where, reason="It was decided already.")
    text = words(signed_in(make_actor("visitor")).get(consultation.get_absolute_url()))
    assert "2. This question is not asked any more The reason: It was decided already." in text
    assert "What question 2 was What about 2? 2a. What about 2a? 2b. What about 2b?" in text
    assert [each.number for each in consultation.questions.exclude(withdrawn_at=None)] == ["2", "2a", "2b"]
    page = client.get(where, follow=True)
    assert "This question has been withdrawn. It stays as it was." in words(page)
    with pytest.raises(Refused, match="Question 2 has been withdrawn"):
        text_actions.correct_question(by=commissioner, question=heading, text="x", reason="y")


def test_a_heading_goes_with_its_last_part(consultation, commissioner):
    for key in ("q2a", "q2b"):
        text_actions.withdraw_question(
            by=commissioner, question=consultation.questions.get(key=key), reason=f"Not {key}."
        )
    heading = consultation.questions.get(key="q2")
    assert (heading.withdrawn_at is None, heading.withdrawal_reason) == (False, "Not q2b.")


def test_the_last_question_is_not_withdrawn_alone(consultation, commissioner):
    text_actions.withdraw_question(by=commissioner, question=consultation.questions.get(key="q2"), reason="No")
    with pytest.raises(Refused, match="This is the last question"):
        text_actions.withdraw_question(by=commissioner, question=consultation.questions.get(key="q1"), reason="No")


def test_answers_that_were_given_are_kept(consultation, commissioner):
    answered = sent(consultation, q1="We agree.")
    text_actions.withdraw_question(by=commissioner, question=consultation.questions.get(key="q1"), reason="No")
    assert answered.counted_version.answers.get().text == "We agree."


def test_a_draft_is_changed_itself(draft, commissioner):
    question = draft.questions.get(key="q1")
    with pytest.raises(Refused, match="This consultation is not published: change the question itself."):
        text_actions.correct_question(by=commissioner, question=question, text="x", reason="y")
    page = signed_in(commissioner).get(at("question_correct", draft, question.pk), follow=True)
    assert "This consultation is still a draft: change the question itself." in words(page)


# The length


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (7, "Open for between 16 and 20.3 weeks, as long as the rule of 12 weeks"),
        (8, "Open for between 11.6 and 15.9 weeks; whether that keeps the rule of 12 weeks cannot be determined"),
        (9, "Open for between 7.3 and 11.4 weeks, shorter than the rule of 12 weeks"),
    ],
)
def test_the_public_and_the_printed_page_judge_a_month_at_both_ends(month, sentence, host):
    asked = a_consultation(
        host=host,
        opens_on=datetime.date(2003, month, 1),
        opens_month_only=True,
        closes_on=datetime.date(2003, 11, 20),
        published_at=clock.start_of(datetime.date(2003, month, 2)),
    )
    visitor = signed_in(make_actor("visitor"))
    for where in (asked.get_absolute_url(), at("consultation_print", asked)):
        text = words(visitor.get(where))
        assert f"It opened in {datetime.date(2003, month, 1):%B} 2003. {sentence}" in text
        assert ("The reason for its length: The budget is set in December." in text) is (month != 7)
    month_and_day = f"{datetime.date(2003, month, 1):%B} 2003 20 November 2003"
    assert f"Herefordshire Primary Care Trust {month_and_day}" in words(visitor.get(reverse("consultations")))


def test_how_long_it_is_shows_before_and_after_saving(commissioner, draft):
    client = signed_in(commissioner)
    where = at("consultation_edit", draft)
    page = client.get(where)
    assert "To be open for 5.9 weeks, shorter than the rule of 12 weeks." in words(page)
    typed = {"title": "Market days", "who_may_answer": "everybody", "reason": ""}
    typed |= day("opens_on", datetime.date(2026, 11, 2)) | day("closes_on", datetime.date(2027, 1, 25))
    looked = client.post(where, boxes(page) | typed | {"look": "1"})
    assert "As typed, and not saved: To be open for 12 weeks, as long as the rule of 12 weeks." in words(looked)
    draft.refresh_from_db()
    assert draft.closes_on == CLOSES
    saved = client.post(where, boxes(looked) | typed, follow=True)
    assert "Saved. To be open for 12 weeks, as long as the rule of 12 weeks." in words(saved)
    draft.refresh_from_db()
    assert (draft.closes_on, draft.who_may_answer) == (datetime.date(2027, 1, 25), "everybody")


def test_a_new_one_can_be_looked_at_before_it_is_saved_too(commissioner):
    client = signed_in(commissioner)
    page = client.get(reverse("consultation_add"))
    typed = {"title": "x", "who_may_answer": "organisations"}
    typed |= day("opens_on", datetime.date(2026, 11, 2)) | day("closes_on", datetime.date(2026, 11, 30))
    looked = client.post(reverse("consultation_add"), boxes(page) | typed | {"look": "1"})
    assert "To be open for 4 weeks, shorter than the rule of 12 weeks." in words(looked)
    assert not Consultation.objects.exists()
    client.post(reverse("consultation_add"), boxes(looked) | typed)
    assert Consultation.objects.count() == 1


def test_a_month_alone_is_for_the_past(commissioner, draft):
    with pytest.raises(ValidationError) as refusal:
        actions.edit_consultation(
            by=commissioner, consultation=draft, version=draft.version, opens_month_only=True,
            opens_on=datetime.date(2026, 11, 1),
        )  # fmt: skip
    assert refusal.value.message_dict == {"opens_month_only": [actions.STILL_TO_COME]}
    made = actions.edit_consultation(
        by=commissioner, consultation=draft, version=draft.version, opens_month_only=True,
        opens_on=datetime.date(2026, 9, 17),
    )  # fmt: skip
    assert made.opens_on == datetime.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        ("2003-12-31", "2003-12-20", "between 0 and 2.7 weeks, shorter than the rule of 12 weeks"),
        ("2003-12-31", "2004-01-15", "between 2.1 and 6.4 weeks, shorter than the rule of 12 weeks"),
        ("2003-12-31", "2003-12-01", "0 weeks, shorter than the rule of 12 weeks"),
        ("2003-12-15", "2004-02-29", "between 8.6 and 12.9 weeks; whether that keeps the rule of 12 weeks cannot be"),
    ],
)
def test_of_a_month_alone_any_day_will_do_also_at_the_end_of_the_year(opens, closes, sentence, commissioner, draft):
    first, last = datetime.date.fromisoformat(opens), datetime.date.fromisoformat(closes)
    typed = {"title": "Old days", "who_may_answer": "organisations", "opens_month_only": "on"}
    typed |= day("opens_on", first) | day("closes_on", last)
    client = signed_in(commissioner)
    looked = send(client, at("consultation_edit", draft), look="1", **typed)
    assert f"As typed, and not saved: To be open for {sentence}" in words(looked)
    assert send(client, at("consultation_edit", draft), **typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.opens_on, draft.closes_on) == (datetime.date(2003, 12, 1), last)
    assert length_of(draft, datetime.date(2026, 10, 10)).sentence.startswith(sentence)
    earlier = send(client, at("consultation_edit", draft), **typed | day("closes_on", datetime.date(2003, 11, 30)))
    assert "The closing day must not be before the opening day." in words(earlier)


def test_who_may_answer_stands_on_the_page(host):
    for who, sentence in (
        ("organisations", "Organisations may answer, with an account here or without one."),
        ("everybody", "Organisations and individuals may answer, with an account here or without one."),
    ):
        asked = a_consultation(host=host, who_may_answer=who)
        assert sentence in words(signed_in(make_actor("visitor")).get(asked.get_absolute_url()))


@pytest.mark.parametrize(
    ("kind", "choices", "sentence"),
    [
        ("choose_many", "Alone", "Give at least two choices, one on each line."),
        ("number", "One\nTwo", "This kind of question offers no choices."),
    ],
)
def test_choices_belong_to_questions_that_offer_them(kind, choices, sentence, commissioner, draft):
    page = send(signed_in(commissioner), at("question_add", draft), text="Which?", kind=kind, choices=choices)
    assert page.status_code == 422
    assert sentence in words(page)


@pytest.mark.parametrize("kind", ["choose_many", "number", "date", "file"])
def test_questions_of_the_new_kinds_are_written_on_the_page(kind, commissioner, draft):
    choices = "Day\nNight\nWeekend" if kind == "choose_many" else ""
    send(signed_in(commissioner), at("question_add", draft), text="Which?", kind=kind, choices=choices)
    made = draft.questions.get(text="Which?")
    assert (made.kind, made.choices.count()) == (kind, 3 if choices else 0)
    expected = {
        "choose_many": "Choose all that apply: Day Night Weekend",
        "number": "Answer with a number.",
        "date": "Answer with a date.",
        "file": "Answer with a file.",
    }[kind]
    assert f"3. Which? {expected}" in words(signed_in(commissioner).get(draft.get_absolute_url()))


def test_a_heading_without_its_choices_is_missing_for_choose_many_too(host, commissioner):
    draft = ConsultationFactory(host=host)
    QuestionFactory(consultation=draft, kind=QuestionKind.CHOOSE_MANY, choices=("One",))
    with pytest.raises(Refused) as refusal:
        actions.propose_consultation(by=commissioner, consultation=draft)
    assert refusal.value.messages == ["Give question 1 at least two choices."]
