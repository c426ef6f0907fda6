"""Subjects: the folders of an app. What stands in a file of the usual name is found; nobody gathers it by hand.

    partnerships/visits/models.py ...... found by partnerships/models.py
    partnerships/visits/urls.py, api.py  found by partnerships/urls.py
    the files named in DECLARE ......... found by core as Django starts, in every process

`<app>/demo.py` alone is written by hand, because a story has an order.
"""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property

DECLARE = (
    "tasks",
    "deadlines",
    "reports",
    "registers",
    "holdings",
    "home",
    "finding",
    "sight",
    "sections",
    "gates",
    "unjoined",
    "touched",
)
"""Files in which a subject declares background work, due dates, reports, lists, what a person holds by name, lines of
the home page, finds, what closes rows to a person, sections of an organisation's page, what more an act of a
subject below waits for, what a merge of two entries leaves as two, and what a reorganisation touches."""

NO_SUBJECTS = ("migrations", "management")


def our_apps() -> list[str]:
    """The apps of this product, in the order of INSTALLED_APPS."""
    return [each.name for each in apps.get_app_configs() if Path(each.path).parent == Path(settings.BASE_DIR)]


def subjects_of(app: str) -> list[str]:
    """The subjects of an app, by name."""
    folders = iter_modules(import_module(app).__path__)
    return sorted(each.name for each in folders if each.ispkg and each.name not in NO_SUBJECTS)


def load(app: str, file: str) -> list[ModuleType]:
    """That file of every subject of the app that has one."""
    names = [f"{app}.{subject}.{file}" for subject in subjects_of(app)]
    return [import_module(name) for name in names if find_spec(name)]


def declare() -> None:
    """Let every subject declare what it adds to the mechanisms."""
    for app in our_apps():
        for file in DECLARE:
            load(app, file)


def addresses_of(app: str) -> list[URLPattern | URLResolver]:
    """The addresses of an app: each subject's pages as they are, and its part of the API below api/."""
    pages = [each for module in load(app, "urls") for each in module.urlpatterns]
    interface = [each for module in load(app, "api") for each in getattr(module, "urlpatterns", ())]
    return [*by_first_word(pages), path("api/", include(by_first_word(interface)))]


class ByFirstWord(URLResolver):
    """Addresses of which only those with the first word that is asked for are tried, then those that begin with what
    varies. Django tries one after the other, a hundred and more of a page far down the list: a seventh of its time."""

    @cached_property
    def below(self) -> dict[str, list[URLPattern | URLResolver]]:
        """The addresses by their first word; those that begin with what varies by none."""
        found: dict[str, list[URLPattern | URLResolver]] = {VARIES: []}
        for each in self.url_patterns:
            word = str(each.pattern).partition("/")[0]
            found.setdefault(VARIES if VARIES in word else word, []).append(each)
        return found

    def resolve(self, path: str) -> ResolverMatch:
        matched = self.pattern.match(str(path))
        if matched is None:
            raise Resolver404({"path": path})
        rest, _, given = matched
        for each in (*self.below.get(rest.partition("/")[0], ()), *self.below[VARIES]):
            try:
                found = each.resolve(rest)
            except Resolver404:
                continue
            if found:
                if isinstance(each, URLResolver):
                    found.route = f"{each.pattern}{found.route}"
                found.kwargs, found.captured_kwargs = given | found.kwargs, given | (found.captured_kwargs or {})
                return found
        raise Resolver404({"tried": [], "path": rest})


VARIES = "<"
FEW = 5
"""So many are tried one after the other: each level holds in memory all that is below it, as Django has it."""


def by_first_word(addresses: Iterable[URLPattern], word: str = "") -> list[URLPattern | URLResolver]:
    """The same addresses, those with the same first word below it, and so on; all of them below `word`."""
    return [ByFirstWord(RoutePattern(word), grouped(addresses))]


def grouped(addresses: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """The same with those together that have the same first word, where they are not few."""
    found: dict[str, list[URLPattern]] = {}
    for each in addresses:
        word, slash, _ = str(each.pattern).partition("/")
        found.setdefault(word + slash, []).append(each)
    below: list[URLPattern | URLResolver] = []
    for word, some in found.items():
        many = len(some) > FEW and word.endswith("/")
        below += by_first_word([without(word, each) for each in some], word) if many else some
    return below


def without(word: str, address: URLPattern) -> URLPattern:
    """The same address, to stand below its first word."""
    rest = str(address.pattern).removeprefix(word)
    return path(rest, address.callback, address.default_args, name=address.name)
