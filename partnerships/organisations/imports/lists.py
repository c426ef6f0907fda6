"""What the lists of organisations share: how a file is looked through, and how its rows are walked."""

import datetime
import difflib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.files.sheets import Sheet
from core.imports.sources import Reading, Row, Source
from core.pages import words
from partnerships.organisations.imports.entries import Entry, Unreadable, clean
from partnerships.organisations.imports.repeating import repeat_again
from partnerships.organisations.imports.sitting import OrganisationSitting
from partnerships.organisations.models import (
    Area,
    AreaServed,
    Identifier,
    KindSpell,
    Lineage,
    Organisation,
    OrganisationName,
    Tie,
)

Cells = dict[str, str]
EntryOf = Callable[[Cells], Entry]


class OrganisationList(Source):
    """A published list of organisations."""

    permission = "partnerships.import_organisations"
    view_permission = "partnerships.view_import"
    run_page = "import_run"
    taken_by_row = True
    records = Organisation
    parts = (Lineage, Tie, AreaServed, KindSpell, OrganisationName, Identifier)
    places = (Area,)
    void_values: ClassVar[dict[str, Any]] = {"code": "", "search_text": ""}
    columns: Sequence[str] = ()
    """The headings that are read; all where none are named."""

    def cells_of(self, headings: Sequence[str], given: dict[str, Any]) -> list[tuple[int, str]]:
        return [(place, name) for place, name in enumerate(headings) if not self.columns or name in self.columns]

    def put_back(self, records: Sequence[Organisation]) -> set[str]:
        return repeat_again(records)

    @abstractmethod
    def read(self, path: Path, name: str, *, cap: int) -> Reading: ...

    def sit(self, reading: Reading, *, published_on: datetime.date | None = None) -> OrganisationSitting:
        return OrganisationSitting(self, published_on or reading.as_at)


@contextmanager
def opened(path: Path, name: str, *, cap: int, **options: Any) -> Iterator[Sheet]:
    """A sheet of a published list. Guarding apostrophes are taken off: refused rows come back as we wrote them out."""
    try:
        file = path.open("rb")
    except OSError as problem:
        raise UnusableFile(f"{name} cannot be opened: {problem.strerror}.") from problem
    with file:
        yield read_sheet(file, name, own=True, cap=cap, **options)


def headed(
    path: Path,
    name: str,
    columns: Sequence[str],
    title: str,
    entry_of: EntryOf,
    *,
    cap: int,
    delimiter: str = "",
    quotes: bool = True,
    is_part: Callable[[Cells], bool] | None = None,
) -> Reading:
    """A list whose first row names its columns; further columns are left alone.

    `is_part` tells by a row's cells that its body is part of another, which may stand anywhere in the file: such rows
    are walked after the others.
    """

    def walk() -> Iterator[Row]:
        for late in (None,) if is_part is None else (False, True):
            with opened(path, name, cap=cap, delimiter=delimiter, quotes=quotes) as sheet:
                yield from rows_of(sheet, entry_of, is_part, late)

    with opened(path, name, cap=cap, delimiter=delimiter, quotes=quotes) as sheet:
        refuse_other_columns(sheet, columns, title)
        total = sum(1 for _ in sheet.rows)
    refuse_empty(total)
    return Reading(sheet.headings, total, None, walk)


def refuse_other_columns(sheet: Sheet, columns: Sequence[str], title: str) -> None:
    """Refuse a file that is another list than it was said to be."""
    missing = [each for each in columns if each not in sheet.headings]
    if missing and len(missing) < len(columns) and (misspelt := nearest(missing[0], sheet.headings, columns)):
        more = f" It lacks {words.plural(len(missing) - 1, 'other column')} too." if len(missing) > 1 else ""
        raise UnusableFile(
            f"The file has no column '{missing[0]}'; the nearest is '{misspelt}'. Correct the heading and send the "
            f"file again, or choose 'Import another sheet' and say there what each column means.{more}"
        )
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        raise UnusableFile(f"This is not the list '{title}': it has no column {shown}. Choose the right list.")


def nearest(wanted: str, headings: Sequence[str], columns: Sequence[str]) -> str:
    """The heading that may be meant by a column that is missing: no other column of the list has it for its own."""
    free = {each.casefold(): each for each in headings if each not in columns}
    close = difflib.get_close_matches(wanted.casefold(), list(free), n=1, cutoff=0.75)
    return clean(free[close[0]])[:60] if close else ""


def refuse_empty(total: int) -> None:
    """Refuse a file that holds headings and nothing else."""
    if not total:
        raise UnusableFile("The file has headings but no rows.")


def rows_of(
    sheet: Sheet, entry_of: EntryOf, is_part: Callable[[Cells], bool] | None = None, late: bool | None = None
) -> Iterator[Row]:
    """Each row of a headed sheet as an entry, or with what keeps it from being one. `late`: those of parts alone, or
    the others alone; which they are is seen before they are read."""
    width = len(sheet.headings)
    for line, cells in sheet.rows:
        if len(cells) != width:
            if not late:
                yield Row(line, cells, problem=f"The row has {len(cells)} cells; there are {width} headings.")
            continue
        by_name = dict(zip(sheet.headings, cells, strict=True))
        if is_part is None or is_part(by_name) == late:
            yield understood(line, cells, entry_of, by_name)


def understood(line: int, cells: list[str], read: Callable[..., Entry], *given: Any) -> Row:
    """A row with its entry, or with its problem."""
    try:
        entry = read(*given)
    except Unreadable as problem:
        return Row(line, cells, problem=str(problem), label=" ".join(cells[1:3])[:100])
    return Row(line, cells, data=entry)


def newest(dates: Iterable[datetime.date | None], today: datetime.date) -> datetime.date | None:
    """The latest of the dates that is not in the future: the list is at least as new as that."""
    return max((each for each in dates if each and each <= today), default=None)


def main_bodies_first(walk: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """The rows of bodies that are part of no other, then the others: a main body may stand anywhere in the file."""
    yield from (row for row in walk() if not is_part(row))
    yield from (row for row in walk() if is_part(row))


def is_part(row: Row) -> bool:
    """Whether a row is about a part of another body."""
    return bool(row.data and row.data.part_of)
