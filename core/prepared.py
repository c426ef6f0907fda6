"""Statements that Django builds once: where one is asked in every request, building it takes longer than its answer.

    drafts = prepared(lambda answer: Draft.objects.filter(answer=answer).annotate(words=Count("words")))
    drafts(answer.pk)

What varies are keys, whole numbers or text. Relations that are selected along are loaded with their row; of
`values_list` the rows are tuples.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from inspect import signature
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

M = TypeVar("M")
MARK = 9_007_199_254_740_881
"""Stands, with the numbers after it, where the keys go while the statement is built; no keys of ours. In a column of
text its figures stand there."""
LARGEST = 2**63 - 1
EVERY_ROW = Q()
Key = int | str


class OfADay(Exception):
    """A day or a moment stands in the statement, so that it may be another tomorrow."""


LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""How SQLite's days and moments begin: it is given them as text."""


def is_of_a_day(given: Any) -> bool:
    """Whether a value of a statement is a day or a moment, or the text of one."""
    return isinstance(given, datetime.date) or (isinstance(given, str) and bool(LIKE_A_DAY.match(given)))


def values_in(condition: Q) -> Iterator[Any]:
    """The values that a condition compares with."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from values_in(child)
        elif isinstance(child, tuple):
            yield child[1]


@dataclass(frozen=True)
class Loaded:
    """How a row of a model is made of its columns, as Django worked it out."""

    model: type[Model]
    fields: slice
    names: tuple[str, ...]
    annotations: dict[str, int]
    related: Sequence[Any]

    @classmethod
    def of(cls, queryset: QuerySet, compiler: Any) -> "Loaded":
        """As the compiler of the queryset selected them."""
        places = compiler.klass_info["select_fields"]
        fields = slice(places[0], places[-1] + 1)
        names = tuple(column.target.attname for column, _, _ in compiler.select[fields])
        # Django 6, of which the stubs are, asks for one thing more.
        related = get_related_populators(compiler.klass_info, compiler.select, queryset.db)  # type: ignore[call-arg]
        return cls(queryset.model, fields, names, compiler.annotation_col_map or {}, related)

    def row(self, found: list[Any]) -> Model:
        """One row of its columns."""
        row = self.model.from_db(connection.alias, self.names, found[self.fields])
        for relation in self.related:
            relation.populate(found, row)
        for name, place in self.annotations.items():
            setattr(row, name, found[place])
        return row


@dataclass(frozen=True)
class Statement(Generic[M]):
    """A statement with what it is given: values that stay, and the marks of the keys as they are named."""

    sql: str
    given: tuple[Any, ...]
    marks: tuple[int, ...]
    converters: dict[int, tuple[Sequence[Callable[..., Any]], Any]]
    row: Callable[[list[Any]], M]

    @classmethod
    def of(cls, rows: Callable[..., QuerySet[Any, M]], keys: int, kept_by: Q = EVERY_ROW) -> "Statement[M]":
        """The statement of the rows for so many keys, for the database at hand. A day of the condition that it is kept
        by may stand in it."""
        marks = tuple(range(MARK, MARK + keys))
        queryset = rows(*marks)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, given = compiler.as_sql()
        places = [str(each) for each in given]
        assert all(str(mark) in places for mark in marks), "each key stands in the statement"
        same = {str(each) for each in values_in(kept_by)}
        if any(is_of_a_day(each) and str(each) not in same for each in given):
            raise OfADay
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
        return [self.row(self.converted(list(each))) for each in found]

    def number(self, *keys: Key) -> int:
        """How many rows there are for the keys."""
        counted = f"SELECT COUNT(*) FROM ({self.sql}) found"  # noqa: S608 - what Django wrote
        [(number,)] = self.asked(counted, keys)
        return int(number)

    def asked(self, sql: str, keys: Sequence[Key]) -> list[tuple[Any, ...]]:
        """What the database answers, each key given in the place of its mark."""
        at: dict[Any, Key] = {}
        for mark, key in zip(self.marks, keys, strict=True):
            at[mark] = at[str(mark)] = key
        with connection.cursor() as cursor:
            cursor.execute(sql, [at.get(each, each) for each in self.given])
            return list(cursor.fetchall())

    def converted(self, found: list[Any]) -> list[Any]:
        """The columns of a row as Python knows them."""
        for place, (converters, column) in self.converters.items():
            for convert in converters:
                found[place] = convert(found[place], column, connection)
        return found


def prepared(rows: Callable[..., QuerySet[Any, M]]) -> Callable[..., list[M]]:
    """A function that gives the rows for the keys. `rows` is asked once in each process, for the statement."""
    keys = len(signature(rows).parameters)
    built: dict[str, Statement[M]] = {}

    def asked(*given: Key) -> list[M]:
        if connection.vendor not in built:
            built[connection.vendor] = Statement.of(rows, keys)
        return built[connection.vendor].rows(*given)

    return asked


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
