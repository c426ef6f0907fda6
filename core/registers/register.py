"""A register: a list declared once, that is a page, a sheet, and a list of the API."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote_plus, urlencode

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse

from core import finding
from core.acts import Actor
from core.finding import MOST, Hit
from core.pages import nav
from core.registers.columns import Column
from core.registers.filters import Filters
from core.registers.paging import ORDER, Place, in_order, number_of, turn

if TYPE_CHECKING:
    from core.registers.upload import Upload


@dataclass(frozen=True)
class RowAct:
    """What can be begun on each row of a list, by who may: its words and address, and the column that rules it out.

    Where the row has something in the column `until`, it is over and done with.
    """

    words: str
    address: str
    permission: str
    until: str


PAGE_SIZE = 50
COUNT_UP_TO = 1000
"""Rows are counted as far as this; beyond it the page says 'more than 1,000'."""


class Register:
    """Declare a subclass: what it lists, by which columns, filtered how, and who may see it.

    `rows(actor)` gives what the person may see; filters, words and order narrow and sort that.
    """

    name: ClassVar[str]  # in addresses and in the API: 'organisations'
    title: ClassVar[str]  # the heading of the page: 'Partners'
    noun: ClassVar[str] = "row"
    nouns: ClassVar[str] = ""
    model: ClassVar[type[Model]]
    permission: ClassVar[str]
    export_permission: ClassVar[str] = ""  # as `permission` where it is empty
    columns: ClassVar[Sequence[Column]]
    filters: ClassVar[type[Filters] | None] = None
    order: ClassVar[str] = "name"  # the column sorted by at first; '-name' for falling
    searchable: ClassVar[bool] = False
    search_label: ClassVar[str] = "Words"
    link: ClassVar[str] = ""  # the name of the address of one record
    link_by: ClassVar[str] = ""  # the column that holds its key, where that is not the row's own
    row_act: ClassVar[RowAct | None] = None  # what can be begun on each row
    intro: ClassVar[str] = ""
    as_at_note: ClassVar[str] = ""  # what of a list as at a day is today's all the same
    empty: ClassVar[str] = "There is nothing here yet."
    template: ClassVar[str] = "registers/list.html"
    upload: ClassVar[type["Upload"] | None] = None  # how the register's own sheet is read back, where it may be
    crumbs: ClassVar[Sequence[tuple[str, str]]] = ()  # above it: (title, name of the address)
    in_navigation: ClassVar[tuple[int, str] | None] = None  # its place there, and what it is called
    in_search: ClassVar[int] = 0  # its place among what the search box finds; 0 is not among it
    first_found: ClassVar[Sequence[str]] = ("sort_name",)  # the order of what is found
    loaded: ClassVar[Sequence[str]] = ()  # relations that `hint` reads
    read_of_found: ClassVar[Sequence[str]] = ()  # the columns that a row's name and `hint` read; else all

    def rows(self, actor: Actor) -> QuerySet:
        """What the person may see, before any filter."""
        rows: QuerySet = self.model._default_manager.all().visible_to(actor)  # type: ignore[attr-defined]
        return rows

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        """What the person can begin from the list: (words, address)."""
        return []

    def hint(self, row: Any) -> str:
        """A word on what a row is, for the search box."""
        return ""

    def found(self, actor: Actor, text: str) -> list[Hit]:
        """What the search box finds of it, in one query."""
        rows = self.model._default_manager.all().visible_to(actor)  # type: ignore[attr-defined]
        rows = rows.matching(text).select_related(*self.loaded).order_by(*self.first_found, "pk")
        rows = rows.only(*self.read_of_found) if self.read_of_found else rows
        return [Hit(str(row), row.get_absolute_url(), self.hint(row)) for row in rows[: MOST + 1]]

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        """The columns as they read on a day; override where a value has dates. Without a day: today's."""
        return self.columns


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
        found = self.filterset
        return {} if found is None else found.form.errors

    @cached_property
    def on(self) -> datetime.date | None:
        """The day that was asked for ('as at'), by what is known now. None for today."""
        found = self.filterset
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
    def filtered(self) -> QuerySet:
        """The rows that pass the filters and hold the words. None of them where a filter is wrong."""
        if self.errors:
            return self.register.rows(self.actor).none()
        rows = self.register.rows(self.actor) if self.filterset is None else self.filterset.qs
        return rows.matching(self.text) if self.text else rows  # type: ignore[attr-defined]

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

    @cached_property
    def sorted(self) -> QuerySet:
        """The filtered rows with what they are sorted by."""
        return self.with_order(self.filtered)

    @property
    def in_order(self) -> QuerySet:
        """All of them, from the first to the last."""
        return turn(self.sorted, self.sorted_by, down=self.order[1])

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
        return number_of(self.filtered.order_by()[: up_to + 1])

    def page(self, columns: Sequence[Column], size: int = PAGE_SIZE) -> "Page":
        """One page of values, at the place the address names."""
        before = Place.read(self.query.get("before", ""))
        after = None if before else Place.read(self.query.get("after", ""))
        down = self.order[1]
        rows = turn(self.sorted, self.sorted_by, down=down, after=after, before=before)
        if self.text and self.counted > COUNT_UP_TO:
            found_first = self.found_first(rows, size + 1)
            rows = in_order(found_first, self.sorted_by, down=down, backwards=before is not None)
        found = list(rows.values_list("pk", self.sorted_by, *[each.source for each in columns])[: size + 1])
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


REGISTERS: dict[str, Register] = {}


def add(register: type[Register]) -> type[Register]:
    """Make a register known to background work and, where it has a place there, to navigation and search box."""
    made = register()
    REGISTERS[register.name] = made
    if register.in_navigation:
        place, title = register.in_navigation
        nav.add(place, title, register.name, register.permission)
    if register.in_search:
        finding.add(register.title, register.in_search, made.found, more=partial(searched_for, register.name))
    return register


def searched_for(name: str, text: str) -> str:
    """The address of the list with these words."""
    return f"{reverse(name)}?{urlencode({'q': text})}"
