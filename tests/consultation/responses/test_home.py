"""What the home page says of an organisation's answer: while it is drafted, sent, and being changed."""

import datetime
from functools import partial

import pytest
from django.db import connection

from consultation.responses import actions
from consultation.responses.home import begun, drafts_of_mine
from core import clock
from core.home import sections_for
from tests.consultation.pages import words
from tests.factories.consultation import CLOSED, given, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db

SENT = "Sent at 11am on 10 October 2026. It can be changed until 11:59pm on 20 November 2026."


def about_answers(actor) -> list[tuple[str, str, str, str]]:
    """(section, what it is, next step, hint) of every line about an answer."""
    return [
        (section.name, line.text, line.next_step, line.hint)
        for section in sections_for(actor)
        for line in section.lines
        if "answer: " in line.text
    ]


@pytest.mark.parametrize(
    ("role", "step"),
    [
        ("approver", "Read or change it"),
        ("drafter", "Read or change it"),
        ("administrator", "Read it"),
        ("member", "Read it"),
    ],
)
def test_what_was_sent_stands_there_while_it_can_be_changed(consultation, forum, role, step):
    response = sent(consultation, forum)
    actor = make_actor(role, organisation=forum)
    assert about_answers(actor) == [("open", "Your answer: Support for carers", step, SENT)]
    page = signed_in(actor).get("/")
    assert f'href="{response.get_absolute_url()}"' in page.content.decode()
    assert SENT in words(page)
    with clock.at(CLOSED):
        assert about_answers(actor) == []


@pytest.mark.parametrize(("role", "step"), [("approver", "Read it or send it again"), ("member", "Read it")])
def test_what_was_withdrawn_stands_there_while_it_can_be_sent_again(consultation, forum, role, step):
    response = sent(consultation, forum)
    actions.withdraw_response(by=make_actor("approver", organisation=forum), response=response, reason="A mistake.")
    said = "Withdrawn at 11am on 10 October 2026. It can be sent again until 11:59pm on 20 November 2026."
    assert about_answers(make_actor(role, organisation=forum)) == [
        ("open", "Your answer: Support for carers", step, said)
    ]


def test_nobody_else_is_told(consultation, forum, commissioner, secretariat):
    sent(consultation, forum)
    outsider = make_actor("approver", organisation=OrganisationFactory(name="Ledbury Carers"))
    for actor in (commissioner, secretariat, outsider, make_actor("visitor")):
        assert about_answers(actor) == []


def test_a_withdrawn_consultation_takes_no_changes(consultation, forum, approver):
    sent(consultation, forum)
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), "A question was missing."
    consultation.save()
    assert about_answers(approver) == []


def test_changes_begun_wait_for_those_who_draft_and_what_was_sent_stays_for_the_others(
    consultation, forum, drafter, approver
):
    sent(consultation, forum)
    with clock.at(clock.now() + datetime.timedelta(days=1)):
        actions.change_response(by=approver, consultation=consultation)
        actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q2a", yes=True)])
        counts = "What was sent at 11am on 10 October 2026 counts until the changes are sent."
        drafted = "2 answers drafted."
        title = "Changes to your answer: Support for carers"
        assert about_answers(approver) == [("waiting", title, "Finish and send it", f"{drafted} {counts}")]
        assert about_answers(drafter) == [
            ("waiting", title, "Finish your draft", f"{drafted} {counts} An approver of your organisation sends it.")
        ]
        member = make_actor("member", organisation=forum)
        assert about_answers(member) == [("open", "Your answer: Support for carers", "Read it", SENT)]


@pytest.mark.parametrize("sent_before", [True, False])
def test_a_draft_that_a_colleague_ends_meanwhile_is_left_out(consultation, forum, drafter, approver, sent_before):
    """The list is read in two statements: it is sent, or given up, between them."""
    if sent_before:
        sent(consultation, forum)
        actions.change_response(by=drafter, consultation=consultation)
    else:
        actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="Yes.")])
    acts = [actions.discard_changes if sent_before else partial(actions.submit_response, consent="with_name")]

    def meanwhile(execute, sql, *more):
        if acts and sql.startswith('SELECT "consultation_responseversion"'):
            acts.pop()(by=approver, consultation=consultation)
        return execute(sql, *more)

    with connection.execute_wrapper(meanwhile):
        assert drafts_of_mine(drafter, begun(drafter)) == []
    assert acts == []


def test_a_draft_stands_once_with_the_day_it_is_due(consultation, drafter):
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    page = words(signed_in(drafter).get("/"))
    assert "1 answer drafted. An approver of your organisation sends it. Due in 41 days, 20 November 2026" in page
    assert page.count("Support for carers") == 1
