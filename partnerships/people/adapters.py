"""How sign-in by django-allauth is fitted to accounts that are made by invitation only."""

import html
import uuid
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from core import clock
from core.mail.actions import write_mail
from core.pages import words


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up unasked; links in mail are made of BASE_URL, never of the Host header."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "The present password is not right. Type it again.",
        "incorrect_password": "The password is not right. Type it again.",
        "too_many_login_attempts": "There were too many tries. Wait five minutes, then try again.",
        "rate_limited": "There were too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return settings.BASE_URL.rstrip("/") + asked.path

    def send_mail(self, template_prefix, email, context) -> None:
        """Write the mail as a row, to be sent after this transaction: a page never waits for the mail server.

        The templates escape what they insert, as for a page; in plain text that is taken back.
        """
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        write_mail(to=email, subject=message.subject, body=html.unescape(message.body), key=f"account {uuid.uuid4()}")

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tell the person of a change to their account, with its time as people in England read it."""
        told = {"timestamp": words.moment(clock.true_now()), **(context or {})}
        super().send_notification_mail(template_prefix, user, told, email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The code at sign-in, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right, or its time has passed. Type the six digits the app shows now.",
    }
