"""Reminding those who were invited and have sent nothing: once a day, and nobody who has answered."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.coverage import actions
from consultation.coverage.actions import ALL_ANSWERED
from consultation.guests.reminders import remind as remind_guests
from consultation.intake.actions import void_response
from consultation.responses.actions import save_answers, withdraw_response
from core import clock
from core.deadlines.actions import remind
from core.mail.models import Mail
from core.trail.models import Event
from core.work.actions import run_row
from core.work.models import WorkRow
from tests.consultation.coverage.steps import CHASER, addresses, chased, invited, mails, result
from tests.consultation.coverage.test_inviting import killed_after
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import CLOSED, CLOSES, DURING, OPENS, a_consultation, given, sent
from tests.factories.organisations import FundingFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)
BODY = """Herefordshire Primary Care Trust asks: Support for carers.

Malvern Carers Forum was asked, and has not sent an answer yet.

It closes at 11:59pm on 20 November 2026.

If you do nothing, your organisation is not heard in this; nothing else happens.

If you have a question, ring Ruth Vale on 01432 000 100.

Read it and answer here:

http://127.0.0.1:8000/consultations/{pk}/
"""


@pytest.fixture
def three(consultation, forum, lunch, mute, approver):
    """Invited: the forum with an approver, the club with a public address, and the bells, who have neither."""
    return invited(consultation, forum, lunch, mute)


def refused(consultation, by=None) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        chased(consultation, by)
    return refusal.value.messages


def test_the_mail_says_who_was_asked_by_when_what_if_nothing_and_whom_to_ring(consultation, forum, approver):
    invited(consultation, forum)
    assert chased(consultation) == "1 organisation reminded"
    [mail] = mails(CHASER)
    assert (mail.to_user, mail.subject) == (
        approver.user,
        "Not answered yet, closes on 20 November 2026: Support for carers",
    )
    assert mail.body == BODY.format(pk=consultation.pk)


def test_the_silent_are_reminded_and_nobody_else(consultation, forum, approver, lunch, three):
    timely, on_paper, never_asked = (OrganisationFactory(email=f"{n}@example.org") for n in ("timely", "paper", "not"))
    invited(consultation, timely, on_paper)
    sent(consultation, timely)
    keyed(consultation, on_paper)
    sent(consultation, never_asked)
    said = chased(consultation)
    assert said == "2 organisations reminded; 1 with nobody to write to"
    assert set(addresses(CHASER)) == {approver.user.email, "Lunch@example.org"}
    when = dict(consultation.invitees.values_list("organisation__name", "chased_at"))
    assert {name for name, moment in when.items() if moment == DURING} == {"Malvern Carers Forum", "Ledbury Lunch Club"}
    assert Event.objects.of(consultation).get(verb="reminded the silent").detail["number"] == 3


def test_a_draft_is_silence(consultation, drafter, forum):
    invited(consultation, forum)
    save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We")])
    chased(consultation)
    assert addresses(CHASER) == [drafter.user.email]


def test_who_withdrew_is_reminded_in_other_words_and_who_sent_again_is_not(consultation, forum, approver):
    invited(consultation, forum)
    response = sent(consultation, forum)
    withdraw_response(by=approver, response=response, reason="Not yet.")
    chased(consultation)
    mail = Mail.objects.get(key__startswith=CHASER, to_user=approver.user)
    assert "Malvern Carers Forum was asked, and the answer it sent has been withdrawn." in mail.body
    sent(consultation, forum, q2a="Because.")
    with clock.at(DURING + A_DAY):
        assert refused(consultation) == [ALL_ANSWERED]


def test_whose_answer_was_void_is_reminded(consultation, lunch, secretariat):
    invited(consultation, lunch)
    void_response(by=secretariat, response=keyed(consultation, lunch), reason="Nobody of theirs sent it.")
    chased(consultation)
    assert addresses(CHASER) == ["Lunch@example.org"]


def test_pressed_twice_on_a_day_it_is_done_once_and_once_more_the_next(consultation, secretariat, three):
    first = actions.chase_invitees(by=secretariat, consultation=consultation)
    assert actions.chase_invitees(by=secretariat, consultation=consultation) == first
    run_row(first.pk)
    assert actions.chase_invitees(by=secretariat, consultation=consultation) == first
    assert (WorkRow.objects.filter(kind="chase_invitees").count(), len(mails(CHASER))) == (1, 2)
    assert Event.objects.of(consultation).filter(verb="reminded the silent").count() == 1
    with clock.at(DURING + A_DAY):
        chased(consultation, secretariat)
    assert len(mails(CHASER)) == 4


def test_two_people_who_remind_on_a_day_write_to_everybody_once(consultation, commissioner, three):
    chased(consultation)
    assert chased(consultation, commissioner) == (
        "0 organisations reminded; 2 whose people had a reminder that day already; 1 with nobody to write to"
    )
    assert len(mails(CHASER)) == 2


def test_who_writes_for_several_gets_one_mail_that_names_them_all(consultation, forum, approver, mute):
    MembershipFactory(user=approver.user, organisation=mute, role="drafter")
    club = OrganisationFactory(name="Zoo Club", email=approver.user.email.upper())
    invited(consultation, forum, mute, club)
    assert chased(consultation) == "3 organisations reminded"
    [mail] = mails(CHASER)
    for name in ("Malvern Carers Forum", "Mordiford Bells", "Zoo Club"):
        assert f"{name} was asked, and has not sent an answer yet." in mail.body
    assert consultation.invitees.filter(chased_at=DURING).count() == 3


def test_of_two_consultations_a_person_is_reminded_of_one_on_a_day(consultation, host, forum, approver):
    other = a_consultation(host=host, title="Market days")
    invited(consultation, forum)
    invited(other, forum)
    assert [chased(each) for each in (consultation, other)] == [
        "1 organisation reminded",
        "0 organisations reminded; 1 whose people had a reminder that day already",
    ]
    assert len(mails(CHASER)) == 1
    with clock.at(DURING + A_DAY):
        assert chased(other) == "1 organisation reminded"


# At most one mail of reminding a day, of whatever kind

SEVEN_BEFORE = clock.start_of(CLOSES) - datetime.timedelta(days=7) + datetime.timedelta(hours=9)


@pytest.fixture
def drafting(consultation, forum, approver):
    """An approver who is reminded of a draft seven days before the closing, and writes for a silent group besides."""
    group = OrganisationFactory(name="Ross Advice")
    MembershipFactory(user=approver.user, organisation=group, role="approver")
    save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We")])
    invited(consultation, group)
    return approver


def reminders_of(person) -> list[str]:
    rows = Mail.objects.filter(to_address__iexact=person.user.email).order_by("pk")
    return [each.key.partition(":")[0] for each in rows if "invitation" not in each.key]


def test_who_was_reminded_of_a_due_date_is_not_chased_that_day(consultation, drafting):
    with clock.at(SEVEN_BEFORE):
        list(remind(clock.today()))
        assert chased(consultation) == "0 organisations reminded; 1 whose people had a reminder that day already"
    assert reminders_of(drafting) == ["reminders"]


def test_who_was_chased_is_reminded_of_due_dates_the_next_day(consultation, drafting):
    with clock.at(SEVEN_BEFORE):
        chased(consultation)
        list(remind(clock.today()))
        assert reminders_of(drafting) == ["consultation-chase"]
    with clock.at(SEVEN_BEFORE + A_DAY):
        list(remind(clock.today()))
    assert reminders_of(drafting) == ["consultation-chase", "reminders"]


@pytest.mark.parametrize("chased_first", [True, False])
def test_a_guest_with_the_address_of_an_invited_club_gets_one(consultation, lunch, chased_first):
    from_guest(consultation, "Luncheon Club", email="lunch@example.org", send=False)
    invited(consultation, lunch)
    with clock.at(SEVEN_BEFORE):
        if chased_first:
            chased(consultation)
        list(remind_guests(clock.today()))
        if not chased_first:
            chased(consultation)
    rows = Mail.objects.filter(to_address__iexact="lunch@example.org").exclude(key__startswith="consultation-inv")
    assert [each.key.partition(":")[0] for each in rows] == ["consultation-chase" if chased_first else "guest-reminder"]


# Refused


def test_nobody_is_reminded_where_all_have_answered_or_nobody_was_invited(consultation, forum):
    assert refused(consultation) == [ALL_ANSWERED]
    invited(consultation, forum)
    sent(consultation, forum)
    assert refused(consultation) == [ALL_ANSWERED]
    assert not WorkRow.objects.filter(kind="chase_invitees").exists()


def test_nobody_is_reminded_of_what_has_not_opened_or_has_closed(consultation, three):
    with clock.at(OPENS - A_DAY):
        assert refused(consultation) == ["Wait until it opens, on 1 September 2026."]
    with clock.at(CLOSED):
        assert refused(consultation) == ["It has closed. Open it again first, with a later closing day."]


def test_whoever_pays_does_not_learn_by_reminding_who_has_answered(consultation, host, commissioner, forum, approver):
    """The secretariat reminds those of whom whoever asks may not know."""
    FundingFactory(funder=host, funded=forum)
    invited(consultation, forum)
    commissioner = make_actor("commissioner", organisation=host)
    assert refused(consultation, commissioner) == [ALL_ANSWERED]
    lunch = OrganisationFactory(email="lunch@example.org")
    invited(consultation, lunch)
    assert chased(consultation, commissioner) == "1 organisation reminded"
    assert chased(consultation) == "1 organisation reminded; 1 whose people had a reminder that day already"
    assert set(addresses(CHASER)) == {approver.user.email, "lunch@example.org"}


# Done in the background


def test_a_worker_killed_half_way_leaves_nobody_out_and_writes_to_nobody_twice(consultation, secretariat, monkeypatch):
    groups = [OrganisationFactory(email=f"group{number}@example.org") for number in range(5)]
    invited(consultation, *groups)
    row = actions.chase_invitees(by=secretariat, consultation=consultation)
    killed_after(monkeypatch, 2)
    with pytest.raises(KeyboardInterrupt):
        run_row(row.pk)
    assert len(mails(CHASER)) == 2
    monkeypatch.undo()
    WorkRow.objects.filter(pk=row.pk).update(state="waiting")
    with clock.at(DURING + A_DAY):  # whoever had it yesterday has had it
        run_row(row.pk)
    assert addresses(CHASER) == [f"group{number}@example.org" for number in range(5)]
    assert result(row) == "3 organisations reminded; 2 whose people had a reminder that day already"


def test_who_answered_meanwhile_is_left_out(consultation, secretariat, forum, lunch, three):
    row = actions.chase_invitees(by=secretariat, consultation=consultation)
    sent(consultation, forum)
    run_row(row.pk)
    assert addresses(CHASER) == ["Lunch@example.org"]


@pytest.mark.parametrize("more", [0, 30])
def test_asking_for_it_costs_the_same_for_many(consultation, secretariat, forum, more):
    invited(consultation, forum, *(OrganisationFactory() for _ in range(more)))
    with CaptureQueriesContext(connection) as asked:
        actions.chase_invitees(by=secretariat, consultation=consultation)
    assert len(asked) == 11


def test_what_is_asked_before_midnight_and_written_after_it_is_that_day_s(consultation, lunch, secretariat):
    """Two are asked for, of two days; both are written on the second."""
    invited(consultation, lunch)
    for hour in (0, 9):
        asked, written = DURING.date() - A_DAY if hour == 0 else DURING.date(), actions.Chased()
        with clock.at(clock.start_of(DURING.date()) + datetime.timedelta(hours=hour, minutes=5)):
            list(actions.chase(secretariat, consultation, asked, written))
    assert [each.key[-10:] for each in mails(CHASER)] == ["2026-10-10"]
