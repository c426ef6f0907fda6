"""Writing mail and sending it."""

import datetime
import hashlib
import logging
import smtplib
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction

from core import clock
from core.acts import Refused, locked
from core.mail.letters import Letter
from core.mail.models import Mail, MailState
from core.work.actions import ask

log = logging.getLogger(__name__)

MINUTES_BETWEEN = (1, 5, 15, 60, 240, 720)
"""How long to wait after the first, second, ... attempt that did not succeed."""

LETS_IN = "lets-in:"
"""How the key of a mail begins whose words hold a link that lets somebody in. They are forgotten once it is sent."""
FORGOTTEN = "The words held a link that lets somebody in; they were deleted when the mail was sent.\n"


class NotNow(Exception):
    """The mail server cannot be reached, or says to come again."""


def absolute(path: str) -> str:
    """The full address of a page here, for a mail. Made of BASE_URL, never of a request's Host header."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        raise ValueError(f"{path!r} is not a path on this site.")
    return urljoin(settings.BASE_URL + "/", path.lstrip("/"))


@transaction.atomic
def write_mail(*, to: Any, subject: str, body: str, key: str, reply_to: str = "", link: str = "") -> Mail:
    """Write a mail to one person, to be sent after this transaction.

    `to` is a user or an address; `link` a path on this site, added below the body. With a `key` that was used before
    nothing is written and the earlier mail is returned. In a story it is held.
    """
    user = None if isinstance(to, str) else to
    address = to if isinstance(to, str) else _address_of(to)
    story = clock.story() is not None
    mail, created = Mail.objects.get_or_create(
        key=key,
        defaults={
            "to_user": user,
            "to_address": one_address(address),
            "subject": one_line(subject),
            "body": f"{body.rstrip()}\n\n{absolute(link)}\n" if link else f"{body.rstrip()}\n",
            "reply_to": one_address(reply_to) if reply_to else "",
            "state": MailState.HELD if story else MailState.WAITING,
            "created_at": clock.true_now(),
        },
    )
    if created and not story:
        ask(None, "mail", key=f"mail:{mail.pk}", mail=mail.pk)
    return mail


def write_letter(letter: Letter, *, to: Any, key: str, link: str) -> Mail:
    """Write a letter to one person, as write_mail does."""
    return write_mail(to=to, subject=letter.subject, body=letter.body, key=key, reply_to=letter.reply_to, link=link)


def _address_of(user: Any) -> str:
    if isinstance(user, list | tuple | set | frozenset | dict) or not hasattr(user, "email"):
        raise Refused("A mail goes to one person.")
    address: str = user.email
    return address


def one_address(text: str) -> str:
    """The address, refused unless it is one and only one."""
    try:
        validate_email(text)
    except ValidationError:
        raise Refused("Enter one e-mail address, such as name@example.org.") from None
    return text


def one_line(text: str) -> str:
    """The subject, refused where it holds a line break: what follows one would be read as a header."""
    if any(each in text for each in "\r\n\0"):
        raise Refused("The subject of a mail is one line.")
    return text[:200]


def send_mail(mail: Mail) -> Mail:
    """Hand a mail to the mail server. Raises NotNow where it should be tried again.

    The server may get it twice where we die between its answer and our note; the message's number stays the same, so
    that mailboxes can tell.
    """
    if mail.state in (MailState.SENT, MailState.HELD):
        return mail
    if mail.to_user is not None and not mail.to_user.is_active:
        return _note(mail, MailState.FAILED, "The account is closed.")
    try:
        message_of(mail).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refusal:
        return _after_refusal(mail, refusal)
    except (smtplib.SMTPException, OSError) as problem:
        raise _not_now(mail, f"The mail server could not be reached ({type(problem).__name__}).") from problem
    return _note(mail, MailState.SENT, "")


@transaction.atomic
def give_up(mail: Mail) -> Mail:
    """Stop trying to send a mail. Its work can still be tried again by hand."""
    mail = locked(Mail, mail.pk)
    mail.state = MailState.FAILED
    mail.save(update_fields=["state"])
    return mail


def forget_before(moment: datetime.datetime) -> int:
    """Delete mail written before the moment that does not wait any more. Returns how many."""
    count, _ = Mail.objects.filter(created_at__lt=moment).exclude(state=MailState.WAITING).delete()
    return count


def message_of(mail: Mail) -> EmailMessage:
    """The message as it goes to the mail server."""
    number = hashlib.sha256(f"{settings.SECRET_KEY}:{mail.key}".encode()).hexdigest()[:32]
    return EmailMessage(
        subject=mail.subject,
        body=mail.body,
        to=[mail.to_address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": f"<{number}@{urlsplit(settings.BASE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def wait_after(attempts: int) -> datetime.timedelta:
    """How long to wait after so many attempts."""
    return datetime.timedelta(minutes=MINUTES_BETWEEN[min(attempts, len(MINUTES_BETWEEN)) - 1])


def _after_refusal(mail: Mail, refusal: smtplib.SMTPException) -> Mail:
    code = _code_of(refusal)
    if code >= 500:
        return _note(mail, MailState.FAILED, f"The mail server refused it ({code}).")
    raise _not_now(mail, f"The mail server asked us to come again ({code}).") from refusal


def _code_of(refusal: smtplib.SMTPException) -> int:
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in refusal.recipients.values())
    return int(getattr(refusal, "smtp_code", 500))


def _not_now(mail: Mail, reason: str) -> NotNow:
    _note(mail, MailState.WAITING, reason)
    return NotNow(reason)


@transaction.atomic
def _note(mail: Mail, state: MailState, error: str) -> Mail:
    mail = locked(Mail, mail.pk)
    mail.state, mail.last_error, mail.attempts = state, error[:500], mail.attempts + 1
    mail.sent_at = clock.true_now() if state == MailState.SENT else None
    if state == MailState.SENT and mail.key.startswith(LETS_IN) and not settings.DEMO:
        mail.body = FORGOTTEN
    mail.save(update_fields=["state", "last_error", "attempts", "sent_at", "body"])
    return mail
