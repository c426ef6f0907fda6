"""How often links can be guessed, and asked for: counted by what was typed, so that nobody learns whom we know."""

from typing import Any

from allauth.core.internal import ratelimit

LIMITS = {"guest_mail": "60/h/ip,10/h/key,30/d/key", "guest_link": "30/h/ip"}
"""Asking for a link: from one network address (a village hall has one), and with one e-mail address, known or not.
Links that lead nowhere: from one network address."""
TOO_MANY_MAILS = (
    "Links were asked for so often, from here or with this address, that we stop for a while. Wait an hour, then try "
    "again."
)


def asks_too_often(request: Any, address: str) -> bool:
    """Count a form that asks for a link; whether there were too many."""
    key = address.strip().lower()
    return not ratelimit.consume(request, app="guests", action="guest_mail", config=LIMITS, key=key)


def guesses_too_often(request: Any) -> bool:
    """Whether so many wrong links were opened from this network address that even a right one has to wait."""
    return not _wrong_link(request, dry_run=True)


def count_guess(request: Any) -> None:
    """Count a link that leads nowhere."""
    _wrong_link(request, dry_run=False)


def _wrong_link(request: Any, *, dry_run: bool) -> Any:
    return ratelimit.consume(request, app="guests", action="guest_link", config=LIMITS, dry_run=dry_run, limit_get=True)
