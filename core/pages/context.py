"""What every page's frame shows. Nothing is asked of the database until a template reads it."""

from typing import Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from core import clock
from core.pages import nav
from core.pages.kept import waits_for_an_account


def page_furniture(request: Any) -> dict[str, Any]:
    """The navigation, who acts, the footer's links, and whether this is the demonstration."""
    return {
        "nav": SimpleLazyObject(lambda: nav.entries(request)),
        "acting": SimpleLazyObject(lambda: signed_in_actor(request)),
        "proven": SimpleLazyObject(lambda: proven_address(request)),
        "words_wait": SimpleLazyObject(lambda: words_wait(request)),
        "footer_links": SimpleLazyObject(nav.footer_entries),
        "demo": settings.DEMO,
        "told_day": clock.today().isoformat(),
        "telling": clock.story() is not None,
    }


def words_wait(request: Any) -> bool:
    """Whether words that were sent after the session had ended wait in this browser for somebody to sign in again."""
    return hasattr(request, "session") and waits_for_an_account(request)


def signed_in_actor(request: Any) -> Any:
    """The actor, or None for a visitor and on an error page that came before the actor was known."""
    actor = getattr(request, "actor", None)
    return actor if actor is not None and actor.user_id else None


def proven_address(request: Any) -> str:
    """The e-mail address that somebody without an account has proven in this browser; empty for anybody else."""
    actor = getattr(request, "actor", None)
    return actor.address if actor is not None and not actor.user_id else ""
