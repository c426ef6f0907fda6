"""Where a page leads: to nothing that is never for the person who reads it."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.urls import Resolver404, resolve

from core.acts import Actor
from core.gates import Check


def may_open(actor: Actor, address: str) -> bool:
    """Whether what stands at an address can be for this person. Whether a record there is, is judged by its page.

    It may be for somebody who is not signed in: they are asked to.
    """
    needed = _needed(settings.ROOT_URLCONF, address.partition("?")[0].partition("#")[0])
    return not needed or actor.user_id is None or bool(actor.can_ever(needed))


def way_to(actor: Actor, address: str) -> str:
    """The address, where what stands there can be for this person; else nothing."""
    return address if address and may_open(actor, address) else ""


def open_to(actor: Actor, checks: Iterable[Check], closed: frozenset[str] | set[str] = frozenset()) -> list[Check]:
    """The lines of a checklist, of which none leads to a page that is not for this person, or is among the `closed`."""
    return [
        each if not each.way or (each.way not in closed and may_open(actor, each.way)) else each.without_a_way
        for each in checks
    ]


def crumbs_for(actor: Actor, crumbs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The way back, without what is never for this person."""
    return [each for each in crumbs if may_open(actor, each[1])]


@lru_cache(maxsize=1024)
def _needed(addresses: str, path: str) -> str:
    """The permission that the page at a path asks for; empty where there is none."""
    try:
        return getattr(resolve(path).func, "permission", "")
    except Resolver404:
        return ""
