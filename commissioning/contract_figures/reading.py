"""The figures of the contract register by area and financial year: worked out of its rows, set by set."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from statistics import median
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce

from commissioning.contract_figures.models import ContractFigure, Figure
from commissioning.contracts.as_at import end_on, value_on
from commissioning.contracts.days import end_as_at, length_in_months, years_as_at
from commissioning.contracts.models import Contract
from commissioning.contracts.parts import ContractYear
from commissioning.contracts.shares import bme_led, is_long
from commissioning.monitoring.models import ReportingLine
from compacts.measures.periods import financial_year
from partnerships.organisations.models import Area, Sector

FIGURES = ContractFigure.objects.select_related("measure")
HUNDRED = Decimal(100)
UNIT, PENCE = Decimal("0.0001"), Decimal("0.01")
CHANGES = ("years", "extensions", "variations__years")


class Worked(NamedTuple):
    """A figure of an area for a financial year, and of how many contracts it is made."""

    area: int
    year: int
    value: Decimal
    count: int


def last_day(year: int) -> datetime.date:
    """The last day of the financial year that begins in a calendar year."""
    return datetime.date(year + 1, 3, 31)


def years_ended(on: datetime.date) -> list[int]:
    """The financial years that ended before a day, from that of the first contract on. One query."""
    first = Contract.objects.counting().order_by("starts").values_list("starts", flat=True).first()
    if first is None:
        return []
    return [year for year in range(financial_year(first)[0].year, on.year + 1) if last_day(year) < on]


def within() -> dict[int, list[int]]:
    """For each area itself and every area that it lies in. One query."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    found = {}
    for pk in parents:
        line, here = [], pk
        while here is not None and here not in line:
            line.append(here)
            here = parents.get(here)
        found[pk] = line
    return found


def of_sector() -> Any:
    """Contracts with the voluntary and community sector that were made active."""
    return Contract.objects.counting().with_vcs()


def values(on: datetime.date) -> list[Worked]:
    """What is paid to the sector in each year that has ended, by area, as had been agreed by the end of that year.

    Of a contract that ended early, what comes after its end is not paid: of the year in which it ended its part counts.
    """
    ended, wholes = set(years_ended(on)), within()
    apart = Contract.objects.filter(Q(ended_early_on__isnull=False) | Q(variations__agreed_on__isnull=False))
    special = of_sector().filter(pk__in=apart.order_by().values("pk"))
    rows = ContractYear.objects.filter(contract__in=of_sector().exclude(pk__in=special.values("pk")), year__in=ended)
    grouped = (
        rows.order_by().values_list("contract__area", "year").annotate(total=Sum("amount"), many=Count("contract"))
    )
    paid = [*grouped, *((each.area_id, year, amount, 1) for each in special.prefetch_related(*CHANGES)
                        for year, amount in paid_by_year(each, ended))]  # fmt: skip
    totals: dict[tuple[int, int], list[Any]] = defaultdict(lambda: [Decimal(0), 0])
    for area, year, total, many in paid:
        for whole in wholes[area]:
            held = totals[whole, year]
            held[0], held[1] = held[0] + total, held[1] + many
    return [Worked(area, year, total, many) for (area, year), (total, many) in sorted(totals.items())]


def paid_by_year(contract: Contract, years: Iterable[int]) -> list[tuple[int, Decimal]]:
    """What a contract that was varied or ended early came to in each of some years. Loaded rows are used."""
    found = []
    for year in sorted(years):
        amount = years_as_at(contract, last_day(year)).get(year)
        part = part_of_year(contract, year) if amount else Decimal(0)
        if amount and part:
            found.append((year, (amount * part).quantize(PENCE)))
    return found


def part_of_year(contract: Contract, year: int) -> Decimal:
    """The part of the days on which it was to run in a year that had come when it ended early; 1 where it did not."""
    stop, (first, last) = contract.ended_early_on, financial_year(last_day(year))
    ends = end_as_at(contract, last)
    first, last = max(first, contract.starts), min(last, ends) if ends else last
    if stop is None or stop >= last:
        return Decimal(1)
    return Decimal(max(0, (stop - first).days + 1)) / ((last - first).days + 1)


