"""Every address of the product, read from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its route, and the permission its view declares (None where it declares none)."""

    name: str
    route: str
    permission: str | None
    methods: frozenset[str]


def addresses() -> list[Address]:
    """All of them."""
    return list(walk(get_resolver().url_patterns))


def walk(patterns: list[Any], prefix: str = "") -> Iterator[Address]:
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            view = getattr(each.callback, "cls", None) or getattr(each.callback, "view_class", None)
            permission = getattr(each.callback, "permission", None) or getattr(view, "permission", None)
            methods = frozenset(
                name.upper() for name in ("get", "post", "put", "patch", "delete") if hasattr(view, name)
            )
            declared = getattr(each.callback, "methods", None)
            if declared is not None:
                methods = methods & declared if methods else declared - {"HEAD", "OPTIONS"}
            yield Address(each.name or route, route, permission, methods)
