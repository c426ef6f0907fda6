"""Rows that are written by statements Django built once, for the acts that are carried out all the time (ADR 24).

    insert(event)  # as event.save(force_insert=True)
    insert_all(answers)  # as Answer.objects.bulk_create(answers)
    update(draft, "submitted_at", "late")  # as draft.save(update_fields=["submitted_at", "late"])

For acts, and rows of models to whose saving nobody listens. No value of such a row is an expression.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Model
from django.db.models.sql import InsertQuery

Fields = tuple[Any, ...]


class NotThere(DatabaseError):
    """The row that was to be changed is not there."""


def insert(row: Model) -> None:
    """Write a new row, which is then told its key. Raises what the database refuses."""
    sql, fields = insertion(connection.vendor, type(row))
    with connection.cursor() as cursor:
        cursor.execute(sql, values(row, fields, new=True))
        [row.pk] = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


def insert_all(rows: Sequence[Model]) -> None:
    """Write new rows of one model in one statement, or as few as the database takes; they are not told their keys."""
    if not rows:
        return
    model = type(rows[0])
    _, fields = insertion(connection.vendor, model)
    at_once = connection.ops.bulk_batch_size(fields, rows)
    for first in range(0, len(rows), at_once):
        some = rows[first : first + at_once]
        given = [value for row in some for value in values(row, fields, new=True)]
        with connection.cursor() as cursor:
            cursor.execute(insertion_of(connection.vendor, model, len(some)), given)


def update(row: Model, *names: str) -> None:
    """Write these fields of a row that is there. Raises NotThere where it is not."""
    sql, fields = change(connection.vendor, type(row), names)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values(row, fields, new=False), row.pk])
        if cursor.rowcount != 1:
            raise NotThere(f"There is no such {row._meta.verbose_name}.")


def values(row: Model, fields: Fields, new: bool) -> list[Any]:
    """What the row holds in the fields, as the database is given it."""
    here = connections[DEFAULT_DB_ALIAS]  # found once: `connection` looks for it each time that anything asks it
    return [each.get_db_prep_save(each.pre_save(row, new), here) for each in fields]


@lru_cache(maxsize=512)
def insertion(vendor: str, model: type[Model]) -> tuple[str, Fields]:
    """The statement that writes a row and answers with its key, and the fields it is given."""
    fields = tuple(each for each in model._meta.local_concrete_fields if not each.primary_key and not each.generated)
    query = InsertQuery(model)
    query.insert_values(fields, [model()])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = [model._meta.pk]
    [(sql, given)] = compiler.as_sql()
    assert len(given) == len(fields), "each field is given by one value"
    return sql, fields


@lru_cache(maxsize=512)
def insertion_of(vendor: str, model: type[Model], number: int) -> str:
    """The statement that writes so many rows."""
    sql, fields = insertion(vendor, model)
    one, row, _ = sql.rpartition(f"({', '.join(['%s'] * len(fields))})")
    assert one, "each value stands for itself"
    return one + ", ".join([row] * number)


@lru_cache(maxsize=512)
def change(vendor: str, model: type[Model], names: tuple[str, ...]) -> tuple[str, Fields]:
    """The statement that writes these fields of one row, and the fields."""
    fields: Fields = tuple(model._meta.get_field(name) for name in names)
    quote, pk = connection.ops.quote_name, cast(Any, model._meta.pk)
    sets = ", ".join(f"{quote(each.column)} = %s" for each in fields)
    return f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(pk.column)} = %s", fields  # noqa: S608
