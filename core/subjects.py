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
from django.urls import URLPattern, URLResolver, include, path

DECLARE = ("tasks", "deadlines", "reports", "registers", "home", "finding", "sight", "sections", "gates")
"""Files in which a subject declares background work, due dates, reports, lists, lines of the home page, finds, what
closes rows to a person, sections of an organisation's page, and what more an act of a subject below waits for."""

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


def by_first_word(addresses: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """The same addresses, those with the same first word below it: Django tries them one after the other, and so need
    not try those of other words."""
    found: dict[str, list[URLPattern]] = {}
    for each in addresses:
        word, slash, rest = str(each.pattern).partition("/")
        found.setdefault(word + slash, []).append(path(rest, each.callback, each.default_args, name=each.name))
    return [path(word, include(below)) for word, below in found.items()]
