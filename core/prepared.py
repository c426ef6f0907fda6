"""Statements that Django builds once: where one is asked in every request, building it takes longer than its answer.

    drafts = prepared(lambda answer: Draft.objects.filter(answer=answer).annotate(words=Count("words")))
    drafts(answer.pk)

What varies are keys: whole numbers, each of which stands in the statement once. A relation that is selected along is
not loaded: the statement gives one model's rows.
"""

from collections.abc import Callable
from inspect import signature
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
MARK = 9_007_199_254_740_881
"""Stands, with the numbers after it, where the keys go while the statement is built; no keys of ours."""


def prepared(rows: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
    """A function that gives the rows for the keys. `rows` is asked once in each process, for the statement."""
    marks = range(MARK, MARK + len(signature(rows).parameters))
    built: dict[str, tuple[type[M], str, tuple[object, ...]]] = {}

    def asked(*keys: int) -> list[M]:
        if connection.vendor not in built:
            queryset = rows(*marks)
            statement, given = queryset.query.sql_with_params()
            assert all(given.count(mark) == 1 for mark in marks), "each key stands in the statement once"
            built[connection.vendor] = queryset.model, statement, given
        model, statement, given = built[connection.vendor]
        known = dict(zip(marks, keys, strict=True))
        return list(model._base_manager.raw(statement, [known.get(each, each) for each in given]))  # type: ignore[call-overload]

    return asked