class Running(NamedTuple):
    """A contract that runs on the last day of a year."""

    area: int
    value: Decimal
    basis: str
    starts: datetime.date
    last: datetime.date | None
    sector: str
    bme: bool


def running(year: int) -> list[Running]:
    """The contracts that run on the last day of a year. One query."""
    day = last_day(year)
    rows = Contract.objects.in_state("active", day).annotate(
        bme=bme_led(day), last=Coalesce("ended_early_on", end_on(Contract.objects, day)),
        worth=value_on(Contract.objects, day),
    )  # fmt: skip
    columns = ("area", "worth", "basis", "starts", "last", "provider__kind__sector", "bme")
    return [Running(*each) for each in rows.order_by().values_list(*columns)]


def stood(figure: str, rows: Iterable[Running]) -> tuple[Decimal, int] | None:
    """A figure of the contracts of an area that run on a day, and of how many it is; None where there are none."""
    found = list(rows)
    ours = [each for each in found if each.sector == Sector.VOLUNTARY]
    if figure == Figure.COUNT:
        return (Decimal(len(ours)), len(ours)) if ours else None
    if figure == Figure.MONTHS:
        months = [length_in_months(each.starts, each.last) for each in ours]
        known = [each for each in months if each is not None]
        return (median(known).quantize(UNIT), len(known)) if known else None
    total = sum((each.value for each in found), Decimal(0))
    if not total:
        return None
    counts = {
        Figure.SHARE_VCS: lambda each: each.sector == Sector.VOLUNTARY,
        Figure.SHARE_LONG: lambda each: is_long(each.starts, each.last),
        Figure.SHARE_BME: lambda each: each.bme,
        Figure.SHARE_OUTCOME: lambda each: each.basis == "outcome",
    }[Figure(figure)]
    part = sum((each.value for each in found if counts(each)), Decimal(0))
    return (part / total * HUNDRED).quantize(UNIT), len(found)


def standing(figures: Iterable[str], on: datetime.date) -> dict[str, list[Worked]]:
    """Figures of the contracts that ran at the end of each year, by area. One query a year, for all figures."""
    asked, wholes = list(figures), within()
    worked: dict[str, list[Worked]] = {each: [] for each in asked}
    for year in years_ended(on) if asked else ():
        by_area: dict[int, list[Running]] = defaultdict(list)
        for row in running(year):
            for whole in wholes[row.area]:
                by_area[whole].append(row)
        for area, rows in sorted(by_area.items()):
            for figure in asked:
                found = stood(figure, rows)
                if found is not None:
                    worked[figure].append(Worked(area, year, *found))
    return worked


def returned(measure: int, on: datetime.date) -> list[Worked]:
    """What accepted returns report of a measure in each year, by area: only where every return of the year is accepted.

    A year for which some return is still awaited gives no figure: a part is not taken for the whole. One query.
    """
    wholes = within()
    counts = Q(values__current=True, values__return_version__accepted_on__isnull=False, values__value__isnull=False)
    rows = ReportingLine.objects.filter(requirement__measure=measure, requirement__contract__voided_on=None)
    days = rows.order_by().values("period__contract__area", "period__starts", "period__ends").annotate(
        total=Sum("values__value", filter=counts), many=Count("pk", distinct=True),
        there=Count("pk", filter=counts, distinct=True), last=Max("period__ends"),
    )  # fmt: skip
    found: dict[tuple[int, int], list[Any]] = defaultdict(lambda: [Decimal(0), 0, True])
    for row in days:
        (first, ends), last = financial_year(row["period__starts"]), row["period__ends"]
        whole = last <= ends and row["there"] == row["many"]
        for year in range(first.year, financial_year(last)[0].year + 1):
            for area in wholes[row["period__contract__area"]]:
                held = found[area, year]
                held[0], held[1] = held[0] + (row["total"] or 0), held[1] + row["there"]
                held[2] = held[2] and whole
    ended = [(key, each) for key, each in sorted(found.items()) if last_day(key[1]) < on]
    return [Worked(*key, total, many) for key, (total, many, whole) in ended if whole]
