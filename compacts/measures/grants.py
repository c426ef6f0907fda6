"""Grants that a body has published (the 360Giving standard), taken in as what was awarded in each financial year.

A file says which awards there were, not what it covers. The year of its first award and that of its last count from,
or until, that award, so that no part of a year is taken for the whole. A year without awards gives no figure: nobody
knows whether nothing was awarded, or nothing published.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from compacts.measures import actions
from compacts.measures.models import POUNDS, Measure, PriceBasis, Reading
from compacts.measures.periods import financial_year, period_words
from core.acts import Actor
from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.imports import sources
from core.imports.sources import Outcome, Plan, Row
from core.pages import words
from partnerships.organisations.models import Area

PLACE, AWARDED, CURRENCY, DAY = "Beneficiary Location:Geographic Code", "Amount Awarded", "Currency", "Award Date"
FUNDER = "Funding Org:Name"
COLUMNS = (PLACE, AWARDED, CURRENCY, DAY, FUNDER)
HEADINGS = ["Area", "Financial year", "First award", "Last award", "Awards", "Amount awarded"]
CODE = "vcs-grants"
MEASURE = {
    "title": "Grants awarded to the voluntary and community sector",
    "code": CODE,
    "counts": "Grants to voluntary and community organisations, by the financial year in which they were awarded.",
    "unit": POUNDS,
    "price_basis": PriceBasis.CASH,
    "source": "Grants as funders publish them (360Giving)",
}
SHOWN = 5
ANOTHERS = " published by "
ONE_FUNDER = "Put the awards of all funders into one file, or withdraw that figure first."


@dataclass
class Year:
    """What was awarded in an area in one financial year."""

    place: str
    starts: datetime.date
    ends: datetime.date
    line: int
    funders: set[str] = field(default_factory=set)
    count: int = 0
    total: Decimal = Decimal(0)
    first: datetime.date = datetime.date.max
    last: datetime.date = datetime.date.min

    def take(self, day: datetime.date, amount: Decimal, funder: str) -> None:
        """Count one award."""
        self.funders |= {funder} - {""}
        self.count, self.total = self.count + 1, self.total + amount
        self.first, self.last = min(self.first, day), max(self.last, day)

    @property
    def name(self) -> str:
        """The year in words."""
        return period_words(self.starts, self.ends)

    @property
    def published(self) -> str:
        """By whom the awards were published, as the source of the figure says it."""
        return f" published by {' and '.join(sorted(self.funders)) or 'the funder'}"

    def row(self) -> Row:
        """The year as a row of the import."""
        cells = [self.place, self.name, self.first.isoformat(), self.last.isoformat(), str(self.count), str(self.total)]
        return Row(self.line, cells, data=self, label=f"{self.place}, {self.name}")


class VcsGrants(sources.Source):
    """A file of grants in the columns of the 360Giving standard."""

    code = "vcs-grants"
    title = "Grants to the sector (360Giving)"
    description = (
        "Grants as a council or another funder publishes them, with the columns of 360Giving. They become one figure "
        "for each financial year of award; a year without awards stays without a figure."
    )
    permission = "compacts.record_reading"
    view_permission = "partnerships.view_import"
    run_page = "import_run"
    noun = "Figure"

    def read(self, path: Path, name: str, *, cap: int) -> sources.Reading:
        years = years_of(path, name, cap)
        last = max(each.last for each in years)

        def rows() -> Iterator[Row]:
            return iter([each.row() for each in years])

        return sources.Reading(HEADINGS, len(years), last, rows)

    def sit(self, reading: sources.Reading, *, published_on: datetime.date | None = None) -> "GrantSitting":
        years = [row.data for row in reading.rows()]
        return GrantSitting(min(each.first for each in years), max(each.last for each in years))


def years_of(path: Path, name: str, cap: int) -> list[Year]:
    """The years of a file, by area. UnusableFile where a line cannot be read: its year would come to too little."""
    found: dict[tuple[str, datetime.date], Year] = {}
    wrong = []
    with path.open("rb") as file:
        sheet = read_sheet(file, name, cap=cap)
        missing = [each for each in COLUMNS if each not in sheet.headings]
        if missing:
            raise UnusableFile(f"This is not a list of grants: it has no column {', '.join(missing)}.")
        for line, cells in sheet.rows:
            try:
                place, day, amount, funder = award_of(dict(zip(sheet.headings, cells, strict=False)))
            except ValueError as problem:
                wrong.append(f"Line {line}: {problem}")
                continue
            starts, ends = financial_year(day)
            year = found.setdefault((place, starts), Year(place, starts, ends, line))
            year.take(day, amount, funder)
    if wrong:
        more = f" And {len(wrong) - SHOWN} more." if len(wrong) > SHOWN else ""
        raise UnusableFile(
            f"{' '.join(wrong[:SHOWN])}{more} Nothing was taken, because a year would come to too little."
        )
    if not found:
        raise UnusableFile("The file has headings but no rows.")
    return [found[key] for key in sorted(found)]


def award_of(cells: dict[str, str]) -> tuple[str, datetime.date, Decimal, str]:
    """Where, when and how much was awarded, and by whom. Raises ValueError with a sentence."""
    place = cells.get(PLACE, "").strip().upper()
    if not place:
        raise ValueError("it does not say in which area.")
    if cells.get(CURRENCY, "").strip() not in ("GBP", ""):
        raise ValueError("the amount is not in pounds.")
    try:
        amount = Decimal(cells[AWARDED].replace(",", "").strip())
    except (InvalidOperation, KeyError):
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise ValueError(f"the amount '{cells.get(AWARDED, '')[:20]}' cannot be read.")
    try:
        day = datetime.date.fromisoformat(cells.get(DAY, "").strip()[:10])
    except ValueError:
        raise ValueError(f"the day of the award '{cells.get(DAY, '')[:20]}' cannot be read.") from None
    return place, day, amount, cells.get(FUNDER, "").strip()


def whole_of(known: Reading, covers: tuple[datetime.date, datetime.date]) -> bool:
    """Whether a figure covers these days, and perhaps more: somebody may have said on its page what it covers."""
    return known.covers_from <= covers[0] and covers[1] <= known.covers_to


class GrantSitting(sources.Sitting):
    """One walk through the years of a file, which is silent before its first award and after its last."""

    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self.first, self.last = first, last

    def plan(self, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
        codes = {row.data.place for row in rows}
        areas = {each.gss_code: each for each in Area.objects.filter(gss_code__in=codes)}
        held = Reading.objects.counting().filter(measure__code=CODE, area__in=areas.values())
        held = held.select_for_update(of=("self",)) if lock else held
        there = {(each.area_id, each.starts): each for each in held}
        return [self.plan_for(row, areas.get(row.data.place), there) for row in rows]

    def plan_for(self, row: Row, area: Area | None, there: dict[Any, Reading]) -> Plan:
        """What becomes of one year."""
        year: Year = row.data
        if area is None:
            said = f"There is no area with the GSS code {year.place}. Import the list of councils, which brings it."
            return Plan(row, Outcome.REFUSE, label=row.label, reason=said)
        known, label = there.get((area.pk, year.starts)), f"{area.name}, {year.name}"
        if known is not None and ANOTHERS in known.source and not known.source.endswith(year.published):
            said = f"There is a figure for {label} with the source '{known.source}'. {ONE_FUNDER}"
            return Plan(row, Outcome.REFUSE, label=label, reason=said)
        covers = self.covered(year)
        if known is not None and known.value == year.total and whole_of(known, covers):
            return Plan(row, Outcome.UNCHANGED, label=label)
        outcome = Outcome.CREATE if known is None else Outcome.UPDATE
        figure = words.money(year.total)
        said = [figure] if known is None else [f"{words.money(known.value)} becomes {figure}"]
        if known is not None and known.value == year.total:
            said = [f"{figure} covers {' to '.join(words.date(each) for each in covers)}"]
        return Plan(row, outcome, label=label, changes=said, doubts=self.doubts(year), thing=(area, known))

    def covered(self, year: Year) -> tuple[datetime.date, datetime.date]:
        """The days of a year that the file speaks of."""
        return max(year.starts, self.first), min(year.ends, self.last)

    def doubts(self, year: Year) -> list[str]:
        """That only a part of a year is in the file."""
        covers = self.covered(year)
        if covers == (year.starts, year.ends):
            return []
        days = " to ".join(words.date(each) for each in covers)
        return [
            f"The file speaks of {year.name} from {days} only, so the figure is compared with no other year. If the "
            "file holds all awards of the year, correct on the page of the figure which days it covers."
        ]

    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        measure = Measure.objects.filter(code=CODE).first() or actions.add_measure(by=by, **MEASURE)
        for plan in plans:
            if plan.thing is not None:
                self.write(by, measure, plan.row.data, *plan.thing)

    def write(self, by: Actor, measure: Measure, year: Year, area: Area, known: Reading | None) -> None:
        """Record what a year came to, or correct it."""
        covers_from, covers_to = self.covered(year)
        awards = words.plural(year.count, "award")
        figure: dict[str, Any] = {
            "value": year.total,
            "source": f"{awards}{year.published}",
            "covers_from": covers_from,
            "covers_to": covers_to,
            "nothing_reason": "" if year.total else "The awards that were published come to nothing.",
        }
        if known is None:
            period = {"starts": year.starts, "ends": year.ends}
            actions.record_reading(by=by, measure=measure, area=area, **period, **figure)
        else:
            reason = "A later list of grants gives another sum, or covers more of the year."
            actions.correct_reading(by=by, reading=known, reason=reason, **figure)
