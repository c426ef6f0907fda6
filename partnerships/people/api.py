"""How programs and pages sign in to the API: by a token that stands for one membership, or by the browser's session."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication as Knox
from rest_framework import authentication

from partnerships.people.actors import actor_for_work


class TokenAuthentication(Knox):
    """A token acts in the one membership it was made for, with the roles that membership holds now."""

    def authenticate(self, request):
        found = super().authenticate(request)
        if found is None:
            return None
        user, token = found
        request._request.actor = actor_for_work(user.pk, token.membership_id, "api")
        return user, token


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
