"""One row by its key, as pages look up what they are about: `with_key(LOADED, pk=pk)`."""

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

from core.along import read_along
from core.prepared import OfADay, Statement

T = TypeVar("T", bound=Model)
ASKED_ONCE, BUILT_EACH_TIME = object(), object()
"""What is known of rows of which no statement is kept, or not yet."""
_with_key: WeakKeyDictionary[Any, dict[Hashable, Any]] = WeakKeyDictionary()
"""By rows that were asked for one, and by the names of the key."""


def with_key(rows: QuerySet[T, T], **key: Any) -> list[T]:
    """The row that has this key, if there is one, with what is read along: `with_key(LOADED, pk=pk)`.

    Of rows that are asked again, such as those that a module names, the statement is kept.
    """
    kept, named = _with_key.setdefault(rows, {}), (connection.vendor, *key)
    if named not in kept:
        kept[named] = ASKED_ONCE
    elif kept[named] is ASKED_ONCE:
        kept[named] = kept_with_key(rows, tuple(key))
    statement = kept[named]
    if not isinstance(statement, Statement):
        return list(rows.filter(**key).order_by()[:1])  # one key, one row: an order for it is written in vain
    found = statement.rows(*key.values())
    read_along(found, rows.all()._prefetch_related_lookups)  # type: ignore[attr-defined]
    return found


def kept_with_key(rows: QuerySet[T, T], names: Sequence[str]) -> Any:
    """The statement of the row that has such a key; where none can be kept, that this is so."""
    one = rows.all()
    if one._iterable_class is not ModelIterable or one._known_related_objects:  # type: ignore[attr-defined]
        return BUILT_EACH_TIME
    try:
        return Statement.of(
            lambda *marks: one.filter(**dict(zip(names, marks, strict=True))).order_by()[:1], len(names)
        )
    except (EmptyResultSet, OfADay):
        return BUILT_EACH_TIME
