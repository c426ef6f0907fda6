"""Reminders to people who hold a draft without an account: 14, 7 and 2 days before the closing."""

import datetime

import pytest

from consultation.consultations.actions import extend_consultation
from consultation.guests.reminders import remind
from consultation.guests.tasks import remind_guests
from consultation.responses.actions import change_response, save_answers, withdraw_response
from core import clock
from core.mail.models import Mail
from core.work.jobs import JOBS
from tests.factories.answers import from_guest
from tests.factories.consultation import CLOSES, a_consultation, given
from tests.factories.guests import CLUB, begun, guest
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
SUBJECT = "Send your answer by 20 November 2026: Support for carers"
BODY = """Luncheon Club has begun to answer and has not sent it: Support for carers.

It can be sent until 11:59pm on 20 November 2026.

You can leave any question out. Not answered so far:

- 2a. What about 2a?
- 2b. What about 2b?

If you do nothing, your answer is not counted.

If you need help, ring Ruth Vale on 01432 000 100, or answer this mail.

Go on with the answer here:

http://127.0.0.1:8000/consultations/{pk}/without-account/back/
"""


def run(*days_before: int, closes=CLOSES) -> list[Mail]:
    """Run the job on these days before the closing, in the morning; the mails it wrote."""
    before = set(Mail.objects.values_list("pk", flat=True))
    for each in days_before:
        day = closes - datetime.timedelta(days=each)
        with clock.at(clock.start_of(day) + datetime.timedelta(hours=7)):
            list(remind(day))
    return list(Mail.objects.exclude(pk__in=before).order_by("pk"))


def test_the_reminder_says_for_whom_what_by_when_and_whom_to_ring(consultation):
    consultation.contact_email = "ruth@example.org"
    consultation.save()
    from_guest(consultation, email=CLUB, send=False)
    [mail] = run(14)
    assert (mail.to_address, mail.to_user, mail.reply_to) == (CLUB, None, "ruth@example.org")
    assert (mail.subject, mail.body) == (SUBJECT, BODY.format(pk=consultation.pk))


def test_words_without_yes_or_no_are_half_an_answer_in_the_mail_as_on_the_page(consultation):
    response = from_guest(consultation, email=CLUB, send=False)
    half = [given(consultation, "q2a", text="It depends.")]
    save_answers(by=guest(), consultation=consultation, given=half, response=response)
    [mail] = run(14)
    assert "- 2a. What about 2a? (you say why, and tick neither yes nor no)\n- 2b. What about 2b?" in mail.body


def test_reminded_fourteen_seven_and_two_days_before(consultation):
    from_guest(consultation, email=CLUB, send=False)
    counts = {day: len(run(day)) for day in range(20, -3, -1)}
    assert {day for day, count in counts.items() if count} == {14, 7, 2}
    assert set(counts.values()) == {0, 1}


def test_a_skipped_day_loses_none_and_a_second_run_sends_none(consultation):
    from_guest(consultation, email=CLUB, send=False)
    assert [len(run(day)) for day in (13, 13, 12, 5, 5, 1, 0)] == [1, 0, 0, 1, 0, 1, 0]


def test_after_days_without_a_run_only_the_latest_is_sent(consultation):
    from_guest(consultation, email=CLUB, send=False)
    assert [len(run(day)) for day in (6, 5)] == [1, 0]


def test_an_address_gets_one_mail_a_day_the_rest_the_next(consultation, host):
    other = a_consultation(host=host, title="Market days")
    from_guest(consultation, email=CLUB, send=False)
    from_guest(other, "Toy Library", email=CLUB, send=False)
    from_guest(other, "Else", email="else@example.org", send=False)
    assert sorted((each.to_address, each.subject) for each in run(14)) == [
        (CLUB, SUBJECT),
        ("else@example.org", "Send your answer by 20 November 2026: Market days"),
    ]
    assert [each.subject for each in run(13)] == ["Send your answer by 20 November 2026: Market days"]
    assert run(12) == []


