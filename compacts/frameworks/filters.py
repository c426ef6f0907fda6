"""How the list of framework agreements can be narrowed."""

import datetime
from collections.abc import Container

from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.frameworks.models import Basis, FrameworkKind, Standing
from compacts.frameworks.rules import year_until
from compacts.measures.periods import financial_year, period_words
from core import clock
from core.acts import Actor
from core.registers.filters import Filters, as_at, pick
from partnerships.organisations.narrowing import in_area

MONEY = [
    ("no", "Nobody withdrew money"),
    ("yes", "Somebody withdrew money"),
    ("known", "Either, where you may read it"),
]
WITHDRAWALS = "compacts.view_withdrawals"
FIRST = 1999
"""The year of the Health Act, under whose section 31 the first were made."""


def years() -> list[tuple[str, str]]:
    """Every financial year in which there could be one, the latest first."""
    this = financial_year(clock.today())[0].year
    return [
        (str(each), period_words(*financial_year(datetime.date(each, 4, 1)))) for each in range(this, FIRST - 1, -1)
    ]


def not_theirs(actor: Actor) -> Container[str]:
    """Whether money was withdrawn is not asked by who never reads it."""
    return () if actor.can_ever(WITHDRAWALS) else dict(MONEY)


class FrameworkFilters(Filters):
    """By standing, kind, legal basis, locality, year, and whether money was withdrawn in it; as at a day."""

    standing = pick("Standing", Standing.choices, method="by_standing")
    kind = pick("Kind", FrameworkKind.choices, method="by_kind")
    basis = pick("Legal basis", Basis.choices, method="by_basis")
    area = CharFilter(label="Locality (name or GSS code)", method="by_area", max_length=100)
    year = pick("Ran in the financial year", years, method="by_year")
    withdrawn = pick("Money in that year, or this", MONEY, method="by_money", withheld=not_theirs)
    as_at = as_at(method="by_day")

    def by_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stood so on the day asked for."""
        return rows.standing(value, self.on())  # type: ignore[attr-defined]

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_basis(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(basis=value)

    def by_area(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(in_area(value, "agreement__area"))

    def span(self) -> tuple[datetime.date, datetime.date]:
        """The year that was asked for, or else that of the day, until the day."""
        asked = self.form.cleaned_data.get("year")
        return year_until(int(asked) if asked else financial_year(self.on())[0].year, self.on())

    def by_year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that ran in the year until the day asked for."""
        return rows.ran_during(*self.span())  # type: ignore[attr-defined]

    def by_money(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Of those that ran in the year, and whose money the person may read of."""
        rows = rows.ran_during(*self.span()).filter(self.actor.q(WITHDRAWALS))  # type: ignore[attr-defined]
        gone = rows.money_withdrawn(*self.span())
        return {"yes": gone, "no": rows.exclude(pk__in=gone.values("pk"))}.get(value, rows)

    def by_day(self, rows: QuerySet, name: str, value: object) -> QuerySet:
        """All of them: the day decides how each stands."""
        return rows
