"""What a report is: a title, who it is for, what it asks, and its sections.

class PartnersByKind(Report):
    name = "partners-by-kind"
    title = "Partners by kind"
    audience = "core.view_reports"
    description = "How many partners of each kind there were on a day."

    def sections(self, actor, as_at, **params):
        rows = Organisation.objects.visible_to(actor).in_force(as_at).by_kind()
        table = Table("Partners", [Column("Kind"), Column("Partners", "number")], rows)
        return [Figures([("All partners", sum(row[1] for row in rows))]), Chart.of_bars("Partners by kind", table)]

reports.add(PartnersByKind)
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms

from core.acts import Actor
from core.charts import specs
from core.pages import words

NUMERIC = frozenset({"number", "integer", "money", "percent"})


class Linked(NamedTuple):
    """A cell that opens to the rows behind it, on the page."""

    value: Any
    href: str


@dataclass(frozen=True)
class Column:
    """One column of a table. Kinds: text, number, integer, money (pounds), percent (0.25 is 25%), date, datetime."""

    title: str
    kind: str = "text"

    @property
    def number(self) -> bool:
        """Whether its figures stand to the right and stay numbers in sheets."""
        return self.kind in NUMERIC

    def words(self, value: Any) -> str:
        """A value as a page and a PDF show it. Text in a column of numbers ('not measurable') stays what it is."""
        value = plain(value)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float | Decimal):
            return WRITTEN.get(self.kind, words.number)(value)
        if isinstance(value, datetime.datetime):
            return words.date(value) if self.kind == "date" else words.moment(value)
        return words.date(value) if isinstance(value, datetime.date) else str(value)


def percent(share: float | Decimal) -> str:
    """A share as per cent, with no more than three decimals, cut and never rounded up: 0.04995 is '4.995%'.

    >>> percent(Decimal("0.049999")), percent(Decimal("0.25"))
    ('4.999%', '25%')
    """
    return f"{words.cut(share) * 100:f}".rstrip("0").rstrip(".") + "%"


WRITTEN: dict[str, Callable[[Any], str]] = {"money": words.money, "percent": percent, "integer": str}


@dataclass(frozen=True)
class Table:
    """A table of a report. The first column names the row; `total` is the last row, if there is one.

    A page shows the first `shown` rows (0: all of them) and leads to the others at `more`; files hold all.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    total: Sequence[Any] | None = None
    shown: int = 0
    more: str = ""

    @property
    def headings(self) -> list[str]:
        """The titles of the columns."""
        return [column.title for column in self.columns]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the columns, for a workbook."""
        return [column.kind for column in self.columns]

    def all_rows(self) -> list[list[Any]]:
        """The rows and the total, as plain values."""
        rows = [*self.rows, self.total] if self.total is not None else self.rows
        return [[plain(cell) for cell in row] for row in rows]


@dataclass(frozen=True)
class Chart:
    """A chart and the table of the same figures, which always follows it."""

    title: str
    spec: dict[str, Any]
    table: Table

    @classmethod
    def of_bars(cls, title: str, table: Table) -> "Chart":
        """Bars of a table whose first column is the label and whose second the value."""
        data = [(str(plain(row[0])), plain(row[1])) for row in table.rows]
        return cls(title, specs.bar(title, data, x_title=table.headings[1], y_title=table.headings[0]), table)


@dataclass(frozen=True)
class Figures:
    """A few figures that stand alone, each with its label: (label, value) or (label, value, kind of column)."""

    figures: Sequence[tuple[Any, ...]]
    title: str = "Key figures"

    @property
    def table(self) -> Table:
        """The same figures as a table, for sheets."""
        return Table(self.title, [Column("Figure"), Column("Value", "number")], [each[:2] for each in self.figures])

    def lines(self) -> list[tuple[str, str, str]]:
        """Label, value in words, and the address of the rows behind it ('' where there is none)."""
        return [(each[0], Column("", _kind(each)).words(each[1]), href_of(each[1])) for each in self.figures]


def _kind(figure: tuple[Any, ...]) -> str:
    return figure[2] if len(figure) > 2 else "number"


@dataclass(frozen=True)
class Heading:
    """A heading over the sections that follow, up to the next. Long reports begin with a list of theirs."""

    title: str


Section = Table | Chart | Figures | Heading


def plain(cell: Any) -> Any:
    """The value of a cell, whether it is linked or not."""
    return cell.value if isinstance(cell, Linked) else cell


def href_of(cell: Any) -> str:
    """Where a cell leads; '' for one that leads nowhere."""
    return cell.href if isinstance(cell, Linked) else ""


class Report:
    """One report. Subclasses state the attributes and give the sections; `audience` is a permission."""

    name = ""
    title = ""
    audience = ""
    description = ""
    parameters: type[forms.Form] | None = None
    dense = False  # whether it is printed small, to keep to a few pages
    seen_alike = False  # whether everybody who may run it sees the same: a kept one is then given out for good

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        """What the report holds for this person, as it was on that day by what is known now."""
        raise NotImplementedError

    def form(self, actor: Actor, data: Any = None) -> forms.Form:
        """The form of its parameters. Override where the choices depend on who asks."""
        return (self.parameters or forms.Form)(data)


@dataclass(frozen=True)
class Prepared:
    """A report that has been worked out, ready for any form, with all that its header says."""

    name: str
    title: str
    description: str
    sections: Sequence[Section]
    parameters: Sequence[tuple[str, str]]
    as_at: datetime.date
    made_at: datetime.datetime
    asked_by: str
    dense: bool = False
    facts: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        facts = [
            ("As at", words.date(self.as_at)),
            *self.parameters,
            ("Made for", self.asked_by),
            ("Made at", words.moment(self.made_at)),
        ]
        object.__setattr__(self, "facts", facts)

    @property
    def tables(self) -> list[Table]:
        """Every table of it, those of charts and figures too, in order."""
        sections = [each for each in self.sections if not isinstance(each, Heading)]
        return [each if isinstance(each, Table) else each.table for each in sections]

    @property
    def file_stem(self) -> str:
        """What its files are called, without the ending."""
        return f"{self.name}-{self.as_at.isoformat()}"
