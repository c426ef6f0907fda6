"""The published lists of places: overlaps of health bodies and councils, the tiers of councils, and points of areas."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from core.acts import Actor
from core.files.kinds import UnusableFile
from core.imports.built import Built
from core.imports.models import ImportRun
from core.imports.sources import Reading, Sitting, Source, register
from partnerships.organisations.imports.entries import Code, Unreadable, clean, code_of, figures
from partnerships.organisations.imports.lists import headed
from partnerships.organisations.models import Scheme
from partnerships.places import import_actions, sittings, undoing
from partnerships.places.models import MOST, AreaPoint, CouncilTier, SmallAreaCount

ROWS = 50_000
"""Rows that a list of places may have: more than twice what a nation of small bodies would need."""
NO_COUNCIL = ("E11", "E13")
"""How the codes of metropolitan counties and of inner and outer London begin: they have no council, so that a borough
or metropolitan district, which such a list puts below them, is its own upper tier."""
Cells = dict[str, str]


@dataclass(frozen=True)
class Overlap:
    """How many small areas a health body and a council's area share, with the shares as the list states them."""

    body: Code
    area: str
    named: str
    number: int
    of_body: Decimal | None
    of_area: Decimal | None

    @property
    def label(self) -> str:
        return self.named


@dataclass(frozen=True)
class InTier:
    """In which upper-tier council's area a lower-tier one lies."""

    area: str
    upper: str
    label: str


@dataclass(frozen=True)
class Point:
    """Where the area of a council is drawn; nowhere where the list does not say."""

    area: str
    label: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None


class PlaceList(Source):
    """A published list of places."""

    permission = "partnerships.import_organisations"
    view_permission = "partnerships.view_import"
    run_page = "import_run"
    taken_by_row = True
    columns: tuple[str, ...]
    entry_of: Callable[[Cells], object]

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        found = headed(path, name, self.columns, self.title, type(self).entry_of, cap=cap)  # type: ignore[arg-type]
        if found.total > ROWS:
            raise UnusableFile(f"The file has {found.total:,} rows: no list of areas is that long.")
        return found

    def sit_for_row(  # type: ignore[override]
        self, reading: Reading, *, published_on: datetime.date | None = None
    ) -> Sitting:
        sitting = self.sit(reading, published_on=published_on)
        sitting.alone = True  # type: ignore[attr-defined]
        return sitting

    def cells_of(self, headings: Sequence[str], given: dict[str, Any]) -> list[tuple[int, str]]:
        return [(place, name) for place, name in enumerate(headings) if name in self.columns]

    def built_since(self, run: ImportRun, actor: Actor) -> list[Built]:
        return undoing.counted_since(run, self.facts[0], actor)

    def while_undone(self, by: Actor, run: ImportRun) -> AbstractContextManager[None]:
        return import_actions.undoing(by, run)

    def would_take_back(self, run: ImportRun) -> list[tuple[str, int, list[str]]]:
        return undoing.would_take_back(run, self.facts)


def overlap(cells: Cells) -> Overlap:
    """A row of the list of overlaps."""
    return Overlap(
        body=code_of(Scheme.ODS, cells["ccg_ods"], "The ODS code"),
        area=code_of(Scheme.GSS, cells["lad_gss"], "The council's GSS code")[1],
        named=f"{clean(cells['ccg_name'])} and {clean(cells['lad_name'])}"[:300],
        number=counted(cells["lsoas"]),
        of_body=per_cent(cells["percent_of_ccg"], "percent_of_ccg"),
        of_area=per_cent(cells["percent_of_lad"], "percent_of_lad"),
    )


def tier(cells: Cells) -> InTier:
    """A row of the list of tiers."""
    area = code_of(Scheme.GSS, cells["LTLA17CD"], "The lower tier's GSS code")[1]
    upper = code_of(Scheme.GSS, cells["UTLA17CD"], "The upper tier's GSS code")[1]
    label = f"{clean(cells['LTLA17NM'])} in {clean(cells['UTLA17NM'])}"[:300]
    return InTier(area, area if upper.startswith(NO_COUNCIL) else upper, label)


