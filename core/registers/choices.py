"""Short lists that forms and filters offer from the database, kept for a minute in each process.

def kinds() -> Choices:
    return kept("kinds", lambda: list(OrganisationKind.objects.values_list("code", "title")))

An act that changes what such a list holds calls `forget()`.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from django.core.cache import caches
from django.db import transaction

Kept = TypeVar("Kept")
Choices = list[tuple[Any, str]]
GENERATIONS = count()
LISTS: set[str] = set()
"""The names of the lists that this process keeps."""


def kept(name: str, make: Callable[[], Kept]) -> Kept:
    """The list from this process's memory, made again after a minute."""
    found: Kept | None = caches["local"].get(name)
    if found is None:
        found = make()
        LISTS.add(name)
        caches["local"].set(name, found)
    return found


def generation() -> int:
    """What is made of such lists, and kept elsewhere, is kept by this number: another each time they are made again."""
    return kept("generation", lambda: next(GENERATIONS))


def forget() -> None:
    """Make the lists again once the act is done; other processes follow within a minute."""
    transaction.on_commit(lambda: caches["local"].delete_many(LISTS))
