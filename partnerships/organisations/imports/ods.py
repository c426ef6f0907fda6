"""NHS organisations in the layout of the Organisation Data Service (its CSV files: etr, eccg, eauth and others).

27 columns without headings; older or shortened files have the first 24 alone. The columns used here, counted from 1:
1 code, 2 name, 3 national grouping, 5 to 9 address, 10 postcode, 11 open date, 12 close date, 14 sub-type (in eccg:
C for a clinical commissioning group, H for a commissioning hub), 15 parent organisation, 18 telephone.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from core import clock
from core.files.kinds import UnusableFile
from core.imports.sources import Reading, Row
from partnerships.organisations.imports.entries import (
    Entry,
    Unreadable,
    clean,
    code_of,
    date_of,
    figures,
    in_order,
    name_of,
)
from partnerships.organisations.imports.lists import OrganisationList, main_bodies_first, newest, opened, understood
from partnerships.organisations.imports.naming import titled
from partnerships.organisations.models import Scheme
from partnerships.organisations.rules import normal_postcode

FULL, SHORT = 27, 24
UNKNOWN = "other-nhs-body"
CALLED = {
    0: "ODS code",
    1: "Name",
    2: "National grouping",
    **{place: f"Address, line {place - 3}" for place in range(4, 9)},
    9: "Postcode",
    10: "Open date",
    11: "Close date",
    13: "Sub-type",
    14: "Parent organisation",
    17: "Telephone",
}
"""The cells that are read, by their place: the file has no headings."""

KINDS: tuple[tuple[str, str], ...] = (
    (r"\bCOMMISSIONING HUB\b", "commissioning-hub"),
    (r"\bICB - \w+$", "sub-icb-location"),
    (r"\b(INTEGRATED CARE BOARD|ICB)$", "integrated-care-board"),
    (r"\b(CCG|CLINICAL COMMISSIONING GROUP)$", "clinical-commissioning-group"),
    (r"\b(COMMISSIONING SUPPORT UNIT|CSU)$", "commissioning-support-unit"),
    (r"\bSTRATEGIC HEALTH AUTHORITY$", "strategic-health-authority"),
    (r"\b(PRIMARY CARE TRUST|PCT)$", "primary-care-trust"),
    (r"\bFOUNDATION TRUST$", "nhs-foundation-trust"),
    (r"\bCARE TRUST( PLUS)?$", "care-trust"),
    (r"\bTRUST$", "nhs-trust"),
    (r"\bGOVERNMENT OFFICE REGION$", "government-office-region"),
    (r"\bCOMMISSIONING REGION$", "nhs-england-region"),
    (r"^NHS ENGLAND\b", "nhs-england-region"),
    (r"\b(GOVERNMENT|DEPARTMENT OF [A-Z ]+)$", "government-department"),
)
"""What the end of a name says of the kind of body; the first that fits."""


class OdsList(OrganisationList):
    """NHS bodies by ODS code."""

    code = "ods"
    title = "NHS organisations (ODS layout)"
    description = (
        "A file of the Organisation Data Service, such as etr (NHS trusts) or eccg (clinical commissioning groups): "
        "27 columns without headings, or the first 24 of them."
    )

    def cells_of(self, headings: Sequence[str], given: dict[str, Any]) -> list[tuple[int, str]]:
        return list(CALLED.items())

    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        total, usable, dates = 0, 0, []
        for row in rows_of(path, name, cap):
            total += 1
            usable += SHORT <= len(row.raw) <= FULL
            if row.data:
                dates.append(newest((row.data.opened, row.data.closed), clock.today()))
                dates = [newest(dates, clock.today())]
        if not usable:
            raise UnusableFile(
                f"This is not a file in the ODS layout: its rows do not have {FULL} (or {SHORT}) columns. "
                "Choose the right list."
            )
        as_at = dates[0] if dates else None
        return Reading([], total, as_at, lambda: main_bodies_first(lambda: rows_of(path, name, cap)))


def rows_of(path: Path, name: str, cap: int) -> Iterator[Row]:
    """Each row as an entry, or with what keeps it from being one."""
    with opened(path, name, cap=cap, headings=False, delimiter=",", width=FULL) as sheet:
        for line, cells in sheet.rows:
            if SHORT <= len(cells) <= FULL:
                yield understood(line, cells, entry_of, cells)
            else:
                problem = f"The row has {len(cells)} cells; {FULL} (or the first {SHORT}) are expected."
                yield Row(line, cells, problem=problem, label=" ".join(cells[1:2])[:100])


def entry_of(cells: list[str]) -> Entry:
    """An NHS body."""
    key = code_of(Scheme.ODS, cells[0], "The ODS code")
    given = name_of(cells[1])
    opened_on, closed = date_of(cells[10], "open date"), date_of(cells[11], "close date")
    in_order(opened_on, closed)
    kind, doubts = kind_of(given, figures(cells[13]).upper())
    return Entry(
        key=key,
        name=titled(given),
        kind=kind,
        opened=opened_on,
        closed=closed,
        facts=facts_of(cells, doubts),
        part_of=main_of(cells, kind, key[1]),
        doubts=tuple(doubts),
    )


def kind_of(name: str, sub_type: str) -> tuple[str, list[str]]:
    """The kind of body by its name; by the sub-type where the file's own column says more."""
    upper = name.upper()
    kind = next((code for pattern, code in KINDS if re.search(pattern, upper)), UNKNOWN)
    if kind == "clinical-commissioning-group" and sub_type == "H":
        return "commissioning-hub", ["The file's sub-type says commissioning hub, the name a CCG; taken as a hub."]
    if kind == UNKNOWN:
        return kind, ["Neither name nor sub-type says what kind of body it is; taken as another NHS body."]
    return kind, []


def facts_of(cells: list[str], doubts: list[str]) -> dict[str, Any]:
    """Address, postcode and telephone. An empty cell says nothing."""
    address = ", ".join(titled(line) for line in (clean(cell) for cell in cells[4:9]) if line)
    facts: dict[str, Any] = {"address": address, "postcode": normal_postcode(figures(cells[9]))}
    facts["telephone"] = figures(cells[17])
    for name, most in (("address", 400), ("postcode", 10), ("telephone", 40)):
        if len(facts[name]) > most:
            doubts.append(f"The {name} is longer than {most} letters; left out.")
            facts[name] = ""
    return {name: value for name, value in facts.items() if value}


def main_of(cells: list[str], kind: str, own: str) -> tuple[str, str] | None:
    """The body it is part of: its parent organisation; of a local office of NHS England, the region it stands in."""
    parent = figures(cells[14]).upper()
    if not parent and kind == "nhs-england-region" and own.startswith("Q"):
        parent = figures(cells[2]).upper()
    if not parent or parent == own:
        return None
    try:
        return code_of(Scheme.ODS, parent, "The parent's code")
    except Unreadable:
        return None
