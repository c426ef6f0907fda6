"""Signing in as django-allauth does it. Who is signed in is found by a statement that is built once."""

from allauth.account.auth_backends import AuthenticationBackend

from core.prepared import prepared
from partnerships.people.models import User

_of = prepared(lambda key: User.objects.filter(pk=key))


class Backend(AuthenticationBackend):
    """The one entry of AUTHENTICATION_BACKENDS."""

    def get_user(self, user_id: int) -> User | None:
        """Whoever is signed in, while their account is open. Every page asks for them."""
        return next((user for user in _of(user_id) if self.user_can_authenticate(user)), None)
