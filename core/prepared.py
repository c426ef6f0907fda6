"""Statements that Django builds once: where one is asked in every request, building it takes longer than its answer.

    drafts = prepared(lambda key: Draft.objects.filter(answer=key).annotate(words=Count("words")))
    drafts(answer.pk)

What varies is one whole number. A relation that is selected along is not loaded: the statement gives one model's rows.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
MARK = 9_007_199_254_740_881
"""Stands where the key goes while the statement is built; no key of ours."""


def prepared(rows: Callable[[int], QuerySet[M]]) -> Callable[[int], list[M]]:
    """A function that gives the rows for a key. `rows` is asked once in each process, for the statement."""
    built: dict[str, tuple[type[M], str, tuple[object, ...]]] = {}

    def asked(key: int) -> list[M]:
        if connection.vendor not in built:
            queryset = rows(MARK)
            statement, given = queryset.query.sql_with_params()
            assert given.count(MARK) == 1, "the key stands in the statement once"
            built[connection.vendor] = queryset.model, statement, given
        model, statement, given = built[connection.vendor]
        return list(model._base_manager.raw(statement, [key if each == MARK else each for each in given]))

    return asked
