"""Sheets out: cells that are text stay text, numbers stay numbers, nothing is hidden and nothing is a formula."""

import csv
import datetime
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from core.files.sheets import guard
from core.pages.words import cut

__all__ = ["add_sheet", "guard", "new_workbook", "stream_csv", "write_csv", "write_xlsx"]

BOM = "\ufeff"
LONDON = ZoneInfo("Europe/London")
CHUNK_ROWS = 200
TELL_EVERY = 1000
EXCEL_ROWS = 1_048_576
EXCEL_TEXT = 32_767
CUT = " [cut here: a cell of a workbook holds no more; the CSV has it whole]"
FORMATS = {
    "text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "number": {"num_format": "#,##0.###############", "valign": "top"},
    "integer": {"num_format": "0", "valign": "top"},
    "money": {"num_format": "#,##0.00", "valign": "top"},
    "percent": {"num_format": "0.000%", "valign": "top"},
    "date": {"num_format": "d mmmm yyyy", "valign": "top", "align": "left"},
    "datetime": {"num_format": "d mmmm yyyy hh:mm", "valign": "top", "align": "left"},
}
"""How each kind of column looks in a workbook. A kind not named here is text."""


def csv_cell(value: Any) -> Any:
    """A value as a CSV holds it: guarded text, bare numbers, ISO dates in London time, yes and no."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else ""
    if isinstance(value, float):
        return value if math.isfinite(value) else ""
    if isinstance(value, int):
        return value
    if isinstance(value, datetime.datetime):
        return local(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return guard(str(value))


def local(moment: datetime.datetime) -> datetime.datetime:
    """A moment as the clock on a London wall shows it, without its zone."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment


def csv_row(row: Iterable[Any]) -> list[Any]:
    """A row of CSV cells."""
    return [guard(cell) if type(cell) is str else csv_cell(cell) for cell in row]


def write_csv(file: IO[bytes], headings: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a CSV (RFC 4180: CRLF, UTF-8 with its mark, so that Excel reads the letters right) to a binary file."""
    for chunk in stream_csv(headings, rows):
        file.write(chunk)


def stream_csv(headings: Sequence[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The same CSV in pieces, the headings at once and then some hundred rows a time, for a streamed answer."""
    yield from encoded(chain([list(headings)], rows) if headings else rows)


def encoded(rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """Rows as pieces of CSV; the first piece is the first row alone."""
    rows = iter(rows)
    start, size = BOM, 1
    while batch := list(islice(rows, size)):
        buffer = io.StringIO(newline="")
        csv.writer(buffer).writerows(map(csv_row, batch))
        yield (start + buffer.getvalue()).encode("utf-8", "replace")
        start, size = "", CHUNK_ROWS


def write_xlsx(
    path: str | Path,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Iterable[Any]],
    kinds: Sequence[str] = (),
    tell: Callable[[int], object] | None = None,
) -> int:
    """Write a workbook of one sheet, a row at a time whatever their number. Returns how many.

    `kinds`: see FORMATS, one per column. `tell` is given the number of rows so far, every thousand.
    """
    written = 0

    def counted() -> Iterator[Iterable[Any]]:
        nonlocal written
        for row in rows:
            written += 1
            if tell and written % TELL_EVERY == 0:
                tell(written)
            yield row

    book = new_workbook(path, title)
    try:
        add_sheet(book, title, headings, counted(), kinds)
    finally:
        book.close()
    return written


def new_workbook(path: str | Path, title: str, made_at: datetime.datetime | None = None) -> Any:
    """An empty workbook in constant memory, in which no text can turn into a formula, a link or a number."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title, **({"created": local(made_at)} if made_at else {})})
    book.looks = {kind: book.add_format(look) for kind, look in FORMATS.items()}
    book.looks["heading"] = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    return book


def add_sheet(
    book: Any, title: str, headings: Sequence[str], rows: Iterable[Iterable[Any]], kinds: Sequence[str] = ()
) -> None:
    """Add one sheet to a workbook: headings that stay in view, columns wide enough, typed cells."""
    sheet = book.add_worksheet(sheet_name(title, {name.lower() for name in book.sheetnames}))
    rows = iter(rows)
    first = [list(row) for row in islice(rows, 100)]
    kinds = list(kinds) + ["text"] * max(0, len(headings) - len(kinds))
    for column, width in enumerate(widths(headings, first)):
        sheet.set_column(column, column, width)
    if headings:
        sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, excel_text(guard(heading)), book.looks["heading"])
    for number, row in enumerate(chain(first, rows), 1 if headings else 0):
        if number >= EXCEL_ROWS:
            raise ValueError("A workbook's sheet holds no more than 1,048,576 rows.")
        for column, value in enumerate(row):
            _write(sheet, book.looks, number, column, value, kinds[column] if column < len(kinds) else "text")


def _write(sheet: Any, looks: dict[str, Any], row: int, column: int, value: Any, kind: str) -> None:
    if value is None or value == "":
        return
    if type(value) is str:  # most cells are
        sheet.write_string(row, column, excel_text(guard(value)), looks["text"])
    elif isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no", looks["text"])
    elif isinstance(value, int | float | Decimal) and _exact(value):
        sheet.write_number(
            row, column, cut(value) if kind == "percent" else value, looks[kind] if kind in NUMERIC else looks["number"]
        )
    elif isinstance(value, datetime.date) and value.year >= 1900:
        moment = local(value) if isinstance(value, datetime.datetime) else value
        timed = isinstance(value, datetime.datetime)
        sheet.write_datetime(row, column, moment, looks["datetime" if timed and kind != "date" else "date"])
    elif text := excel_text(csv_cell(value)):
        sheet.write_string(row, column, text, looks["text"])


NUMERIC = frozenset({"number", "integer", "money", "percent"})


def _exact(value: float | Decimal) -> bool:
    """Whether a workbook, which keeps 15 digits, can hold the number."""
    return math.isfinite(value) and -(10**15) < value < 10**15


_LONE = re.compile("[\ud800-\udfff]")


def excel_text(value: Any) -> str:
    """Text as a workbook's cell can hold it: guarded, whole characters only, not longer than Excel opens."""
    text = value if isinstance(value, str) else str(value)
    text = text if text.isascii() else _LONE.sub("?", text)
    return text if len(text) <= EXCEL_TEXT else text[: EXCEL_TEXT - len(CUT)] + CUT


def widths(headings: Sequence[str], rows: list[list[Any]]) -> list[int]:
    """Column widths, in characters, that show most of the first rows without making a sheet endless."""
    columns = max([len(headings), *map(len, rows)], default=0)
    longest = [8] * columns
    for row in [list(headings), *rows]:
        for column, value in enumerate(row):
            longest[column] = max(longest[column], min(60, _shown_length(value) + 2))
    return longest


def _shown_length(value: Any) -> int:
    if isinstance(value, datetime.date):
        return 18
    return max(map(len, str("" if value is None else value).splitlines()), default=0)


def sheet_name(title: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel takes for a sheet (31 characters, some forbidden), not yet taken in the workbook."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]", " ", title)
    name = " ".join(name.split()).strip("'")[:31].strip(" '") or "Sheet"
    if name.lower() == "history":
        name = "History of it"
    plain, number = name, 1
    while name.lower() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: 31 - len(ending)].rstrip() + ending
    return name
