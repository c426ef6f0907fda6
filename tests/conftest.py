"""What every test shares: which tests run here, and what is missing for the others."""

import ctypes.util
import gc
import os
import re
import shutil
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.contenttypes.management import create_contenttypes
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.base import DatabaseOperations as PostgreSQL  # from here, or Django imports in a
from django.db.backends.sqlite3.base import DatabaseOperations as SQLite  # circle
from django.db.models.signals import post_migrate
from hypothesis import HealthCheck
from hypothesis import settings as examples
from jinja2 import FileSystemBytecodeCache

from tests import template
from tests.environment import SERVED
from tests.story import pytest_runtest_teardown, the_story  # noqa: F401 - a hook and a fixture
from tests.turns import left_out

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is here: the one without a window is the quickest."""
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
PANGO = ctypes.util.find_library("pango-1.0")
MUST_BE_COMPLETE = os.environ.get("CI") == "true"
NEEDS = {
    "browser": (CHROMIUM, "Chromium is not installed: see deploy/apt-packages.txt"),
    "pdf": (PANGO, "pango is not installed, so no PDF can be made: see deploy/apt-packages.txt"),
}


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files as they are: the collected, hashed copies exist only in a started product. What Jinja2 makes
    of a template is kept for the other processes, and for the tests that begin its engine anew."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(config.cache.mkdir("templates"))
    if SERVED:  # what tests commit need not outlive the machine
        settings.DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
    PBKDF2PasswordHasher.iterations = 1000  # the product's own takes half a second of each sign-in
    slow_examples_are_no_failure()
    empty_quickly_between_tests()
    template.copy_from_now_on(config)


def slow_examples_are_no_failure() -> None:
    """However busy the machine is: Hypothesis sets each example a deadline where nobody says otherwise."""
    patient = examples(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    examples.register_profile("patient", patient)
    examples.load_profile("patient")


def empty_quickly_between_tests() -> None:
    """Tests that commit end by emptying the tables that hold anything: row by row, because there are few and
    PostgreSQL's TRUNCATE makes every file of a table anew. The trail lets events go while the retention window is
    open."""
    by_rows = SQLite.sql_flush
    for operations in (SQLite, PostgreSQL):
        operations.sql_flush = by_rows
        operations.execute_sql_flush = of_what_is_filled(operations.execute_sql_flush)


def of_what_is_filled(plain: Callable[[BaseDatabaseOperations, list[str]], None]) -> Callable[..., None]:
    """What empties tables, of those that are not empty, with the window opened before and closed as the last of them
    is emptied."""
    window = '"core_retentionwindow"'

    def execute_sql_flush(self: BaseDatabaseOperations, statements: list[str]) -> None:
        opened = f"INSERT INTO {window} (opened_at) VALUES (CURRENT_TIMESTAMP)"
        tables = {table.group(): each for each in statements if (table := re.search(r'"\w+"', each))}
        asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)  # noqa: S608
        with self.connection.cursor() as cursor:
            cursor.execute(asked)
            filled = {table for (table,) in cursor.fetchall()} - {window}
        plain(self, [opened, *(tables[table] for table in sorted(filled)), tables[window]])

    return execute_sql_flush


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The database as pytest-django makes it. Django's own permissions, which nothing here asks, are not made anew each
    time the tables were emptied."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: looking through it for rubbish again and again takes time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not run here (`tests/turns.py`); say what the machine lacks. What goes together in one process
    and takes long, such as starting the product, comes first: otherwise one process ends long after the others."""
    out = left_out(items)
    if out:
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in out])
        items[:] = [item for item in items if item.nodeid not in out]
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    for name, (found, reason) in NEEDS.items():
        for item in items if not found and not MUST_BE_COMPLETE else []:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """With CI=true a missing program is a failure."""
    for name, (found, reason) in NEEDS.items():
        if not found and MUST_BE_COMPLETE and item.get_closest_marker(name):
            pytest.fail(reason)


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    """What the process keeps for a minute is of the rows of one test."""
    caches["local"].clear()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is."""
    assert CHROMIUM is not None
    return CHROMIUM


@pytest.fixture
def actor(db):
    """Makes a person with roles: actor("approver", organisation=forum). See tests/factories/people.py."""
    from tests.factories.people import make_actor

    return make_actor


@pytest.fixture
def client_for(db):
    """Makes a browser in which a person is signed in and acts in that capacity: client_for(actor("member"))."""
    from tests.factories.people import signed_in

    return signed_in


@pytest.fixture
def connection_kept():
    """For tests that close an answer themselves: Django would then drop the connection their transaction is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
