"""Of which of many things there are any for somebody: one statement asks of all at once.

    holding(kinds, actor, lambda kind: question_of(kind.rows(actor)))

Building the question of a thing takes longer than its answer. So the statement is kept in this process, for the day, by
what is asked and by all that tells whose rows are meant (`Actor.whose`): who comes back is asked for in the words of
the last time. The moment at which it is asked is put in each time (`NOW`). What looks at another moment is built each
time, with what is kept around it.
"""

import datetime
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from core import clock
from core.acts import Actor

T = TypeVar("T", bound=Hashable)
LIKE_A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:")
"""How SQLite is given a moment: as text."""
MOST = 200
"""For so many people the statement is kept: those who asked last."""


NOW = object()
"""Stands among what a kept statement is given, where the moment goes at which it is asked."""


class Question(NamedTuple):
    """A statement that finds one row where there is any, and what it is given."""

    sql: str
    given: tuple[Any, ...]

    def is_of_a_moment(self, lasting: str = "") -> bool:
        """Whether it is given a moment, so that it is another one a moment later. One of the minute `lasting` stays."""
        return any(is_moment(each) and not (lasting and str(each).startswith(lasting)) for each in self.given)

    def at_any(self, moment: datetime.datetime) -> "Question":
        """The same with `NOW` in the places of the moment at which it was built."""
        mark = as_given(moment)
        return Question(self.sql, tuple(NOW if is_moment(each) and each == mark else each for each in self.given))


class Kept(NamedTuple):
    """What is asked of all, and the places of what is built each time."""

    question: Question | None
    anew: tuple[int, ...]


_kept: OrderedDict[Hashable, Kept] = OrderedDict()


def question_of(rows: QuerySet[Any, Any]) -> Question | None:
    """What asks whether there is any of the rows. None where there cannot be."""
    try:
        sql, given = rows.order_by().values("pk")[:1].query.sql_with_params()
    except EmptyResultSet:
        return None
    return Question(sql, tuple(given))


def holding(
    asked: Sequence[T],
    actor: Actor,
    question: Callable[[T], Question | None],
    *,
    lasting: datetime.datetime | None = None,
) -> list[int]:
    """The places of those of which there is any for the person, in their order.

    `question` tells what asks of one; its answer depends on the person and on today alone. `lasting` is a moment that
    is not this one, such as the end of a day that is asked for.
    """
    minute = str(lasting)[:16] if lasting else ""
    known = (connection.vendor, tuple(asked), actor.whose, clock.today(), minute)
    kept = _kept.pop(known, None) or built(asked, question, minute)
    _kept[known] = kept  # as the latest
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return answer([kept.question, together((place, question(asked[place])) for place in kept.anew)])


def built(asked: Sequence[T], question: Callable[[T], Question | None], minute: str) -> Kept:
    """What can be kept of the questions, as one."""
    with clock.standing_still() as moment:
        found = [question(each) for each in asked]
    questions = [None if each is None else each.at_any(moment) for each in found]
    anew = {place for place, each in enumerate(questions) if each is not None and each.is_of_a_moment(minute)}
    lasting = ((place, each) for place, each in enumerate(questions) if place not in anew)
    return Kept(together(lasting), tuple(sorted(anew)))


def together(questions: Iterable[tuple[int, Question | None]]) -> Question | None:
    """One question that gives the places of those that find a row."""
    some = [(place, each) for place, each in questions if each is not None]
    if not some:
        return None
    sql = " UNION ALL ".join(f"SELECT {place} FROM ({each.sql}) found_{place}" for place, each in some)  # noqa: S608
    return Question(sql, tuple(value for _, each in some for value in each.given))


def answer(questions: Iterable[Question | None]) -> list[int]:
    """The places that the questions find, which are asked as one."""
    some = [each for each in questions if each is not None]
    if not some:
        return []
    now = as_given(clock.now())
    given = [now if value is NOW else value for each in some for value in each.given]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each.sql for each in some), given)
        return sorted(place for (place,) in cursor.fetchall())


def is_moment(given: Any) -> bool:
    """Whether a value of a statement is a moment, or the text of one."""
    return isinstance(given, datetime.datetime) or (isinstance(given, str) and bool(LIKE_A_MOMENT.match(given)))


def as_given(moment: datetime.datetime) -> Any:
    """A moment as a statement of the database at hand is given it."""
    return connection.ops.adapt_datetimefield_value(moment)
