"""One way to read a sheet that somebody sends: CSV, tab-separated or an Excel workbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.files import text_sheets, workbooks
from core.files.kinds import UnusableFile, judge
from core.files.sheets import FILE_CAP, Row, Sheet, capped, tidy, unguard

__all__ = ["Sheet", "UnusableFile", "read_sheet", "unguard"]

ENDINGS = ("csv", "tsv", "txt", "xlsx")


def read_sheet(
    source: str | Path | BinaryIO,
    name: str = "",
    *,
    delimiter: str = "",
    headings: bool = True,
    own: bool = False,
    quotes: bool = True,
    width: int = 0,
    cap: int = FILE_CAP,
) -> Sheet:
    """Open a sheet and read its headings; its rows come as they are asked for. UnusableFile says why it cannot be.

    `headings=False`: the file has none, and the first row says how wide it is. `own=True`: our own sheet come back, so
    guarding apostrophes are taken off. `quotes=False`: quotation marks are letters like any other. `width`: how wide
    the rows of a sheet without headings are, where its first row may be a bad one. `cap` is in bytes.
    """
    file, mine = _opened(source)
    name = name or Path(str(getattr(file, "name", ""))).name
    try:
        _refuse_large(file, cap)
        kind = judge(file, name, ENDINGS)
        if kind.ending == "xlsx":
            sheet, rows = workbooks.read(file, name)
        else:
            sheet, rows = text_sheets.read(file, name, delimiter, tabs_likely=kind.ending == "tsv", quotes=quotes)
        if own:
            rows = ((line, [unguard(cell) for cell in cells]) for line, cells in rows)
        return _with_headings(
            sheet, _closing(rows, file if mine else None), headings, width, sparse=kind.ending == "xlsx"
        )
    except BaseException:
        if mine:
            file.close()
        raise


def _opened(source: str | Path | BinaryIO) -> tuple[BinaryIO, bool]:
    if isinstance(source, str | Path):
        try:
            return open(source, "rb"), True
        except OSError as error:
            raise UnusableFile(f"{source} cannot be opened: {error.strerror}.") from error
    return source, False


def _refuse_large(file: BinaryIO, cap: int) -> None:
    size = file.seek(0, 2)
    if size is None:  # an uploaded file's seek() says nothing
        size = file.tell()
    if size > cap:
        raise UnusableFile(f"The file is larger than {cap // 1_000_000} MB. Send it in smaller parts.")


def _closing(rows: Iterator[Row], file: BinaryIO | None) -> Iterator[Row]:
    try:
        yield from capped(rows)
    finally:
        if file is not None:
            file.close()


def _with_headings(sheet: Sheet, rows: Iterator[Row], wanted: bool, width: int, *, sparse: bool) -> Sheet:
    first = next(((line, cells) for line, cells in rows if any(cell.strip() for cell in cells)), None)
    if first is None:
        raise UnusableFile("The file holds no rows.")
    cells = first[1]
    while cells and wanted and not cells[-1].strip():
        cells.pop()
    if wanted:
        sheet.headings = [" ".join(cell.split()) for cell in cells]
    else:
        rows = _again(first, rows)
    sheet.rows = tidy(rows, sheet.problems, width or len(cells), sparse=sparse)
    return sheet


def _again(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows
