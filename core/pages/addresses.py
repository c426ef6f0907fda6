"""Addresses that are always the same."""

from functools import cache

from django.conf import settings
from django.urls import reverse


def fixed(name: str) -> str:
    """The address of a page without parameters, worked out once: a list's page names some thirty of them.

    For frames, registers and templates, which are drawn on every page; anywhere else `reverse` will do.
    """
    return _worked_out(settings.ROOT_URLCONF, name)


@cache
def _worked_out(addresses: str, name: str) -> str:
    return reverse(name)
