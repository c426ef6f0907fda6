"""A test database is a copy of one that was migrated by the code as it is (tests/template.py)."""

from contextlib import closing

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.migrations.loader import MigrationLoader

from tests import template
from tests.house.code import ROOT


@pytest.mark.django_db
def test_no_migration_is_missing():
    """Ends the process where one is."""
    call_command("migrate", check_unapplied=True, verbosity=0)
    assert set(MigrationLoader(connection).disk_migrations) == set(MigrationLoader(connection).applied_migrations)


def test_it_is_named_after_every_migration_and_what_they_import():
    found = set(template.what_migrates())
    migrations = [
        path for each in apps.get_app_configs() for path in ROOT.joinpath(each.path, "migrations").glob("0*.py")
    ]
    assert len(migrations) > 40
    assert {*migrations, ROOT / "core" / "search.py", ROOT / "config" / "settings.py"} <= found
    assert ROOT / "core" / "acts.py" in found, "core/search.py imports a file that imports it"
    assert ROOT / "core" / "home.py" not in found


def test_another_migration_is_another_name(tmp_path, monkeypatch):
    file = tmp_path / "0001_initial.py"
    monkeypatch.setattr(template, "what_migrates", lambda: [file])
    names = set()
    for text in ("first", "other", "first"):
        file.write_text(text)
        names.add(template.fingerprint())
    assert len(names) == 2


@pytest.mark.django_db
def test_it_is_made_once_and_anew_when_the_code_is_another(tmp_path, monkeypatch):
    made = []

    def migrate(creation, **kwargs):
        template.called(creation, "file:made?mode=memory&cache=shared")
        with creation.connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS made AS SELECT 7 AS number")
        made.append(template.fingerprint())

    def number_in(name):
        own = SQLite({**connection.settings_dict, "NAME": "file:none?mode=memory&cache=shared", "OPTIONS": {}})
        template.in_sqlite(tmp_path, own.creation, migrate, f"file:{name}?mode=memory&cache=shared")
        with closing(own.connection), own.cursor() as cursor:
            cursor.execute("SELECT number FROM made")
            return cursor.fetchall()

    assert [number_in("first"), number_in("second"), number_in("third")] == [[(7,)]] * 3
    assert len(made) == 1
    monkeypatch.setattr(template, "fingerprint", lambda: "of-another-code")
    assert [number_in("fourth"), number_in("fifth")] == [[(7,)]] * 2
    assert made[1:] == ["of-another-code"]
    assert [path.name for path in tmp_path.glob("*.sqlite3*")] == ["of-another-code.sqlite3"]
