"""UK councils, past and present, with their successors (mySociety's list of local authority names and codes).

The column `end-date` holds the last day for some and the successor's first day for others (Northamptonshire was
abolished on 1 April 2021, and so it says; Dorset on the same day of 2019, and it says 31 March): a day on which the
successor already stood is taken as its first day.
"""

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from core import clock
from core.files.kinds import UnusableFile
from core.imports.sources import Reading, Row
from partnerships.organisations.imports.entries import (
    Code,
    Entry,
    Passing,
    Place,
    Unreadable,
    clean,
    code_of,
    date_of,
    in_order,
    name_of,
)
from partnerships.organisations.imports.lists import OrganisationList, headed, newest, understood
from partnerships.organisations.models import AreaKind, Scheme, SuccessionKind

COLUMNS = (
    "local-authority-code",
    "official-name",
    "nice-name",
    "gss-code",
    "start-date",
    "end-date",
    "replaced-by",
    "nation",
    "region",
    "local-authority-type",
    "county-la",
    "former-gss-codes",
)
MOST = 5000
"""Rows of a list of councils; the UK has not had so many."""

TYPES: dict[str, tuple[str, AreaKind | None]] = {
    "CTY": ("county-council", AreaKind.COUNTY),
    "UA": ("unitary-authority", AreaKind.COUNTY),
    "MD": ("metropolitan-district", AreaKind.COUNTY),
    "LBO": ("london-borough", AreaKind.COUNTY),
    "CC": ("city-corporation", AreaKind.COUNTY),
    "NMD": ("district-council", AreaKind.DISTRICT),
    "SCO": ("scottish-council", AreaKind.COUNTY),
    "WPA": ("welsh-council", AreaKind.COUNTY),
    "NID": ("northern-ireland-council", AreaKind.COUNTY),
    "COMB": ("combined-authority", None),
    "SRA": ("strategic-regional-authority", None),
}
"""The list's types: the kind of council, and of the area it alone looks after (none for one that spans others')."""

DAY = datetime.timedelta(days=1)
Cells = dict[str, str]


class CouncilList(OrganisationList):
    """Councils, their areas and their successors."""

    columns = COLUMNS
    code = "councils"
    title = "UK councils"
    description = (
        "mySociety's list of UK local authorities, past and current, as CSV: names, GSS codes, dates and, in the "
        "column replaced-by, their successors."
    )

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        once = headed(path, name, COLUMNS, self.title, own_entry, cap=cap)
        if once.total > MOST:
            raise UnusableFile(f"The file has {once.total:,} rows: no list of councils is that long.")
        rows = in_turn(list(once.rows()), once.headings)
        dates = [day for row in rows if row.data for day in (row.data.opened, row.data.closed)]
        return replace(once, as_at=newest(dates, clock.today()), rows=lambda: iter(rows))


def own_entry(cells: Cells) -> Entry:
    """A council by its own row alone; what depends on other rows is added by `in_turn`."""
    key = code_of(Scheme.COUNCIL, cells["local-authority-code"], "The council code")
    kind = clean(cells["local-authority-type"]).upper()
    if kind not in TYPES:
        raise Unreadable(f"The type '{kind[:20]}' of council is not known.")
    opened, closed = date_of(cells["start-date"], "start date"), date_of(cells["end-date"], "end date")
    in_order(opened, closed)
    gss = [code_of(Scheme.GSS, cells["gss-code"], "The GSS code")] if cells["gss-code"].strip() else []
    former = [code_of(Scheme.GSS, each, "The former GSS code") for each in listed(cells["former-gss-codes"])]
    name = name_of(cells["official-name"], "council's name")
    return Entry(
        key=key,
        codes=tuple(gss),
        former_codes=tuple(code for code in former if code not in gss),
        name=name,
        short_name=clean(cells["nice-name"])[:255],
        kind=TYPES[kind][0],
        opened=opened,
        closed=closed,
    )


def listed(cell: str) -> list[str]:
    """What a cell names, separated by commas."""
    return [each.strip() for each in cell.split(",") if each.strip()]


