"""A register: a list declared once, that is a page, a sheet, and a list of the API."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from core import finding
from core.acts import Actor
from core.fields import Visible
from core.finding import MOST, Hit
from core.pages import nav
from core.prepared import prepared
from core.registers.columns import Column
from core.registers.filters import Filters
from core.search import words_asked

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
    of_a_day: ClassVar[Mapping[str, Callable[[datetime.date], Any]]] = {}  # columns whose value is of a day
    upload: ClassVar[type["Upload"] | None] = None  # how the register's own sheet is read back, where it may be
    crumbs: ClassVar[Sequence[tuple[str, str]]] = ()  # above it: (title, name of the address)
    in_navigation: ClassVar[tuple[int, str] | None] = None  # its place there, and what it is called
    in_search: ClassVar[int] = 0  # its place among what the search box finds; 0 is not among it
    first_found: ClassVar[Sequence[str]] = ("sort_name",)  # the order of what is found
    of_today: ClassVar[bool] = False  # `rows` adds how each row stands today, and depends on nothing else
    same_for_all: ClassVar[bool] = False  # `rows` leaves out the same for everybody, on every day
    loaded: ClassVar[Sequence[str]] = ()  # relations that `hint` reads
    read_of_found: ClassVar[Sequence[str]] = ()  # the columns that a row's name and `hint` read; else all

    def rows(self, actor: Actor) -> QuerySet:
        """What the person may see, before any filter."""
        rows: QuerySet = self.model._default_manager.all().visible_to(actor)  # type: ignore[attr-defined]
        return rows

    def rows_to(self, permission: str, actor: Actor, keys: Sequence[int]) -> QuerySet[Any, int]:
        """The keys of those rows to which the person may do something. One query."""
        rows = self.model._default_manager.filter(actor.q(permission), pk__in=keys)
        return rows.order_by().values_list("pk", flat=True)

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        """What the person can begin from the list: (words, address)."""
        return []

    def hint(self, row: Any) -> str:
        """A word on what a row is, for the search box."""
        return ""

    def found(self, actor: Actor, text: str) -> list[Hit]:
        """What the search box finds of it, in one query; for who may see all rows by a statement that is built once."""
        words = words_asked(text)
        if not words:
            return []
        rows = self.found_of_all(words) if self.sees_all(actor) else self.first_holding(words, actor)
        return [Hit(str(row), row.get_absolute_url(), self.hint(row)) for row in rows]

    def sees_all(self, actor: Actor) -> bool:
        """Whether the person sees all rows of the model, by the plain rule of its `view_permission`."""
        rows: Any = self.model._default_manager.all()
        plain = type(rows).visible_to is Visible.visible_to
        return plain and not actor.q(self.model.view_permission)  # type: ignore[attr-defined]

    def first_holding(self, words: str, actor: Actor | None = None) -> QuerySet:
        """The first rows that hold the words, all or what the person sees, with what the search box shows of them."""
        rows: Any = self.model._default_manager.all()
        rows = rows.visible_to(actor).holding(words) if actor else rows.holding(words)
        rows = rows.select_related(*self.loaded).order_by(*self.first_found, "pk")
        return (rows.only(*self.read_of_found) if self.read_of_found else rows)[: MOST + 1]

    def any_holding(self, words: str) -> QuerySet:
        """Any row that holds the words, of whoever."""
        rows: Any = self.model._default_manager.all()
        return rows.holding(words).values_list("pk")[:1]

    @cached_property
    def found_of_all(self) -> Callable[..., list[Any]]:
        """The same of all rows."""
        return prepared(lambda words: self.first_holding(words))

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        """The columns as they read on a day: those `of_a_day` with its value. Without a day: today's."""
        if on is None or not self.of_a_day:
            return self.columns
        then = {name: value(on) for name, value in self.of_a_day.items()}
        return [replace(each, value=then[each.name]) if each.name in then else each for each in self.columns]


REGISTERS: dict[str, Register] = {}


def add(register: type[Register]) -> type[Register]:
    """Make a register known to background work and, where it has a place there, to navigation and search box."""
    made = register()
    if register.link_by and register.link_by not in {each.name for each in register.columns}:
        raise ValueError(f"{register.__name__}: its rows lead by {register.link_by}, which is none of its columns.")
    REGISTERS[register.name] = made
    if register.in_navigation:
        place, title = register.in_navigation
        nav.add(place, title, register.name, register.permission)
    if register.in_search:
        more, by_words = partial(searched_for, register.name), register.found is Register.found
        finding.add(
            register.title, register.in_search, made.found, more=more, some=made.any_holding if by_words else None
        )
    return register


def searched_for(name: str, text: str) -> str:
    """The address of the list with these words."""
    return f"{reverse(name)}?{urlencode({'q': text})}"
