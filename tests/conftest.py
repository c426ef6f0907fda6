"""What every test shares: which tests run here, and what is missing for the others."""

import ctypes.util
import os
import shutil

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.db.backends.sqlite3.base import DatabaseOperations  # from here, or Django imports in a circle

from tests.environment import SERVED

CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
PANGO = ctypes.util.find_library("pango-1.0")
MUST_BE_COMPLETE = os.environ.get("CI") == "true"
NEEDS = {
    "browser": (CHROMIUM, "Chromium is not installed: see deploy/apt-packages.txt"),
    "pdf": (PANGO, "pango is not installed, so no PDF can be made: see deploy/apt-packages.txt"),
}


def pytest_configure() -> None:
    """Serve static files as they are: the collected, hashed copies exist only in a started product."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    PBKDF2PasswordHasher.iterations = 1000  # the product's own takes half a second of each sign-in
    empty_the_trail_between_tests()


def empty_the_trail_between_tests() -> None:
    """Tests that commit end by emptying every table; SQLite's trigger lets events go while the retention window is
    open. (PostgreSQL truncates, which no trigger sees.)"""
    plain = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: DatabaseOperations, statements: list[str]) -> None:
        opened = "INSERT INTO core_retentionwindow (opened_at) VALUES (CURRENT_TIMESTAMP)"
        plain(self, [opened, *sorted(statements, key=lambda each: '"core_event"' not in each)])

    DatabaseOperations.execute_sql_flush = execute_sql_flush


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other form of running; say what the machine lacks."""
    other = "embedded" if SERVED else "served"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
    for name, (found, reason) in NEEDS.items():
        for item in items if not found and not MUST_BE_COMPLETE else []:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """With CI=true a missing program is a failure."""
    for name, (found, reason) in NEEDS.items():
        if not found and MUST_BE_COMPLETE and item.get_closest_marker(name):
            pytest.fail(reason)


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
