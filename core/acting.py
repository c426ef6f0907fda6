"""Who acts in a request."""

from typing import Any

from core.acts import Actor


def acting(request: Any) -> Actor:
    """Who acts in the request of a page or of the API; the middleware, or the key of a program, has put it there."""
    actor: Actor = getattr(request, "_request", request).actor
    return actor
