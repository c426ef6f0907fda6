"""Statements that Django builds once: where one is asked in every request, building it takes longer than its answer.

    drafts = prepared(lambda answer: Draft.objects.filter(answer=answer).annotate(words=Count("words")))
    drafts(answer.pk)

What varies are keys: whole numbers, text, days, or a list of keys that is looked for with `__among`. Relations that are
selected along are loaded with their row; of `values_list` the rows are tuples.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from inspect import signature
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, Q, QuerySet
from django.db.models.query import ModelIterable

from core.loaded import Loaded, maker_of

M = TypeVar("M")
T = TypeVar("T", bound=Model)
MARK = 9_007_199_254_740_881
"""Stands, with the numbers after it, where the keys go while the statement is built; no keys of ours. In a column of
text its figures stand there."""
LARGEST = 2**63 - 1
EVERY_ROW = Q()
Key = int | str | datetime.date | Collection[int] | None
FIRST_DAY = datetime.date(1752, 9, 14)
"""The same for days: before anything that is recorded here."""


def mark_of(key: Key, place: int) -> Any:
    """What stands in the place of a key while the statement is built: of its kind, and like no other."""
    if isinstance(key, datetime.date):
        return FIRST_DAY + datetime.timedelta(days=place)
    return MARK + place if key is None or isinstance(key, int | str) else [MARK + place]


class OfADay(Exception):
    """A day or a moment stands in the statement, so that it may be another tomorrow."""


LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""How SQLite's days and moments begin: it is given them as text."""


def is_of_a_day(given: Any) -> bool:
    """Whether a value of a statement is a day or a moment, or the text of one."""
    return isinstance(given, datetime.date) or (isinstance(given, str) and bool(LIKE_A_DAY.match(given)))


def listed(keys: Collection[int]) -> str:
    """Keys as they are written into a statement; nothing is one of none."""
    return ", ".join([str(int(each)) for each in sorted(keys)]) or "NULL"


