"""Excel workbooks, read only after the zip's directory has been judged, one row at a time, every cell as text."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from core.files.kinds import UnusableFile, open_zip
from core.files.sheets import FIELD_CAP, Row, Sheet

DAMAGED = "The workbook is damaged and cannot be read. Open it, save it again as .xlsx and send that."
CELL_CAP = 2_000_000
TAGS_CAP = 400_000
"""Tags in all parts that are read whole, and in a sheet beside its rows: 100,000 different texts have as many."""
TAGS_OF_A_CELL = 12
"""A cell with a value has four, one with a formula or with words in several looks some more."""
PARTS_CAP = 30_000_000
"""Bytes of these parts when opened."""
CHUNK = 1 << 18
TOO_MUCH = (
    f"The workbook holds too much beside its rows: more than {TAGS_CAP // 4:,} different texts, or as much in styles. "
    "Send it in smaller parts, or save the sheet as CSV and send that."
)
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML does not keep: a carriage return is '_x000D_'."""


class _Parts(zipfile.ZipFile):
    """The parts of a workbook that are read whole, each looked through piece by piece before."""

    size = tags = 0

    def open(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        with super().open(name) as part:
            self._look_through(part)
        return super().open(name, *args, **kwargs)

    def _look_through(self, part: Any) -> None:
        while piece := part.read(CHUNK):
            self.size += len(piece)
            self.tags += piece.count(b"<")
            if self.size > PARTS_CAP or self.tags > TAGS_CAP:
                raise UnusableFile(TOO_MUCH)


class _Unread:
    """Stands for the sheets while the other parts are read: the parser would look for the size that each claims, and
    where one claims none, read it to its end."""

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(b"<worksheet/>")


class _Sheets(zipfile.ZipFile):
    """The sheets of a workbook, which are read row by row.

    The parser keeps what is no row, and every cell of a row until its end: so of tags that no row accounts for there
    may be as many as in the other parts.
    """

    tags, accounted = 0, TAGS_CAP

    def open(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        return _Counted(super().open(name, *args, **kwargs), self)

    def account(self, values: Sequence[Any]) -> None:
        """Let a row's own tags pass: its cells, of which one with a value has several."""
        self.accounted += 2 + sum(1 if value is None else TAGS_OF_A_CELL for value in values)


class _Counted:
    """A sheet as the parser reads it, its tags counted on the way."""

    def __init__(self, part: Any, sheets: _Sheets) -> None:
        self.part, self.sheets, self.close = part, sheets, part.close

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self.part.read(size)
        self.sheets.tags += piece.count(b"<")
        if self.sheets.tags > self.sheets.accounted:
            raise UnusableFile(TOO_MUCH)
        return piece

    def __enter__(self) -> "_Counted":
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()


def read(file: BinaryIO, name: str) -> tuple[Sheet, Iterator[Row]]:
    """The first sheet that is not hidden, still without headings, and the iterator of all its rows."""
    with open_zip(file):
        pass  # judged by its directory alone
    book = _opened(file)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise UnusableFile("The workbook has no sheet that can be seen.")
    rows = _rows(visible[0])
    return Sheet(name, "xlsx", "", [], rows), rows


def _opened(file: BinaryIO) -> Any:
    from openpyxl.reader.excel import ExcelReader  # takes a while to load, and few pages read a workbook

    class Reader(ExcelReader):
        def read_workbook(self) -> None:
            super().read_workbook()
            self.wb._archive = _Unread()

    file.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns of styles and extensions that we do not read
            reader = Reader(file, read_only=True, data_only=True, keep_links=False)
            reader.archive = _Parts(file)
            reader.read()
            reader.wb._archive = _Sheets(file)
            return reader.wb
    except UnusableFile:
        raise
    except Exception as error:  # the parser fails in many ways on a file made to break it
        raise UnusableFile(DAMAGED) from error


def _rows(worksheet: Any) -> Iterator[Row]:
    cells_read, sheets = 0, worksheet.parent._archive
    rows = iter(worksheet.iter_rows(values_only=True))
    line = 0
    while True:
        try:
            values = next(rows)
        except StopIteration:
            return
        except UnusableFile:
            raise
        except Exception as error:  # as above
            raise UnusableFile(DAMAGED) from error
        line += 1
        sheets.account(values)
        cells_read += len(values)
        if cells_read > CELL_CAP:
            raise UnusableFile(f"The sheet has more than {CELL_CAP:,} cells. Send it in smaller parts.")
        yield line, [cell_text(value, line) for value in values]


def cell_text(value: Any, line: int = 0) -> str:
    """A cell as a person would write it: ISO dates, whole numbers without '.0', yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return _checked(ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)), line)


def number_text(value: float) -> str:
    """A number at the 15 digits a spreadsheet keeps, never with an exponent and never with '.0'."""
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _checked(text: str, line: int) -> str:
    if len(text) > FIELD_CAP:
        raise UnusableFile(f"Line {line} holds a cell of more than {FIELD_CAP:,} characters.")
    if "\0" in text:
        raise UnusableFile(f"Line {line} holds a character that no text has (NUL).")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnusableFile(f"Line {line} holds half a character (a lone surrogate), which cannot be kept.") from error
    return text
