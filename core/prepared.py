"""Statements that Django builds once: where one is asked in every request, building it takes longer than its answer.

    drafts = prepared(lambda answer: Draft.objects.filter(answer=answer).annotate(words=Count("words")))
    drafts(answer.pk)

What varies are keys, whole numbers or text, each of which stands in the statement once. Relations that are selected
along are loaded with their row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
MARK = 9_007_199_254_740_881
"""Stands, with the numbers after it, where the keys go while the statement is built; no keys of ours. In a column of
text its figures stand there."""
Key = int | str


@dataclass(frozen=True)
class Statement(Generic[M]):
    """A statement with what it is given, and how a row is made of its columns, as Django worked it out."""

    sql: str
    given: tuple[Any, ...]
    model: type[M]
    fields: slice
    names: tuple[str, ...]
    annotations: dict[str, int]
    converters: dict[int, tuple[Sequence[Callable[..., Any]], Any]]
    related: Sequence[Any]

    @classmethod
    def of(cls, queryset: QuerySet[M]) -> "Statement[M]":
        """The statement of a queryset, for the database at hand."""
        compiler = queryset.query.get_compiler(queryset.db)
        sql, given = compiler.as_sql()
        places = compiler.klass_info["select_fields"]
        fields = slice(places[0], places[-1] + 1)
        columns = [expression for expression, _, _ in compiler.select]
        names = tuple(column.target.attname for column in columns[fields])
        converters = compiler.get_converters(columns)
        # Django 6, of which the stubs are, asks for one thing more.
        related = get_related_populators(compiler.klass_info, compiler.select, queryset.db)  # type: ignore[call-arg]
        annotations = compiler.annotation_col_map or {}
        return cls(sql, tuple(given), queryset.model, fields, names, annotations, converters, related)

    def rows(self, keys: dict[Any, Key]) -> list[M]:
        """The rows for the keys, each given in the place of its mark."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [keys.get(each, each) for each in self.given])
            return [self.row(list(found)) for found in cursor.fetchall()]

    def row(self, found: list[Any]) -> M:
        """One row of its columns."""
        for place, (converters, column) in self.converters.items():
            for convert in converters:
                found[place] = convert(found[place], column, connection)
        row = self.model.from_db(connection.alias, self.names, found[self.fields])
        for relation in self.related:
            relation.populate(found, row)
        for name, place in self.annotations.items():
            setattr(row, name, found[place])
        return row


def prepared(rows: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
    """A function that gives the rows for the keys. `rows` is asked once in each process, for the statement."""
    marks = range(MARK, MARK + len(signature(rows).parameters))
    built: dict[str, Statement[M]] = {}

    def asked(*keys: Key) -> list[M]:
        if connection.vendor not in built:
            statement = Statement.of(rows(*marks))
            places = [str(each) for each in statement.given]
            assert all(places.count(str(mark)) == 1 for mark in marks), "each key stands in the statement once"
            built[connection.vendor] = statement
        given = dict(zip(marks, keys, strict=True))
        return built[connection.vendor].rows(given | {str(mark): key for mark, key in given.items()})

    return asked