def values_in(condition: Q) -> Iterator[Any]:
    """The values that a condition compares with."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from values_in(child)
        elif isinstance(child, tuple):
            yield child[1]


@dataclass(frozen=True)
class Statement(Generic[M]):
    """A statement with what it is given: values that stay, and the marks of the keys as they are named."""

    sql: str
    given: tuple[Any, ...]
    marks: tuple[Any, ...]
    converters: dict[int, tuple[Sequence[Callable[..., Any]], Any]]
    row: Callable[[Sequence[Any]], M]

    @classmethod
    def of(
        cls, rows: Callable[..., QuerySet[Any, M]], keys: int, kept_by: Q = EVERY_ROW, *, lists: int = 0
    ) -> "Statement[M]":
        """The statement of the rows for so many keys, then so many lists of keys, for the database at hand. A day of
        the condition that it is kept by may stand in it."""
        marks = (*range(MARK, MARK + keys), *([MARK + keys + place] for place in range(lists)))
        made = cls.made_of(rows(*marks), marks)
        places = {str(each) for each in made.given}
        stands = [str(mark[0]) in made.sql if isinstance(mark, list) else str(mark) in places for mark in marks]
        assert all(stands), "each key stands in the statement"
        same = {str(each) for each in values_in(kept_by)}
        if any(is_of_a_day(each) and str(each) not in same for each in made.given):
            raise OfADay
        return made

    @classmethod
    def made_of(cls, queryset: QuerySet[Any, M], marks: tuple[Any, ...] = ()) -> "Statement[M]":
        """The statement of a queryset, with a key in the place of each of the marks in it."""
        compiler = queryset.query.get_compiler(queryset.db)
        sql, given = compiler.as_sql()
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        row: Any = Loaded.of(queryset, compiler).row if queryset._iterable_class is ModelIterable else tuple
        return cls(sql, tuple(given), marks, converters, row)

    def rows(self, *keys: Key) -> list[M]:
        """The rows for the keys. A number that no column can hold finds none."""
        if any(isinstance(key, int) and key > LARGEST for key in keys):
            return []
        found: list[Any] = self.asked(self.sql, keys)
        if self.row is tuple and not self.converters:
            return found
        if not self.converters:
            return [self.row(each) for each in found]
        return [self.row(self.converted(list(each))) for each in found]

    def number(self, *keys: Key) -> int:
        """How many rows there are for the keys."""
        counted = f"SELECT COUNT(*) FROM ({self.sql}) found"  # noqa: S608 - what Django wrote
        [(number,)] = self.asked(counted, keys)
        return int(number)

    def asked(self, sql: str, keys: Sequence[Key]) -> list[tuple[Any, ...]]:
        """What the database answers, each key given in the place of its mark; a list is written there."""
        at: dict[Any, Key] = {}
        for mark, key in zip(self.marks, keys, strict=True):
            if isinstance(mark, list):
                sql = sql.replace(str(mark[0]), listed(cast(Collection[int], key)))
            else:
                at[mark] = at[str(mark)] = key
        with connection.cursor() as cursor:
            cursor.execute(sql, [at.get(each, each) for each in self.given])
            return list(cursor.fetchall())

    def converted(self, found: list[Any]) -> list[Any]:
        """The columns of a row as Python knows them."""
        here = connections[DEFAULT_DB_ALIAS]
        for place, (converters, column) in self.converters.items():
            for convert in converters:
                found[place] = convert(found[place], column, here)
        return found


def which_have_any(asked: Sequence[Statement[Any]]) -> Statement[tuple[int]]:
    """One statement that gives the places of those that have a row. They are asked with the same keys."""
    sql = " UNION ALL ".join(f"SELECT {place} FROM ({each.sql}) found_{place}" for place, each in enumerate(asked))  # noqa: S608
    return Statement(sql, tuple(value for each in asked for value in each.given), asked[0].marks, {}, tuple)


def prepared(rows: Callable[..., QuerySet[Any, M]]) -> Callable[..., list[M]]:
    """A function that gives the rows for the keys. `rows` is asked once in each process, for the statement."""
    keys = len(signature(rows).parameters)
    built: dict[str, Statement[M]] = {}

    def asked(*given: Key) -> list[M]:
        if connection.vendor not in built:
            built[connection.vendor] = Statement.of(rows, keys)
        return built[connection.vendor].rows(*given)

    return asked


def prepared_on(rows: Callable[..., QuerySet[Any, M]]) -> Callable[..., list[M]]:
    """The same for rows in whose statement a day stands. `rows` is given the day first, then the keys. The statement is
    kept by the day, for a few of them: most ask for today."""
    keys = len(signature(rows).parameters) - 1

    @lru_cache(maxsize=20)
    def built(vendor: str, on: datetime.date) -> Statement[M]:
        return Statement.of(partial(rows, on), keys, Q(on=on))

    return lambda on, *given: built(connection.vendor, on).rows(*given)


def prepared_for(rows: Callable[..., QuerySet[Any, M]]) -> Callable[..., list[M]]:
    """The same for rows of which each person sees some. `rows` is given the condition of these first, then the keys.
    The statement is kept by the condition, whatever a permission means for somebody.

        shown = prepared_for(lambda seen, consultation: Response.objects.filter(seen, consultation=consultation))
        shown(actor.q("consultation.view_response"), consultation.pk)
    """
    keys = len(signature(rows).parameters) - 1

    @lru_cache(maxsize=100)
    def built(vendor: str, seen: Q) -> Statement[M] | None:
        try:
            return Statement.of(partial(rows, seen), keys, seen)
        except (EmptyResultSet, OfADay):
            return None

    def asked(seen: Q, *given: Key) -> list[M]:
        statement = built(connection.vendor, seen)
        return list(rows(seen, *given)) if statement is None else statement.rows(*given)

    return asked


def written(model: type[T], sql: str, *more: str) -> Callable[..., list[T]]:
    """The same for a statement of our own. In it {columns} stands where those of the model go, of a table that is
    called `step`; those that are named `more` follow. Its keys are given in the order in which they stand."""

    @cache
    def built(vendor: str) -> Statement[T]:
        fields = model._meta.concrete_fields
        compiler = model._base_manager.all().query.get_compiler(connection.alias)
        converters = compiler.get_converters([field.get_col("step") for field in fields])
        columns = ", ".join(f"step.{connection.ops.quote_name(str(field.column))}" for field in fields)
        made = maker_of(model, [field.attname for field in fields], connection.alias)
        loaded = Loaded(made, slice(len(fields)), {name: len(fields) + n for n, name in enumerate(more)}, ())
        marks = tuple(range(MARK, MARK + sql.count("%s")))
        row: Any = loaded.row
        return Statement(sql.replace("{columns}", columns), marks, marks, converters, row)

    return lambda *keys: built(connection.vendor).rows(*keys)
