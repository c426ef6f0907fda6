"""The primary navigation and the footer: each app says what it adds, in the users' words."""

from typing import Any, NamedTuple

from core.pages.addresses import fixed


class Place(NamedTuple):
    """A page that the navigation leads to. Without a permission everybody sees it."""

    order: int
    title: str
    url_name: str
    permission: str | None


class Entry(NamedTuple):
    """A line of the navigation as a template reads it."""

    title: str
    href: str
    current: bool


_places: list[Place] = []
_footer: list[Place] = []


def add(order: int, title: str, url_name: str, permission: str | None = None) -> None:
    """Add a page to the primary navigation, for those who can ever use it. Called once, as an app becomes ready."""
    _put(_places, Place(order, title, url_name, permission))


def add_to_footer(order: int, title: str, url_name: str) -> None:
    """Add a page to the footer, for everybody."""
    _put(_footer, Place(order, title, url_name, None))


def _put(places: list[Place], place: Place) -> None:
    if place not in places:
        places.append(place)
        places.sort(key=lambda each: (each.order, each.title))


def entries(request: Any) -> list[Entry]:
    """The navigation of this person; the entry whose page, or a page below it, is open is the current one."""
    actor = getattr(request, "actor", None)
    seen = [place for place in _places if place.permission is None or (actor and actor.can_ever(place.permission))]
    hrefs = [fixed(place.url_name) for place in seen]
    here = max((href for href in hrefs if request.path.startswith(href)), key=len, default=None)
    return [Entry(place.title, href, href == here) for place, href in zip(seen, hrefs, strict=True)]


def footer_entries() -> list[Entry]:
    """The links of the footer."""
    return [Entry(place.title, fixed(place.url_name), False) for place in _footer]