@dataclass(frozen=True)
class Council:
    """A row with its cells by column, for what depends on other rows."""

    row: Row
    cells: Cells

    @property
    def entry(self) -> Entry:
        entry: Entry = self.row.data
        return entry

    @property
    def successors(self) -> list[str]:
        return [each.upper() for each in listed(self.cells["replaced-by"])]


def in_turn(rows: list[Row], headings: list[str]) -> list[Row]:
    """The rows with their areas and successors, in such an order that successors and counties come first."""
    councils = [Council(row, dict(zip(headings, row.raw, strict=True))) for row in rows if row.data]
    by_code = {each.entry.key[1]: each for each in councils}
    merged: dict[str, int] = {}
    for code in (code for each in councils for code in each.successors):
        merged[code] = merged.get(code, 0) + 1
    done = [whole(each, by_code, merged) for each in councils]
    taken = sorted((row for row in done if row.data), key=turn)
    return [row for row in [*rows, *done] if not row.data] + taken


def turn(row: Row) -> tuple[int, int, int]:
    """Those that stand longest first, so that a successor comes before those it succeeds; counties before districts."""
    entry: Entry = row.data
    return -(entry.closed or datetime.date.max).toordinal(), int(entry.kind == "district-council"), row.line


def whole(council: Council, by_code: dict[str, Council], merged: dict[str, int]) -> Row:
    """A row with its last day put right, its successors and its area."""
    return understood(council.row.line, council.row.raw, whole_entry, council, by_code, merged)


def whole_entry(council: Council, by_code: dict[str, Council], merged: dict[str, int]) -> Entry:
    """A council with what other rows say of it."""
    entry, doubts = council.entry, []
    found = [by_code[code] for code in council.successors if code in by_code]
    starts = [each.entry.opened for each in found if each.entry.opened]
    closed = entry.closed
    if closed and closed in starts:
        closed -= DAY
    elif closed and starts and closed + DAY not in starts:
        doubts.append(f"It ended on {closed:%-d %B %Y}, but its successor began on {min(starts):%-d %B %Y}.")
    in_order(entry.opened, closed)
    passing = None
    if council.successors and closed is None:
        doubts.append("It is said to be replaced, but not when; its successors are left out.")
    elif council.successors and closed:
        to = tuple(code_of(Scheme.COUNCIL, code, "The successor's code") for code in council.successors)
        passing = Passing(to, passing_kind(council, merged), closed + DAY)
    place = place_of(council, found, closed, doubts)
    return replace(entry, closed=closed, passing=passing, place=place, doubts=tuple(doubts))


def passing_kind(council: Council, merged: dict[str, int]) -> str:
    """Into several it was split; with others into one it merged; alone into one, its work passed on."""
    if len(council.successors) > 1:
        return SuccessionKind.SPLIT
    return SuccessionKind.MERGER if merged[council.successors[0]] > 1 else SuccessionKind.ABOLITION


def place_of(
    council: Council, successors: list[Council], closed: datetime.date | None, doubts: list[str]
) -> Place | None:
    """The area the council looks after. A region that is missing is that of its successor."""
    kind = TYPES[clean(council.cells["local-authority-type"]).upper()][1]
    if kind is None:
        return None
    entry = council.entry
    after = successors[0].cells if successors else {}
    county: Code | None = None
    if stated := clean(council.cells["county-la"]).upper():
        county = code_of(Scheme.COUNCIL, stated, "The county council's code")
        later = clean(after.get("county-la", "")).upper()
        if later and later != stated:
            doubts.append(f"It is said to lie in the county of {stated}, but its successor in that of {later}.")
    return Place(
        name=entry.short_name or entry.name,
        kind=kind,
        gss=next((value for scheme, value in entry.codes if scheme == Scheme.GSS), None),
        region=clean(council.cells["region"]) or clean(after.get("region", "")),
        nation=clean(council.cells["nation"]),
        county=county,
        starts=entry.opened,
        ends=closed,
    )
