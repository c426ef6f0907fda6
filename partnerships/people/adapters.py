"""How sign-in by django-allauth is fitted to accounts that are made by invitation only."""

import html
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse

from core import clock
from core.mail.actions import LETS_IN, absolute, write_mail
from core.pages import words
from partnerships.people.actions import end_api_keys
from partnerships.people.actors import actor_for
from partnerships.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up unasked; nobody learns who has an account; sign-in never waits for a mail server."""

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

    def authenticate(self, request, **credentials):
        """A closed account is refused in the same words as a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Failures count for an address as tried from one place: somebody elsewhere cannot lock its owner out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def set_password(self, user, password) -> None:
        """A new password also ends the keys for programs, and lets its owner try again at once."""
        super().set_password(user, password)
        end_api_keys(by=actor_for(user), user=user)
        key = self._get_login_attempts_cache_key(current.request, email=user.email)
        ratelimit.clear(current.request, action="login_failed", key=key)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Made of BASE_URL, never of the request's Host header."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", key))

    def send_mail(self, template_prefix, email, context) -> None:
        """Write the mail as a row, to be sent after this transaction: a page never waits for the mail server.

        The templates escape what they insert, as for a page; in plain text that is taken back.
        """
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        to = User.objects.of_address(email).first() or email
        write_mail(
            to=to, subject=message.subject, body=html.unescape(message.body), key=f"{LETS_IN}account:{uuid.uuid4()}"
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tell the person of a change to their account, with its time as people in England read it."""
        told = {"timestamp": words.moment(clock.true_now()), **(context or {})}
        super().send_notification_mail(template_prefix, user, told, email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The code at sign-in, in our words. Whose role asks for it cannot take it away; others can reset it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right, or its time has passed. Type the six digits the app shows now.",
        "cannot_delete_authenticator": "Your role asks for a code at sign-in, so it stays on.",
    }

    def can_delete_authenticator(self, authenticator) -> bool:
        return not (settings.STAFF_TWO_FACTOR and actor_for(authenticator.user).needs_second_factor)