def test_who_was_reminded_with_an_account_today_waits_a_day(consultation):
    """The same person may write for one organisation with an account, and for another without."""
    from consultation.responses.actions import save_answers
    from core.deadlines.actions import remind as remind_accounts
    from tests.factories.consultation import given

    person = make_actor("approver")
    person.user.email = CLUB
    person.user.save()
    save_answers(by=person, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    from_guest(consultation, email=CLUB, send=False)
    day = CLOSES - datetime.timedelta(days=14)
    with clock.at(clock.start_of(day)):
        assert len(list(filter(None, remind_accounts(day)))) == 1
    assert (len(run(14)), len(run(13))) == (0, 1)


def test_who_has_sent_or_written_nothing_is_not_reminded(consultation):
    from_guest(consultation, email=CLUB)
    begun(consultation, email="begun@example.org")
    begun(consultation, email="proven@example.org", by=guest("proven@example.org"))
    assert run(14, 7, 2) == []


def test_who_has_begun_to_change_what_was_sent_is_told_what_counts(consultation):
    response = from_guest(consultation, email=CLUB)
    change_response(by=guest(), consultation=consultation, response=response)
    [mail] = run(7)
    assert mail.subject == "Send the changes to your answer by 20 November 2026: Support for carers"
    assert "If you do nothing, what was sent before goes on to count, and the changes do not." in mail.body


def test_a_draft_of_what_was_withdrawn_stays_withdrawn(consultation):
    response = from_guest(consultation, email=CLUB)
    withdraw_response(by=guest(), response=response, reason="Not yet.")
    change_response(by=guest(), consultation=consultation, response=response)
    [mail] = run(7)
    assert "If you do nothing, your answer stays withdrawn." in mail.body


@pytest.mark.parametrize("ended", ["withdrawn", "void", "closed"])
def test_nobody_is_reminded_of_what_is_over(consultation, ended):
    response = from_guest(consultation, email=CLUB, send=False)
    if ended == "withdrawn":
        type(consultation).objects.update(withdrawn_at=clock.now(), withdrawal_reason="Not needed.")
    if ended == "void":
        type(response).objects.update(voided_at=clock.now(), void_reason="A joke.")
    assert run(*([-1, -2] if ended == "closed" else [14, 7, 2])) == []


def test_more_time_means_reminders_before_the_new_day(consultation, secretariat):
    from_guest(consultation, email=CLUB, send=False)
    assert len(run(14, 7, 2)) == 3
    later = CLOSES + datetime.timedelta(days=20)
    with clock.at(clock.start_of(CLOSES)):
        extend_consultation(by=secretariat, consultation=consultation, closes_on=later, reason="The post is slow.")
    mails = run(14, 7, 2, closes=later)
    assert [each.subject for each in mails] == ["Send your answer by 10 December 2026: Support for carers"] * 3


def test_the_job_runs_every_morning_and_says_how_many_it_wrote(consultation):
    assert (JOBS["remind_guests"].every, JOBS["remind_guests"].at) == (datetime.timedelta(days=1), datetime.time(7, 15))
    from_guest(consultation, email=CLUB, send=False)
    told = []
    with clock.at(clock.start_of(CLOSES - datetime.timedelta(days=7))):
        result = remind_guests(None, lambda *numbers: told.append(numbers))
    assert (result, told) == ({"text": "1 reminders sent"}, [(1,), (1, 1)])


def test_a_second_run_asks_once_for_the_drafts_and_once_for_each(consultation, django_assert_num_queries):
    for number in range(3):
        from_guest(consultation, f"Club{number} x", send=False)
    day = CLOSES - datetime.timedelta(days=14)
    with clock.at(clock.start_of(day)):
        assert len(list(remind(day))) == 3
        with django_assert_num_queries(4):
            assert list(remind(day)) == []
