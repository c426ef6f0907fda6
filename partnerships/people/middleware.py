"""Who acts in this request."""

from django.conf import settings
from django.contrib.auth import logout
from django.utils.functional import SimpleLazyObject

from partnerships.people.actors import Actor, actor_for
from partnerships.people.second_factor import code_of, owes_code

CHOSEN = "membership"
"""The session key that holds the membership the person chose to act in."""
PROVEN = "proven_address"
"""The session key that holds the e-mail address which somebody without an account has proven to be theirs."""


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
    """The actor of a browser's request. A session that owes the code its owner's role asks for is ended: nobody."""
    user = request.user
    if not user.is_authenticated:
        return Actor(address=request.session.get(PROVEN, ""))
    request.session.pop(PROVEN, None)  # who signs in answers with their account from now on
    actor = actor_for(user, request.session.get(CHOSEN))
    if asks_for_second_factor(actor) and owes_code(request, user):
        logout(request)
        return Actor()
    bound = request.POST.get("acting_as", "") if request.method == "POST" else ""
    return actor.bound_to(bound) if bound else actor


def lacks_second_factor(request) -> bool:
    """Whether a role of this person, or of the owner of this key, asks for a code that the account does not have."""
    return asks_for_second_factor(request.actor) and code_of(request.actor.user_id) is None


def asks_for_second_factor(actor: Actor) -> bool:
    """Whether a role of this person asks for a second factor here."""
    return settings.STAFF_TWO_FACTOR and actor.needs_second_factor
