"""What one person asked of a register: filtered, searched and sorted, and shown page by page."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import QueryDict

from core import clock
from core.acts import Actor
from core.prepared import Key, OfADay, Statement
from core.registers.choices import generation
from core.registers.columns import Column
from core.registers.filters import Filters, Pick
from core.registers.paging import ORDER, Place, in_order, is_text, number_of, turn
from core.registers.register import Register
from core.search import words_asked

PAGE_SIZE = 50
COUNT_UP_TO = 1000
"""Rows are counted as far as this; beyond it the page says 'more than 1,000'."""
STATEMENTS: dict[tuple[Any, ...], Statement] = {}
"""Those that are kept in this process: by register, order, size, what was chosen and the like, a few of each."""
MOST_KEPT = 1000


@dataclass
class Selection:
    """A register as one person asked for it: filtered, searched and sorted. Wrong filters are errors of its form."""

    register: Register
    actor: Actor
    query: QueryDict

    @cached_property
    def filterset(self) -> Filters | None:
        """The filters that were asked for."""
        declared = self.register.filters
        return declared(self.query, self.register.rows(self.actor), self.actor) if declared else None

    @cached_property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with the filters asked for, by filter."""
        found = self.filterset if self.filters_asked else None
        return {} if found is None else found.form.errors

    @cached_property
    def on(self) -> datetime.date | None:
        """The day that was asked for ('as at'), by what is known now. None for today."""
        found = self.filterset if self.filters_asked else None
        return None if self.errors or found is None else found.day_asked()

    @cached_property
    def columns(self) -> Sequence[Column]:
        """The columns as they read on the day."""
        return self.register.columns_on(self.on)

    @cached_property
    def page_columns(self) -> list[Column]:
        """Those that the page shows."""
        return [each for each in self.columns if each.on_page]

    @cached_property
    def link_column(self) -> list[Column]:
        """The column that holds the key of the record a row leads to, where that is not the row itself."""
        return [each for each in self.columns if each.name == self.register.link_by]

    @cached_property
    def text(self) -> str:
        """The words searched for."""
        return self.query.get("q", "").strip()[:200] if self.register.searchable else ""

    @cached_property
    def words(self) -> str:
        """The same as the database is asked for them."""
        return words_asked(self.text)

    @cached_property
    def filtered(self) -> QuerySet:
        """The rows that pass the filters and hold the words. None of them where a filter is wrong."""
        return self.holding(self.words)

    def holding(self, words: str) -> QuerySet:
        """The rows that pass the filters and hold these words."""
        if self.errors or (self.text and not words):
            return self.register.rows(self.actor).none()
        rows = self.register.rows(self.actor) if self.filterset is None else self.filterset.qs
        return rows.holding(words) if words else rows  # type: ignore[attr-defined]

    @cached_property
    def is_usual(self) -> bool:
        """Whether it differs in nothing but its words from what everybody is shown who may see all rows: of its filters
        only lists to choose from were asked, and none of its columns are of a day."""
        register = self.register
        return not (
            (self.filters_asked and not self.is_picked)
            or (self.text and not self.words)
            or not (register.of_today or register.same_for_all or type(register).rows is Register.rows)
            or self.columns is not register.columns
            or not register.sees_all(self.actor)
        )

    @property
    def is_picked(self) -> bool:
        """Whether every filter asked for is a list to choose from, and what was asked stands on it."""
        declared = self.register.filters.base_filters if self.register.filters else {}
        return all(isinstance(declared[name], Pick) for name in self.filters_asked) and not self.errors

    @property
    def picked(self) -> tuple[Any, ...]:
        """What was chosen from such lists, as statements are kept by it: as long as the lists are."""
        return (generation(), *self.filters_asked.items()) if self.filters_asked else ()

    def kept(self, rows: Callable[..., QuerySet], *kept_as: Any, keys: Sequence[Key] = ()) -> "Kept | None":
        """The statement of what `rows` makes of the rows found and of the keys: built once for all selections that are
        usual, and that agree in what it is kept as. None for any other."""
        if not self.is_usual:
            return None
        keys = (self.words, *keys) if self.words else keys
        today = clock.today() if self.register.of_today else None
        by = (connection.vendor, self.register.name, today, bool(self.words), self.picked, *kept_as)
        found = STATEMENTS.get(by)  # once, since another thread may clear it
        if found is None:
            if len(STATEMENTS) >= MOST_KEPT:  # somebody asks the API for pages of every size
                STATEMENTS.clear()

            def made(*marks: Any) -> QuerySet:
                words, others = (marks[0], marks[1:]) if self.words else ("", marks)
                return rows(self.holding(words), *others)

            try:
                STATEMENTS[by] = found = Statement.of(made, len(keys), Q(today=today))
            except (EmptyResultSet, OfADay):  # no row is asked for, or a day stands in it
                return None
        return Kept(found, keys)

    @cached_property
    def order(self) -> tuple[Column, bool]:
        """The column sorted by, and whether from the end to the beginning."""
        asked = self.query.get("order", "") or self.register.order
        by_name = {each.name: each for each in self.columns}
        column = by_name.get(asked.removeprefix("-"))
        if column is None or not column.order:
            asked = self.register.order
            column = by_name[asked.removeprefix("-")]
        return column, asked.startswith("-")

    @property
    def sorted_by(self) -> str:
        """The path that the rows are sorted by; that of an expression is its annotation."""
        key = self.order[0].order
        return key if isinstance(key, str) else ORDER

    def with_order(self, rows: QuerySet) -> QuerySet:
        """The rows with what they are sorted by."""
        key = self.order[0].order
        return rows if isinstance(key, str) else rows.annotate(**{ORDER: key})

    @property
    def in_order(self) -> QuerySet:
        """All of them, from the first to the last."""
        return turn(self.with_order(self.filtered), self.sorted_by, down=self.order[1])

    @cached_property
    def filters_asked(self) -> dict[str, str]:
        """The filters as asked for, to keep them in links."""
        names = self.register.filters.base_filters if self.register.filters else ()
        return {name: str(self.query[name]) for name in names if self.query.get(name)}

    @cached_property
    def asked(self) -> dict[str, str]:
        """Filters, words and order as they stand in the address of this selection, by name: every link repeats them."""
        kept = dict(self.filters_asked) | {"q": self.text, "order": self.query.get("order")}
        return {name: f"{name}={quote_plus(value)}" for name, value in kept.items() if value}

    @cached_property
    def counted(self) -> int:
        """How many rows there are, counted no further than one beyond COUNT_UP_TO."""
        return self.count(COUNT_UP_TO)

    def count(self, up_to: int) -> int:
        """How many rows there are, counted no further than one beyond `up_to`."""

        def rows(found: QuerySet) -> QuerySet:
            return found.order_by().values("pk")[: up_to + 1]

        kept = self.kept(rows, "number", up_to)
        return number_of(rows(self.filtered)) if kept is None else kept.statement.number(*kept.keys)

    def page(self, columns: Sequence[Column], size: int = PAGE_SIZE) -> "Page":
        """One page of values, at the place the address names."""
        before = Place.read(self.query.get("before", ""))
        after = None if before else Place.read(self.query.get("after", ""))
        (by, down), broad = self.order, bool(self.text) and self.counted > COUNT_UP_TO
        names = [each.source for each in columns]
        backwards, key = before is not None, before or after

        def rows(found: QuerySet, *place: Any) -> QuerySet:
            near = Place(*place) if place else None
            ends = {"before": near} if backwards else {"after": near}
            turned = turn(self.with_order(found), self.sorted_by, down=down, **ends)
            if broad:
                found_first = self.found_first(turned, size + 1)
                turned = in_order(found_first, self.sorted_by, down=down, backwards=backwards)
            return turned.values_list("pk", self.sorted_by, *names)[: size + 1]

        place = () if key is None else (key.value, key.pk)
        kept = None
        if key is None or (isinstance(key.value, str) and is_text(self.register.model, self.sorted_by)):
            as_asked = (by.name, down, broad, size, backwards, bool(place), *[each.name for each in columns])
            kept = self.kept(rows, *as_asked, keys=place)
        found = list(rows(self.filtered, *place)) if kept is None else kept.statement.rows(*kept.keys)
        more = len(found) > size
        found = found[:size]
        if before:
            found.reverse()
        return Page(found, has_next=more if not before else True, has_previous=more if before else after is not None)

    def found_first(self, rows: QuerySet, size: int) -> QuerySet:
        """The same rows, found and sorted before other tables are joined: a word may be in many more than are shown."""
        keys = rows.values("pk")[:size]
        return self.with_order(self.register.rows(self.actor).filter(pk__in=keys))

    def all_rows(self, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
        """Every row as plain values, in order, in constant memory."""
        values = self.in_order.values_list(*[each.source for each in columns])
        plain = [each.plain for each in columns]
        for row in values.iterator(chunk_size=2000):
            yield tuple([write(value) for write, value in zip(plain, row, strict=True)])


class Kept(NamedTuple):
    """A statement that is kept, and what it is asked with this time."""

    statement: Statement
    keys: Sequence[Key]


@dataclass(frozen=True)
class Page:
    """One page of a register: rows of (id, order value, column values...)."""

    rows: list[tuple[Any, ...]]
    has_next: bool
    has_previous: bool

    @property
    def next_place(self) -> str:
        """Where the next page begins, empty where there is none."""
        return str(Place(self.rows[-1][1], self.rows[-1][0])) if self.has_next and self.rows else ""

    @property
    def previous_place(self) -> str:
        """Where the page before ends, empty where there is none."""
        return str(Place(self.rows[0][1], self.rows[0][0])) if self.has_previous and self.rows else ""
