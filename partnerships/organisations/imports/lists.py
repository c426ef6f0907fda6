"""What the lists of organisations share: how a file is looked through, and how its rows are walked."""

import datetime
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.files.kinds import UnusableFile
from core.files.readers import read_sheet
from core.files.sheets import Sheet
from core.imports.sources import Reading, Row, Source
from partnerships.organisations.imports.entries import Entry, Unreadable
from partnerships.organisations.imports.sitting import OrganisationSitting

Cells = dict[str, str]
EntryOf = Callable[[Cells], Entry]


class OrganisationList(Source):
    """A published list of organisations."""

    permission = "partnerships.import_organisations"
    view_permission = "partnerships.view_import"
    run_page = "import_run"

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
) -> Reading:
    """A list whose first row names its columns; further columns are left alone."""

    def walk() -> Iterator[Row]:
        with opened(path, name, cap=cap, delimiter=delimiter, quotes=quotes) as sheet:
            yield from rows_of(sheet, entry_of)

    with opened(path, name, cap=cap, delimiter=delimiter, quotes=quotes) as sheet:
        refuse_other_columns(sheet, columns, title)
        total = sum(1 for _ in sheet.rows)
    refuse_empty(total)
    return Reading(sheet.headings, total, None, walk)


def refuse_other_columns(sheet: Sheet, columns: Sequence[str], title: str) -> None:
    """Refuse a file that is another list than it was said to be."""
    missing = [each for each in columns if each not in sheet.headings]
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        raise UnusableFile(f"This is not the list '{title}': it has no column {shown}. Choose the right list.")


def refuse_empty(total: int) -> None:
    """Refuse a file that holds headings and nothing else."""
    if not total:
        raise UnusableFile("The file has headings but no rows.")


def rows_of(sheet: Sheet, entry_of: EntryOf) -> Iterator[Row]:
    """Each row of a headed sheet as an entry, or with what keeps it from being one."""
    width = len(sheet.headings)
    for line, cells in sheet.rows:
        if len(cells) != width:
            yield Row(line, cells, problem=f"The row has {len(cells)} cells; there are {width} headings.")
            continue
        yield understood(line, cells, entry_of, dict(zip(sheet.headings, cells, strict=True)))


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