def point(cells: Cells) -> Point:
    """A row of the list of councils, of which only the point is read."""
    label = clean(cells["official-name"])[:300]
    if not cells["lat"].strip() and not cells["long"].strip():
        return Point("", label)
    area = code_of(Scheme.GSS, cells["gss-code"], "The GSS code")[1]
    latitude, longitude = (degrees(cells[name], name, most) for name, most in (("lat", 90), ("long", 180)))
    return Point(area, label, latitude, longitude)


def counted(text: str) -> int:
    """A count of small areas, at least one."""
    plain = figures(text).replace(",", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10 and 0 < int(plain) <= MOST):
        raise Unreadable(f"The number of small areas '{clean(text)[:40]}' is not a whole number from 1 to {MOST:,}.")
    return int(plain)


def per_cent(text: str, column: str) -> Decimal | None:
    """A share as the list states it. None where the cell is empty."""
    if not text.strip():
        return None
    found = number_of(text)
    if found is None or not 0 <= found <= 100:
        raise Unreadable(f"The share '{clean(text)[:40]}' in the column {column} is not a percentage from 0 to 100.")
    return found


def degrees(text: str, column: str, most: int) -> Decimal:
    """A latitude or longitude."""
    found = number_of(text)
    if found is None or abs(found) > most:
        said = f"'{clean(text)[:40]}' is not one" if text.strip() else "is missing"
        raise Unreadable(f"The {column} {said}: write degrees, such as 52.06.")
    return found.quantize(Decimal("0.000001"))


def number_of(text: str) -> Decimal | None:
    """A number; None where it is none."""
    plain = figures(text).removesuffix("%")
    try:
        found = Decimal(plain) if plain.isascii() and len(plain) <= 30 else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < 1000 else None


class Overlaps(PlaceList):
    """How many small areas each health body shares with each lower-tier council."""

    noun = "Count"
    facts = (SmallAreaCount,)
    code = "overlaps"
    title = "Overlaps of health bodies and councils"
    description = (
        "How many small areas (LSOA) each clinical commissioning group shares with each lower-tier council, as CSV: "
        "ccg_ods, ccg_name, lad_gss, lad_name, lsoas, percent_of_ccg, percent_of_lad. Import the NHS bodies and the "
        "councils first."
    )
    columns = ("ccg_ods", "ccg_name", "lad_gss", "lad_name", "lsoas", "percent_of_ccg", "percent_of_lad")
    entry_of = staticmethod(overlap)

    def sit(self, reading: Reading, *, published_on: datetime.date | None = None) -> Sitting:  # type: ignore[override]
        return sittings.OverlapSitting(self, reading, published_on)


class CouncilTiers(PlaceList):
    """In which upper-tier council's area each lower-tier one lies."""

    noun = "Tier"
    facts = (CouncilTier,)
    code = "council-tiers"
    title = "Lower and upper tiers of councils"
    description = (
        "In which upper-tier council's area each lower-tier one lies, as CSV: LTLA17CD, LTLA17NM, UTLA17CD, UTLA17NM. "
        "Metropolitan districts and London boroughs are their own upper tier."
    )
    columns = ("LTLA17CD", "LTLA17NM", "UTLA17CD", "UTLA17NM")
    entry_of = staticmethod(tier)

    def sit(self, reading: Reading, *, published_on: datetime.date | None = None) -> Sitting:  # type: ignore[override]
        return sittings.TierSitting(self, reading, published_on)


class CouncilPoints(PlaceList):
    """Where the area of each council is drawn on the map."""

    noun = "Point"
    facts = (AreaPoint,)
    code = "council-points"
    title = "Points of councils for the map"
    description = (
        "mySociety's list of UK local authorities once more, for its columns lat and long: where the area of each "
        "council is drawn on the map of areas. Import it as 'UK councils' first."
    )
    columns = ("gss-code", "official-name", "lat", "long")
    entry_of = staticmethod(point)

    def sit(self, reading: Reading, *, published_on: datetime.date | None = None) -> Sitting:  # type: ignore[override]
        return sittings.PointSitting(self, reading, published_on)

    def built_since(self, run: ImportRun, actor: Actor) -> list[Built]:
        return undoing.drawn_since(run)

    def while_undone(self, by: Actor, run: ImportRun) -> AbstractContextManager[None]:
        return nullcontext()


LISTS = [register(each) for each in (Overlaps(), CouncilTiers(), CouncilPoints())]
