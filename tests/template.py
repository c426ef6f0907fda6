"""A test database is the copy of one that was migrated once: migrating takes longer than most files of tests.

The one that is copied, the template, is named after all it was made of, so that none is older than the code. The first
process that finds none makes it, while the others wait; it stays for the next run, in pytest's cache or, on PostgreSQL,
beside the test databases as `test_NAME_template_...`. A new one takes the place of those before it.
"""

import ast
import fcntl
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.postgresql.creation import DatabaseCreation as PostgreSQL
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLite

MAKING = 5_014_870_311
"""The number of the lock that PostgreSQL gives to one process after the other."""
Create = Callable[..., str]


def copy_from_now_on(config: pytest.Config) -> None:
    """Have test databases copied. Where pytest is asked for a database of another kind, Django makes it."""
    if config.getoption("nomigrations") or config.getoption("reuse_db"):
        return
    folder = config.cache.mkdir("database")
    SQLite.create_test_db = copying(SQLite.create_test_db, lambda *given: in_sqlite(folder, *given))
    PostgreSQL.create_test_db = copying(PostgreSQL.create_test_db, in_postgresql)


def copying(migrate: Create, copy: Callable[[Any, Create, str], None]) -> Create:
    """What stands for Django's `create_test_db`: `copy` makes the database, and by `migrate` what it is a copy of."""

    def create_test_db(
        self: BaseDatabaseCreation, verbosity: int = 1, *args: Any, serialize: bool = True, **kwargs: Any
    ):
        name = self._get_test_db_name()
        copy(self, migrate, name)
        called(self, name)
        if serialize:
            self.connection._test_serialized_contents = self.serialize_db_to_string()
        return name

    return create_test_db


def called(creation: BaseDatabaseCreation, name: str) -> None:
    """Connect to the database of that name from now on."""
    connection = creation.connection
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def in_sqlite(folder: Path, creation: Any, migrate: Create, name: str) -> None:
    """Copy the template into the memory of this process."""
    template = folder / f"{fingerprint()}.sqlite3"
    with one_at_a_time(folder / "lock"):
        if not template.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            migrate(creation, verbosity=0, autoclobber=True, serialize=False)
            unfinished = template.with_suffix(".sqlite3-unfinished")
            with closing(sqlite3.connect(unfinished)) as file:
                creation.connection.connection.backup(file)
            unfinished.rename(template)
            return
    called(creation, name)
    with closing(sqlite3.connect(f"file:{template}?mode=ro", uri=True)) as file:
        file.backup(creation.connection.connection)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait until no other process is inside."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def in_postgresql(creation: Any, migrate: Create, name: str) -> None:
    """Let the server copy the template."""
    ours, quoted = creation.connection.settings_dict, creation.connection.ops.quote_name
    template = f"test_{ours['NAME']}_template_{fingerprint()}"
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING])  # until this connection ends
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"test_{ours['NAME']}_template_%"])
        there = [each for (each,) in cursor.fetchall()]
        if template not in there:
            for old in there:
                cursor.execute(f"DROP DATABASE {quoted(old)}")
            kept = ours["NAME"], ours["TEST"]["NAME"]
            ours["TEST"]["NAME"] = f"test_{ours['NAME']}_template_unfinished"
            migrate(creation, verbosity=0, autoclobber=True, serialize=False)
            creation.connection.close()
            cursor.execute(f"ALTER DATABASE {quoted(ours['TEST']['NAME'])} RENAME TO {quoted(template)}")
            ours["NAME"], ours["TEST"]["NAME"] = kept
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
        cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(template)}")


def fingerprint() -> str:
    """What a database is made of, in a few letters: the code of its migrations, and the versions of what is there."""
    found = sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for name in sorted(each.name for each in Path(django.__file__).parents[1].glob("*.dist-info")):
        found.update(name.encode())
    for path in what_migrates():
        found.update(f"{path}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return found.hexdigest()[:16]


def what_migrates() -> list[Path]:
    """The files that a migrated database depends on: the settings, every app's migrations, and what of our own code
    these import, or that imports. (A migration is handed models of its own day, never those of the code as it is.)"""
    migrations = [path for each in apps.get_app_configs() for path in Path(each.path, "migrations").rglob("*.py")]
    waiting, found = [settings.BASE_DIR / "config" / "settings.py", *migrations], set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imported_by(path)
    return sorted(found)


def imported_by(path: Path) -> Iterator[Path]:
    """The files of ours that a file of ours imports, wherever in it."""
    tree = ast.parse(path.read_bytes()) if path.is_relative_to(settings.BASE_DIR) else ast.Module([], [])
    for each in ast.walk(tree):
        names = [alias.name for alias in each.names] if isinstance(each, (ast.Import, ast.ImportFrom)) else []
        if isinstance(each, ast.ImportFrom):
            names = [str(each.module), *(f"{each.module}.{name}" for name in names)]
        for name in names:
            module = settings.BASE_DIR.joinpath(*name.split("."))
            yield from filter(Path.exists, (module.with_suffix(".py"), module / "__init__.py"))
