"""Addresses that are worked out once: reversing one takes as long as drawing a row of a list.

For frames, registers, records and templates, which name some thirty of them on a page; anywhere else `reverse` will do.
"""

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.urls import reverse


def fixed(name: str, *args: str) -> str:
    """The address of a page without parameters, or with such as never change."""
    return _worked_out(settings.ROOT_URLCONF, name, *args)


def numbered(name: str, pk: int) -> str:
    """The address of a page whose one parameter is the number of a record."""
    before, after = _around(settings.ROOT_URLCONF, name)
    return f"{before}{pk}{after}"


def each_numbered(name: str, keys: Iterable[int]) -> list[str]:
    """The same for many records."""
    before, after = _around(settings.ROOT_URLCONF, name)
    return [f"{before}{pk}{after}" for pk in keys]


@cache
def _worked_out(addresses: str, name: str, *args: str) -> str:
    return reverse(name, args=args)


@cache
def _around(addresses: str, name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[0]).partition("0")
    return before, after
