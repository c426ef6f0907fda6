"""How programs and pages sign in to the API: by a token that stands for one membership, or by the browser's session."""

import binascii

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication as Knox
from knox.crypto import hash_token
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed

from core.prepared import prepared
from partnerships.people.actors import actor_in
from partnerships.people.models import ApiToken

UNKNOWN_KEY = "This API key is not known. Make a new one on the page 'Your account'."
ROLE_ENDED = "The role this API key was made for has ended."


tokens = prepared(lambda digest: ApiToken.objects.select_related("user").filter(digest=digest, user__is_active=True))


class TokenAuthentication(Knox):
    """A token acts in the one membership it was made for, with the roles that membership holds now."""

    def authenticate(self, request):
        found = super().authenticate(request)
        if found is None:
            return None
        user, token = found
        actor = actor_in(user, token.membership_id, "api")
        if actor.membership is None:
            raise AuthenticationFailed(ROLE_ENDED)
        request._request.actor = actor
        return user, token

    def authenticate_credentials(self, token):
        """The account and the token. Our tokens do not expire by themselves; they end with the role or are revoked."""
        try:
            key = token.decode("ascii")
            digest = hash_token(key)
        except (UnicodeDecodeError, TypeError, binascii.Error):
            raise AuthenticationFailed(UNKNOWN_KEY) from None
        found = next(iter(tokens(digest)), None)
        if found is None:
            raise AuthenticationFailed(UNKNOWN_KEY)
        return found.user, found


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session, with the check against forged requests."""

    def authenticate_header(self, request):
        """So that a caller who has not signed in gets 401, not 403."""
        return "Token"


class TokenScheme(OpenApiAuthenticationExtension):
    """How the token is described in the API's schema."""

    target_class = "partnerships.people.api.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Send 'Token ' followed by the key.",
        }


class SessionScheme(OpenApiAuthenticationExtension):
    """How the session is described in the API's schema."""

    target_class = "partnerships.people.api.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
