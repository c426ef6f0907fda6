"""Who acts in this request."""

from django.utils.functional import SimpleLazyObject

from partnerships.people.actors import Actor, actor_for

CHOSEN = "membership"
"""The session key that holds the membership the person chose to act in."""


class ActorMiddleware:
    """Sets `request.actor` from the session and, where a form was sent, from the capacity the form was shown in.

    The form carries the membership it was bound to, so that of two tabs each acts for the organisation it shows. It
    must be one of the person's own that is still active; otherwise the request acts in no capacity and is refused.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        return self.get_response(request)


def actor_of(request) -> Actor:
    """The actor of a browser's request."""
    user = request.user
    if not user.is_authenticated:
        return Actor()
    actor = actor_for(user, request.session.get(CHOSEN))
    bound = request.POST.get("acting_as", "") if request.method == "POST" else ""
    return actor.bound_to(bound) if bound else actor
