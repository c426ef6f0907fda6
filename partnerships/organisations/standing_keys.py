"""No row comes to point at an entry that was taken out of the register: the database holds it, for every table.

Undoing an import or a reorganisation holds its entries, looks for what points at them, and declares them void. Whoever
writes such a row in that moment has read an entry that still stood. So each key is looked at once more: by PostgreSQL
as the transaction ends, when it waits for whoever holds the entry; by SQLite, where one writes at a time, as the row
is written. What one transaction both puts in and declares void is its own affair. Which tables have a key is asked of
the models after every `migrate`, so that none has to be named.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections

from core.acts import TAKEN_OUT

PREFIX = "stands_"
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM {entries} WHERE id = NEW.{column} AND voided_on IS NULL FOR KEY SHARE;
    IF NOT FOUND AND EXISTS (
            SELECT 1 FROM {entries}
            WHERE id = NEW.{column} AND pg_visible_in_snapshot(xmin::text::xid8, pg_current_snapshot()))
            AND EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key} AND {column} = NEW.{column}) THEN
        RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""
ON_POSTGRESQL = (
    """
    CREATE CONSTRAINT TRIGGER {name}_new AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.{column} IS NOT NULL) EXECUTE FUNCTION {name}()
    """,
    """
    CREATE CONSTRAINT TRIGGER {name}_moved AFTER UPDATE OF {column} ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.{column} IS DISTINCT FROM OLD.{column} AND NEW.{column} IS NOT NULL)
    EXECUTE FUNCTION {name}()
    """,
)
ON_SQLITE = (
    """
    CREATE TRIGGER {name}_new BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {entries} WHERE id = NEW.{column} AND voided_on IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, '{words}'); END
    """,
    """
    CREATE TRIGGER {name}_moved BEFORE UPDATE OF {column} ON {table}
    WHEN NEW.{column} IS NOT OLD.{column}
        AND EXISTS (SELECT 1 FROM {entries} WHERE id = NEW.{column} AND voided_on IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, '{words}'); END
    """,
)
THERE = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def keys() -> Iterator[tuple[str, str, str]]:
    """Every column of every table that holds a key to an entry, with the column that the table's own rows are found
    by."""
    from core.imports.built import keys_to
    from partnerships.organisations.models import Organisation

    for table, key in keys_to(Organisation):
        own: Any = table._meta.pk
        field: Any = table._meta.get_field(key)
        yield table._meta.db_table, field.column, own.column


def there(using: str) -> set[str]:
    """The triggers that are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(THERE[connection.vendor])
        return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def named(table: str, column: str) -> str:
    """What the triggers of a key begin with; PostgreSQL allows a name 63 letters."""
    return f"{PREFIX}{table.replace('_', '')}_{column}"


def hold(using: str, **_: Any) -> None:
    """Let the database look at every key to an entry, where it does not yet. After `migrate`."""
    from partnerships.organisations.models import Organisation

    connection, found = connections[using], there(using)
    wanted = [(named(table, column), table, column, key) for table, column, key in keys()]
    if all(f"{name}_new" in found for name, *_ in wanted):
        return
    tables = set(connection.introspection.table_names())
    for name, table, column, key in wanted:
        if f"{name}_new" in found or table not in tables:
            continue
        given = {
            "name": name, "table": table, "column": column, "key": key, "words": TAKEN_OUT,
            "entries": Organisation._meta.db_table,
        }  # fmt: skip
        on_postgresql = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            for statement in (FUNCTION, *ON_POSTGRESQL) if on_postgresql else ON_SQLITE:
                cursor.execute(statement.format(**given))


def let_go(using: str, **_: Any) -> None:
    """Take the triggers away from SQLite before `migrate`: it makes tables anew, which what names them would forbid."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in sorted(there(using)):
                cursor.execute(f'DROP TRIGGER "{name}"')
