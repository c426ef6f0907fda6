"""Who acts in this request."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.functional import SimpleLazyObject

from partnerships.people.actors import Actor, actor_for

CHOSEN = "membership"
"""The session key that holds the membership the person chose to act in."""


SECOND_FACTOR = "second_factor"
"""The session key that notes that the person has a second factor. Whoever has it reset is signed out everywhere."""


class ActorMiddleware:
    """Sets `request.actor` from the session and, where a form was sent, from the capacity the form was shown in.

    The form carries the membership it was bound to, so that of two tabs each acts for the organisation it shows. It
    must be one of the person's own that is still active; otherwise the request acts in no capacity and is refused.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        request.second_factor_missing = SimpleLazyObject(lambda: lacks_second_factor(request))
        return self.get_response(request)


def actor_of(request) -> Actor:
    """The actor of a browser's request."""
    user = request.user
    if not user.is_authenticated:
        return Actor()
    actor = actor_for(user, request.session.get(CHOSEN))
    bound = request.POST.get("acting_as", "") if request.method == "POST" else ""
    return actor.bound_to(bound) if bound else actor


def lacks_second_factor(request) -> bool:
    """Whether a role of this person asks for a second factor that the account does not have yet."""
    if not settings.STAFF_TWO_FACTOR or request.session.get(SECOND_FACTOR) or not request.actor.needs_second_factor:
        return False
    if not Authenticator.objects.filter(user_id=request.actor.user_id, type=Authenticator.Type.TOTP).exists():
        return True
    request.session[SECOND_FACTOR] = True
    return False
