"""Addresses that are always the same."""

from functools import cache

from django.urls import reverse


@cache
def fixed(name: str) -> str:
    """The address of a page without parameters, worked out once: a list's page names some thirty of them."""
    return reverse(name)
