"""The rows of a contract register in the layout in which commissioners publish theirs, understood cell by cell."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path

from django.core.exceptions import ValidationError

from commissioning.contracts.registers import PublishedContracts
from core import clock
from core.fields import is_seen
from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.files.sheets import Sheet
from core.imports.sources import Reading, Row
from core.pages.fields import plain_number

TITLES = {each.title.casefold(): each.name for each in PublishedContracts.columns}
CALLED = {each.name: each.title for each in PublishedContracts.columns}
NEEDED = ("reference", "title", "supplier", "award_value", "starts")
DATES = ("starts", "current_end", "maximum_end")
LONGEST = {"reference": 60, "title": 200, "supplier": 255, "supplier_identifier": 60, "description": 5000, "route": 100,
           "category": 100}  # fmt: skip
ISO, BRITISH = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"),
)
EXAMPLES = {"iso": "2008-04-01", "british": "01/04/2008"}
MOST = Decimal(10) ** 12
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0", "")


class Unreadable(Exception):
    """Why a cell cannot be understood, in a sentence."""


@dataclass
class Entry:
    """What a row says of a contract; `given` are the columns that the sheet has."""

    reference: str
    title: str
    supplier: str
    value: Decimal
    starts: datetime.date
    supplier_identifier: str = ""
    description: str = ""
    current_end: datetime.date | None = None
    maximum_end: datetime.date | None = None
    extended: bool = False
    route: str = ""
    category: str = ""
    doubts: list[str] = field(default_factory=list)
    given: frozenset[str] = frozenset()


def reading_of(path: Path, name: str, cap: int) -> Reading:
    """A register that was found usable. UnusableFile says which column is misspelt, doubled or missing."""

    def walk() -> Iterator[Row]:
        with path.open("rb") as file:
            sheet = read_sheet(file, name, own=True, cap=cap)
            yield from rows_of(sheet, columns_of(sheet.headings))

    with path.open("rb") as file:
        sheet = read_sheet(file, name, own=True, cap=cap)
        columns_of(sheet.headings)
        headings, total = sheet.headings, sum(1 for _ in sheet.rows)
    if not total:
        raise UnusableFile("The file has headings but no rows.")
    return Reading(headings, total, None, walk)


def columns_of(headings: Sequence[str]) -> list[str]:
    """The column of each heading; empty for one that the layout does not know, which is left alone."""
    found: list[str] = []
    wrong = []
    for heading in headings:
        name = TITLES.get(heading.casefold(), "")
        if not name and (near := get_close_matches(heading.casefold(), TITLES, n=1, cutoff=0.75)):
            wrong.append(f"There is no column '{heading[:60]}'. Did you mean '{CALLED[TITLES[near[0]]]}'?")
        if name and name in found:
            wrong.append(f"The column '{CALLED[name]}' stands in the sheet twice. Take one away.")
        found.append(name)
    missing = [CALLED[each] for each in NEEDED if each not in found]
    if missing:
        wrong.append(f"This is not a register of contracts: it has no column {', '.join(missing)}.")
    if wrong:
        raise UnusableFile([ValidationError(each) for each in wrong])
    return found


def not_read(headings: Sequence[str]) -> list[str]:
    """The headings that the layout does not know: what stands in their columns is not kept."""
    return [each[:60] for each in headings if each.strip() and each.casefold() not in TITLES]


def headings_of(path: Path, name: str, cap: int) -> Sequence[str]:
    """The headings of a file that was found usable."""
    with path.open("rb") as file:
        return read_sheet(file, name, own=True, cap=cap).headings


def rows_of(sheet: Sheet, columns: Sequence[str]) -> Iterator[Row]:
    """Each row as an entry, or with what keeps it from being one. All days of a sheet are written in one form."""
    form = ""
    for line, raw in sheet.rows:
        cells = {name: cell.strip() for name, cell in zip(columns, raw, strict=False) if name}
        label = " ".join(each for each in (cells.get("reference"), cells.get("title")) if each)[:100]
        if line in sheet.problems:
            yield Row(line, raw, problem=sheet.problems[line], label=label)
            continue
        form = form or form_of([cells.get(name, "") for name in DATES])
        try:
            yield Row(line, raw, data=entry_of(cells, form), label=label)
        except Unreadable as problem:
            yield Row(line, raw, problem=str(problem), label=label)


def form_of(cells: Sequence[str]) -> str:
    """In which form the days are written: by the first that is written in one of the two."""
    for each in cells:
        if ISO.fullmatch(each):
            return "iso"
        if BRITISH.fullmatch(each):
            return "british"
    return ""


def entry_of(cells: dict[str, str], form: str) -> Entry:
    """A row understood. Raises Unreadable with every sentence on what is wrong with it."""
    wrong: list[str] = []

    def read(name: str, how):  # type: ignore[no-untyped-def]
        try:
            return how(name, cells.get(name, ""))
        except Unreadable as problem:
            wrong.append(str(problem))
            return None

    texts = {name: read(name, text_in) for name in LONGEST}
    value = read("award_value", amount_in)
    days = {name: read(name, lambda name, cell: day_in(name, cell, form)) for name in DATES}
    extendable, extended = read("extendable", answer_in), read("extended", answer_in)
    wrong += contradictions(days, extendable) if not wrong else []
    if wrong:
        raise Unreadable(" ".join(wrong))
    doubts = []
    if extendable and days["maximum_end"] is None:
        doubts.append("It can be extended, but the sheet does not say until when.")
    return Entry(**texts, value=value, **days, extended=bool(extended), doubts=doubts, given=frozenset(cells))  # type: ignore[arg-type]


def kind_of(category: str, route: str) -> str:
    """A grant where the register says so of its category or route; else a contract."""
    return "grant" if "grant" in f"{category} {route}".casefold().split() else "contract"


def contradictions(days: dict[str, datetime.date | None], extendable: bool | None) -> list[str]:
    """What the days of a row say against each other."""
    starts, ends, last = (days[name] for name in DATES)
    found = []
    if starts and ends and ends < starts:
        found.append("Its current end is before its start.")
    if ends and last and last < ends:
        found.append("Its maximum end is before its current end.")
    if extendable and ends and last and last == ends:
        found.append("It says it can be extended, but its maximum end is its current end.")
    return found


def text_in(name: str, cell: str) -> str:
    """A text, which some columns must have."""
    if not cell and name in NEEDED:
        raise Unreadable(f"{CALLED[name]}: the cell is empty.")
    if cell and not is_seen(cell):
        raise Unreadable(f"{CALLED[name]}: the cell holds only marks that nobody sees. Type it again.")
    if len(cell) > LONGEST[name]:
        raise Unreadable(f"{CALLED[name]}: {len(cell)} letters are too many; {LONGEST[name]} at most.")
    return cell


def amount_in(name: str, cell: str) -> Decimal:
    """An amount of pounds, with pence at most."""
    try:
        amount = Decimal(plain_number(cell))
    except InvalidOperation:
        raise Unreadable(f"{CALLED[name]}: '{cell[:20]}' is no amount in pounds, like 1,200.50.") from None
    if not 0 <= amount < MOST:
        raise Unreadable(f"{CALLED[name]}: '{cell[:20]}' is below nought or too large.")
    if amount != amount.quantize(Decimal("0.01")):
        raise Unreadable(f"{CALLED[name]}: '{cell[:20]}' has parts of a penny.")
    return amount


def day_in(name: str, cell: str, form: str) -> datetime.date | None:
    """A day in the form of the sheet."""
    if not cell:
        if name in NEEDED:
            raise Unreadable(f"{CALLED[name]}: the cell is empty.")
        return None
    iso, british = ISO.fullmatch(cell), BRITISH.fullmatch(cell)
    if (iso and form == "british") or (british and form == "iso"):
        raise Unreadable(
            f"{CALLED[name]}: '{cell[:20]}'. Days above are written like {EXAMPLES[form]}: write all of them so, "
            "since 03/04 can be March or April."
        )
    try:
        parts = [int(each) for each in (iso.groups() if iso else british.groups()[::-1] if british else ())]
        day = datetime.date(*parts)
    except (ValueError, TypeError):
        raise Unreadable(f"{CALLED[name]}: '{cell[:20]}' is no day. Write it like 01/04/2008 or 2008-04-01.") from None
    if not clock.EARLIEST <= day <= clock.LATEST:
        raise Unreadable(f"{CALLED[name]}: '{cell[:20]}' cannot be right.")
    return day


def answer_in(name: str, cell: str) -> bool:
    """Yes or no; an empty cell is no."""
    if cell.casefold() not in (*YES, *NO):
        raise Unreadable(f"{CALLED[name]}: write Yes or No.")
    return cell.casefold() in YES
