"""The columns of a register, and how their values are written."""

import datetime
import decimal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, CharField, Expression, F
from markupsafe import escape

from core import clock
from core.pages import words

TEXT, NUMBER, MONEY, DATE, DATETIME, YES_NO, CHOICE = "text", "number", "money", "date", "datetime", "yes_no", "choice"
DAY_OR_MONTH = "day_or_month"
"""A text as ISO 8601 writes a day or a month of which no day is known: '2003-11-20', '2003-08'."""
NUMERIC = frozenset({NUMBER, MONEY})


class Joined(Aggregate):
    """The texts of a group in one cell, between semicolons. PostgreSQL sorts them; SQLite has no way to."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, '; ' ORDER BY %(expressions)s)"
    output_field = CharField()

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(*args, **kwargs)
        return sql, (*params, *params)

    def as_sqlite(self, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        """Without the order."""
        return super().as_sql(*args, function="GROUP_CONCAT", template="%(function)s(%(expressions)s, '; ')", **kwargs)


@dataclass(frozen=True)
class Column:
    """One column: its stable name (export heading in the API, and in addresses), its title, and where the value is.

    `value` is a path of fields or an expression. `order` is the path or expression to sort by, which must never be
    NULL; a column without it cannot be sorted by. `choices` give the words of a CHOICE. A `link` column leads to the
    record. `on_page=False` is for exports and the API only.
    """

    name: str
    title: str
    value: str | Expression = ""
    kind: str = TEXT
    order: str | Expression = ""
    choices: Mapping[Any, str] | None = None
    link: bool = False
    on_page: bool = True
    help_text: str = ""

    @property
    def source(self) -> str | Expression:
        """Where the value is."""
        return self.value or self.name

    @property
    def expression(self) -> Expression | F:
        """The value as an expression."""
        return F(self.source) if isinstance(self.source, str) else self.source

    @property
    def style(self) -> str:
        """The class of its cells: numbers stand under each other, and a day is not broken."""
        return "nhsuk-table__cell--numeric" if self.numeric else "app-day" if self.kind == DATE else ""

    @property
    def numeric(self) -> bool:
        """Whether its figures are aligned to the right and stay numbers in sheets."""
        return self.kind in NUMERIC

    def formatter(self) -> Callable[[Any], str]:
        """How a value is written on a page."""
        if self.kind == CHOICE:
            titles = self.choices or {}
            return lambda value: "" if value is None else str(titles.get(value, value))
        return FORMATTERS[self.kind]

    def drawn(self, values: Sequence[Any]) -> list[str]:
        """Its cells in a table: as they are written, with what somebody typed made harmless.

        Of what is the same in many rows, such as a choice or a day, each is written once.
        """
        if self.kind == TEXT:
            return harmless(["" if value is None else str(value) for value in values])
        write = self.formatter()
        cells = {value: write(value) for value in set(values)}
        written = [cells[value] for value in values]
        return harmless(written) if self.kind == CHOICE else written

    def plain(self, value: Any) -> Any:
        """The value for a sheet or the API: numbers and dates stay what they are, choices become their words."""
        if value is None:
            return None
        if self.kind == CHOICE:
            return str((self.choices or {}).get(value, value))
        if self.kind == YES_NO:
            return "Yes" if value else "No"
        if self.kind == DATETIME:
            return clock.london(value).strftime("%Y-%m-%d %H:%M")
        return value


def harmless(texts: list[str]) -> list[str]:
    """Texts as HTML, all in one go, because that is quicker. A NUL parts them: none is taken from anybody."""
    return str(escape("\0".join(texts))).split("\0")


def day_or_month(value: str | None) -> str:
    """'20 November 2003', or 'August 2003'."""
    if not value:
        return ""
    day = words.date(datetime.date.fromisoformat(value if len(value) > len("2003-08") else f"{value}-01"))
    return day if len(value) > len("2003-08") else day.partition(" ")[2]


FORMATTERS: dict[str, Callable[[Any], str]] = {
    TEXT: lambda value: "" if value is None else str(value),
    NUMBER: words.number,
    MONEY: words.money,
    DATE: words.date,
    DATETIME: words.moment,
    YES_NO: lambda value: "" if value is None else ("Yes" if value else "No"),
    DAY_OR_MONTH: day_or_month,
}


def as_json(value: Any) -> Any:
    """A plain value as the API writes it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, decimal.Decimal) else value
