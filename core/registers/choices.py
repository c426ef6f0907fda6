"""Short lists that forms and filters offer from the database, kept for a minute in each process.

def kinds() -> Choices:
    return kept("kinds", lambda: list(OrganisationKind.objects.values_list("code", "title")))

An act that changes what such a list holds calls `forget()`.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db import transaction

Choices = list[tuple[Any, str]]
LISTS: set[str] = set()
"""The names of the lists that this process keeps."""


def kept(name: str, make: Callable[[], Choices]) -> Choices:
    """The list from this process's memory, made again after a minute."""
    found: Choices | None = caches["local"].get(name)
    if found is None:
        found = make()
        LISTS.add(name)
        caches["local"].set(name, found)
    return found


def forget() -> None:
    """Make the lists again once the act is done; other processes follow within a minute."""
    transaction.on_commit(lambda: caches["local"].delete_many(LISTS))
