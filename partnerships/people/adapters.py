"""How sign-in by django-allauth is fitted to accounts that are made by invitation only."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse

from core.mail.actions import absolute, write_mail
from partnerships.people.actors import actor_for
from partnerships.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up unasked; nobody learns who has an account; sign-in never waits for a mail server."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def authenticate(self, request, **credentials):
        """A closed account is refused in the same words as a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Failures count for an address as tried from one place: somebody elsewhere cannot lock its owner out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"

    def set_password(self, user, password) -> None:
        """A new password also lets its owner try again at once."""
        super().set_password(user, password)
        request = current.request
        key = self._get_login_attempts_cache_key(request, email=user.email)
        ratelimit.clear(request, action="login_failed", key=key)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Made of BASE_URL, never of the request's Host header."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", key))

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write the mail as a row; it is sent after this request."""
        message = self.render_mail(template_prefix, email, {"email": email, "site": settings.BASE_URL, **context})
        to = User.objects.of_address(email).first() or email
        write_mail(to=to, subject=str(message.subject), body=str(message.body), key=f"sign-in:{uuid.uuid4()}")

    def format_email_subject(self, subject: str) -> str:
        return subject


class MFAAdapter(DefaultMFAAdapter):
    """Whose role asks for a second factor cannot take it away; it can be reset by others (people.actions)."""

    def can_delete_authenticator(self, authenticator) -> bool:
        return not (settings.STAFF_TWO_FACTOR and actor_for(authenticator.user).needs_second_factor)
