"""The short lists that forms and filters offer, kept for a minute in each process."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import caches

from core import clock
from partnerships.organisations.models import OrganisationKind, Term, Vocabulary

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


def kinds() -> Choices:
    """Every kind of organisation, by title."""
    return kept("kinds", lambda: list(OrganisationKind.objects.order_by("title").values_list("code", "title")))


def terms_of(*vocabularies: Vocabulary) -> Choices:
    """The terms of these taxonomies, by title; the key is the term's own."""

    def make() -> Choices:
        rows = Term.objects.filter(vocabulary__in=vocabularies).order_by("vocabulary", "title")
        several = len(vocabularies) > 1
        return [(each.pk, f"{each.get_vocabulary_display()}: {each.title}" if several else each.title) for each in rows]

    return kept("terms-" + "-".join(vocabularies), make)


def terms_for(vocabulary: Vocabulary, held: Iterable[int]) -> Choices:
    """The terms to choose from today, and those that are held though their time is over."""
    rows = Term.objects.filter(vocabulary=vocabulary).order_by("title")
    return [(each.pk, each.title) for each in rows if each.pk in held or each.holds_on(clock.today())]


def client_groups() -> Choices:
    """Client groups: older people, mental health and so on."""
    return terms_of(Vocabulary.CLIENT_GROUP)


def flags() -> Choices:
    """Who leads an organisation and whom it serves."""
    return terms_of(Vocabulary.LED_BY, Vocabulary.SERVES)
