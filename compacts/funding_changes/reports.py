"""The report of how many framework agreements nobody withdrew money from, year by year."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from compacts.frameworks.models import Framework
from compacts.frameworks.rules import year_until
from compacts.funding_changes.models import Direction, FundingChange
from compacts.measures.periods import financial_year, period_words
from core.acts import Actor
from core.charts import specs
from core.reports.declaration import Chart, Column, Figures, Linked, Report, Section, Table
from core.reports.registry import add

SHARE = "Share from which nobody withdrew"
METHOD = (
    "A framework counts in a financial year if all had signed it and it ran on a day of it. Money counts as withdrawn "
    "in the year in which that takes effect, unless it was declared void. The last year is counted until the day."
)


@dataclass(frozen=True)
class Year:
    """A financial year until a day: the frameworks that ran in it, and those from which money was withdrawn."""

    first: datetime.date
    last: datetime.date
    as_at: datetime.date
    ran: frozenset[int]
    withdrawn: frozenset[int]

    @property
    def called(self) -> str:
        """'2003-04'."""
        return period_words(*financial_year(self.first))

    @property
    def kept(self) -> int:
        """From how many nobody withdrew."""
        return len(self.ran - self.withdrawn)

    @property
    def share(self) -> Decimal | None:
        """The part of them from which nobody withdrew; None where none ran."""
        return Decimal(self.kept) / len(self.ran) if self.ran else None

    def linked(self, number: int, **query: str) -> Linked:
        """A number that opens to its frameworks."""
        asked = {"year": self.first.year, "as_at": self.as_at.isoformat()} | query
        return Linked(number, f"{reverse('frameworks')}?{urlencode(asked)}")

    def row(self) -> list[Any]:
        """The year as a row of the table."""
        every, kept = self.linked(len(self.ran), withdrawn="known"), self.linked(self.kept, withdrawn="no")
        return [self.called, every, kept, "none ran" if self.share is None else self.share]


def years_of(rows: Sequence[Framework], changes: Sequence[FundingChange], as_at: datetime.date) -> list[Year]:
    """Every financial year until the day, from the first in which one of the frameworks ran."""
    found: list[Year] = []
    begun = [each.starts.year for each in rows if each.starts is not None]
    for year in range(min(begun, default=as_at.year) - 1, as_at.year + 1):
        first, last = year_until(year, as_at)
        ran = frozenset(each.pk for each in rows if each.ran_during(first, last))
        withdrawn = frozenset(each.framework_id for each in changes if first <= each.takes_effect_on <= last)
        if first <= as_at and (ran or found):
            found.append(Year(first, last, as_at, ran, withdrawn))
    return found


@add
class FundingKept(Report):
    """The share of framework agreements from which no partner withdrew money."""

    name = "funding-kept"
    title = "Framework agreements that kept their money"
    audience = "core.view_reports"
    description = (
        "From how many framework agreements under section 31 or 75 no partner withdrew money in a financial year. You "
        "see those that your organisation is a party to; the secretariat and auditors see all."
    )

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        rows = Framework.objects.filter(actor.q("compacts.view_withdrawals")).select_related("agreement")
        withdrawals = FundingChange.objects.filter(
            framework__in=rows.values("pk"), direction=Direction.WITHDRAWN, voided_on=None, takes_effect_on__lte=as_at
        )
        withdrawals = withdrawals.select_related("framework__agreement", "partner__organisation")
        changes = list(withdrawals.order_by("-takes_effect_on", "pk"))
        years = years_of(list(rows), changes, as_at)
        return [*([figures(years[-1])] if years else []), drawn(years), withdrawn_from(changes)]


def figures(year: Year) -> Figures:
    """The year of the day."""
    _, ran, kept, share = year.row()
    lines = [
        ("Framework agreements that ran", ran, "integer"),
        ("Of these nobody withdrew money from", kept, "integer"),
        (SHARE, share, "percent"),
    ]
    return Figures(lines, title=f"In {year.called}")


def drawn(years: Sequence[Year]) -> Chart:
    """The share of each year as a line, and as a table in which each number opens to its frameworks."""
    columns = [
        Column("Financial year"),
        Column("Framework agreements that ran", "integer"),
        Column("Nobody withdrew money from", "integer"),
        Column(SHARE, "percent"),
    ]
    table = Table(f"{SHARE}, by year", columns, [each.row() for each in years], note=METHOD)
    points = [(each.last, SHARE, None if each.share is None else each.share * 100) for each in years]
    return Chart(table.title, specs.line(table.title, points, y_title="%"), table)


def withdrawn_from(changes: Sequence[FundingChange]) -> Table:
    """What was withdrawn, the latest first."""
    columns = [Column("Framework agreement"), Column("Partner"), Column("Takes effect", "date"),
               Column("Withdrawn a year", "money"), Column("Reason")]  # fmt: skip
    rows = [
        [Linked(str(each.framework), each.get_absolute_url()), str(each.partner), each.takes_effect_on, each.amount,
         each.reason]
        for each in changes
    ]  # fmt: skip
    return Table("Money that was withdrawn", columns, rows)
