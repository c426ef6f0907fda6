"""Mail: written in the transaction, sent after it, to one person."""

import datetime
import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction

from core import clock
from core.acts import Refused
from core.mail import actions, tasks
from core.mail.actions import absolute, write_mail
from core.mail.models import Mail, MailState
from core.work.actions import retry
from core.work.models import State, WorkRow
from core.work.testing import run_all
from tests.core.people import a_user, actor_for_work, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_actors(settings):
    settings.WORK_ACTOR = f"{actor_for_work.__module__}.actor_for_work"


class Sink:
    """A real mail server on this machine, which answers as it is told to and keeps what it took."""

    def __init__(self):
        self.taken = []
        self.answer = "250 taken"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.taken.append(
                (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default))
            )
        return self.answer


@pytest.fixture
def sink(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()


def write(to="ann@example.org", key="one", **fields):
    return write_mail(
        to=to, subject=fields.pop("subject", "Receipt"), body=fields.pop("body", "Thank you."), key=key, **fields
    )


def test_a_mail_is_sent_by_background_work(sink, settings):
    settings.BASE_URL = "https://concordat.example.org"
    ann = a_user()
    mail = write(
        to=ann, subject="Receipt – R17", body="Thank you.", reply_to="forum@example.org", link="/responses/17/"
    )
    assert (mail.state, mail.to_user, sink.taken) == (MailState.WAITING, ann, [])
    [row] = run_all()
    mail.refresh_from_db()
    assert (row.state, row.done_count, row.result) == (State.DONE, 1, {"text": "Sent"})
    assert (mail.state, mail.attempts, mail.sent_at is None) == (MailState.SENT, 1, False)
    [(recipients, message)] = sink.taken
    assert recipients == ["ann@example.org"]
    assert (message["To"], message["Subject"], message["Reply-To"]) == (
        "ann@example.org",
        "Receipt – R17",
        "forum@example.org",
    )
    assert message["Message-ID"].endswith("@concordat.example.org>")
    assert message.get_content().replace("\r\n", "\n") == "Thank you.\n\nhttps://concordat.example.org/responses/17/\n"


def test_it_goes_with_the_transaction_that_caused_it():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert (Mail.objects.count(), WorkRow.objects.count()) == (0, 0)


def test_the_same_key_is_the_same_mail(sink):
    assert write(key="receipt:17") == write(key="receipt:17", subject="Other")
    run_all()
    run_all()
    assert [message["Subject"] for _, message in sink.taken] == ["Receipt"]


def test_a_mail_is_not_sent_again_when_its_work_is(sink):
    mail = write()
    run_all()
    mail.refresh_from_db()
    assert actions.send_mail(mail).attempts == 1
    assert len(sink.taken) == 1


def test_the_number_of_the_message_stays_the_same():
    mail = write()
    assert actions.message_of(mail).message()["Message-ID"] == actions.message_of(mail).message()["Message-ID"]


def test_in_a_story_it_is_held_and_never_sent(sink):
    with clock.at(datetime.date(2003, 11, 20)):
        mail = write()
    run_all()
    mail.refresh_from_db()
    assert (mail.state, WorkRow.objects.count(), sink.taken) == (MailState.HELD, 0, [])
    assert actions.send_mail(mail).state == MailState.HELD
    assert sink.taken == []


@pytest.mark.parametrize(
    "to",
    [
        ["ann@example.org", "bob@example.org"],
        "ann@example.org, bob@example.org",
        "ann@example.org;bob@example.org",
        "ann@example.org\nBcc: bob@example.org",
        "ann",
        "",
    ],
)
def test_more_or_less_than_one_recipient_is_refused(to):
    with pytest.raises(Refused):
        write(to=to)
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("subject", ["Hello\nBcc: bob@example.org", "Hello\rx", "Hello\0"])
def test_a_subject_of_two_lines_is_refused(subject):
    with pytest.raises(Refused, match="The subject of a mail is one line."):
        write(subject=subject)


def test_an_answer_goes_to_one_address():
    with pytest.raises(Refused, match="Enter one e-mail address"):
        write(reply_to="a@example.org\nBcc: b@example.org")


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org/", "responses/17/", "/\\example.org"])
def test_links_lead_to_this_site_only(path):
    with pytest.raises(ValueError, match="is not a path on this site"):
        absolute(path)


def test_a_closed_account_gets_no_mail(sink):
    ann = a_user(is_active=False)
    mail = write(to=ann)
    [row] = run_all()
    mail.refresh_from_db()
    assert (mail.state, mail.last_error, sink.taken) == (MailState.FAILED, "The account is closed.", [])
    assert (row.state, row.failed_count) == (State.DONE, 1)


def test_a_mail_server_that_asks_to_come_again_is_asked_again_later(sink):
    sink.answer = "451 busy"
    mail = write()
    [row] = run_all()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert mail.last_error == "The mail server asked us to come again (451)."
    assert (row.state, row.error) == (State.WAITING, mail.last_error)
    assert datetime.timedelta(seconds=50) < row.not_before - clock.true_now() < datetime.timedelta(seconds=61)
    sink.answer = "250 taken"
    WorkRow.objects.update(not_before=None)
    run_all()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error, len(sink.taken)) == (MailState.SENT, 2, "", 1)


def test_a_mail_server_that_refuses_is_not_asked_again(sink):
    sink.answer = "554 no"
    mail = write()
    run_all()
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.FAILED, "The mail server refused it (554).")


def test_a_mail_server_that_is_away_is_tried_seven_times_with_longer_and_longer_waits(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail = write()
    waits = []
    for _ in range(7):
        [row] = run_all()
        waits.append(round((row.not_before - clock.true_now()).total_seconds() / 60) if row.not_before else None)
        WorkRow.objects.update(not_before=None)
    mail.refresh_from_db()
    assert waits == [1, 5, 15, 60, 240, 720, None]
    assert (row.state, mail.state, mail.attempts) == (State.FAILED, MailState.FAILED, 7)
    assert mail.last_error == "The mail server could not be reached (ConnectionRefusedError)."


def test_a_failed_mail_is_sent_when_its_work_is_tried_again(sink):
    mail = write()
    actions.give_up(mail)
    WorkRow.objects.update(state=State.FAILED, finished_at=clock.true_now())
    retry(by=somebody("core.run_job"), row=WorkRow.objects.get())
    run_all()
    mail.refresh_from_db()
    assert (mail.state, len(sink.taken)) == (MailState.SENT, 1)


def test_old_mail_is_forgotten_unless_it_waits():
    old, new, waiting = write(key="old"), write(key="new"), write(key="waiting")
    Mail.objects.filter(pk__in=[old.pk, new.pk]).update(state=MailState.SENT, sent_at=clock.true_now())
    Mail.objects.filter(pk__in=[old.pk, waiting.pk]).update(created_at=clock.true_now() - tasks.KEPT * 2)
    assert actions.forget_before(clock.true_now() - tasks.KEPT) == 1
    assert set(Mail.objects.all()) == {new, waiting}
