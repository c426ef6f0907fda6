"""Rows that somebody is shown each time they come: what waits for them, what is due.

    rows = RowsFor(actor, drafts, lambda: drafts(actor))
    rows[:10], rows.count()

The statement is kept as that of `core.asked.holding` is: for the day, by what is asked (`drafts`) and by all that tells
whose rows are meant, with the moment put in each time. Whatever else is wanted of the rows, such as another order, is
built as Django builds it.

    RowsFor(actor, "outcomes of these", lambda keys: Outcome.objects.filter(contract__among=keys), keys=[contracts])[:]

What varies beside the person is given as `keys`, which `core.prepared` names, so that it is the same statement for all.
"""

import datetime
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable

from core import clock
from core.acts import Actor
from core.along import read_along
from core.asked import as_given, is_moment
from core.prepared import Key, Statement, mark_of

M = TypeVar("M", bound=Model)
MOST = 1000
"""So many statements are kept: those that were asked last."""


@dataclass(frozen=True)
class Kept(Generic[M]):
    """A statement of some rows, and what is read along with them. Without a statement there are none."""

    statement: Statement[Any] | None
    along: tuple[str, ...] = ()

    def rows(self, *keys: Key) -> list[M]:
        """The rows as they are now."""
        found: list[Any] = [] if self.statement is None else self.statement.rows(as_given(clock.now()), *keys)
        read_along(found, self.along)
        return found

    def number(self, *keys: Key) -> int:
        """How many there are now."""
        return 0 if self.statement is None else self.statement.number(as_given(clock.now()), *keys)


_kept: OrderedDict[Hashable, Any] = OrderedDict()
UNKNOWN = object()


class RowsFor(Generic[M]):
    """Rows for somebody, not read yet. `built` is given the keys. All else that it depends on is the person, today and
    the moment, and what is asked for in `lasting`, a moment that is not this one (`core.asked`)."""

    def __init__(
        self,
        actor: Actor,
        what: Hashable,
        built: Callable[..., QuerySet[Any, M]],
        lasting: datetime.datetime | None = None,
        keys: Sequence[Key] = (),
    ) -> None:
        self.actor, self.what, self.by_keys, self.keys = actor, what, built, keys
        self.minute = str(lasting)[:16] if lasting else ""

    def built(self, *marks: Any) -> QuerySet[Any, M]:
        """The rows as Django builds them: of the keys, or for marks in their places."""
        return self.by_keys(*(marks or self.keys))

    def __getitem__(self, part: slice) -> list[M]:
        """The first so many: `[:10]`; or all: `[:]`."""
        kept = self.kept(("rows", part.start, part.stop), lambda *marks: self.built(*marks)[part])
        return list(self.built()[part]) if kept is None else kept.rows(*self.keys)

    def count(self, most: int | None = None) -> int:
        """How many there are, counted up to `most`."""
        counted = lambda *marks: self.built(*marks).order_by().values_list("pk")[:most]  # noqa: E731
        kept = self.kept(("number", most), counted)
        return counted().count() if kept is None else kept.number(*self.keys)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.built(), name)

    def kept(self, part: Hashable, built: Callable[..., QuerySet[Any, Any]]) -> Kept[Any] | None:
        """What is kept of a part, built where nothing is. None where it cannot be kept."""
        known = (connection.vendor, self.what, part, self.actor.whose, clock.today(), self.minute)
        kept = _kept.pop(known, UNKNOWN)
        if kept is UNKNOWN:
            kept = made(built, self.minute, [mark_of(key, place) for place, key in enumerate(self.keys)])
        _kept[known] = kept  # as the latest
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return kept


def is_of_models(queryset: Any) -> bool:
    """Whether it gives rows of its model."""
    return queryset._iterable_class is ModelIterable


def made(built: Callable[..., QuerySet[Any, Any]], minute: str, marks: Sequence[Any]) -> Kept[Any] | None:
    """What can be kept of rows: nothing where they look at another moment than the one at hand, or are read along with
    what may do so."""
    with clock.standing_still() as moment:
        queryset: Any = built(*marks)
        along = queryset._prefetch_related_lookups
        plain = all(isinstance(each, str) for each in along) and not queryset._known_related_objects
        if queryset._iterable_class is not ValuesListIterable and not (plain and is_of_models(queryset)):
            return None
        try:
            statement = Statement.made_of(queryset, (as_given(moment), *marks))
        except EmptyResultSet:
            return Kept(None)
    if not all(isinstance(each, Hashable) for each in statement.given):
        return None
    others = [each for each in statement.given if is_moment(each) and each != statement.marks[0]]
    if any(not (minute and str(each).startswith(minute)) for each in others):
        return None
    return Kept(statement, tuple(along))
