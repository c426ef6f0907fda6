"""Excel workbooks, read only after the zip's directory has been judged, one row at a time, every cell as text."""

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from core.files.kinds import UnusableFile, open_zip
from core.files.sheets import FIELD_CAP, Row, Sheet

DAMAGED = "The workbook is damaged and cannot be read. Open it, save it again as .xlsx and send that."
CELL_CAP = 2_000_000
TAGS_CAP = 400_000
"""Tags in all parts that are read whole, before the first row: 100,000 different texts have as many."""
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
    """The parts of a workbook, each looked through piece by piece before it may be read whole.

    The sheets themselves are read row by row, after `all_read` has been set.
    """

    all_read = False
    size = tags = 0

    def open(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.all_read:
            with super().open(name) as part:
                self._look_through(part)
        return super().open(name, *args, **kwargs)

    def _look_through(self, part: Any) -> None:
        while piece := part.read(CHUNK):
            self.size += len(piece)
            self.tags += piece.count(b"<")
            if self.size > PARTS_CAP or self.tags > TAGS_CAP:
                raise UnusableFile(TOO_MUCH)


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

    file.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"):  # it warns of styles and extensions that we do not read
            reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
            reader.archive = parts = _Parts(file)
            reader.read()
            parts.all_read = True
            return reader.wb
    except UnusableFile:
        raise
    except Exception as error:  # the parser fails in many ways on a file made to break it
        raise UnusableFile(DAMAGED) from error


def _rows(worksheet: Any) -> Iterator[Row]:
    worksheet.reset_dimensions()  # the size that a workbook claims is not to be believed
    cells_read = 0
    rows = iter(worksheet.iter_rows(values_only=True))
    line = 0
    while True:
        try:
            values = next(rows)
        except StopIteration:
            return
        except Exception as error:  # as above
            raise UnusableFile(DAMAGED) from error
        line += 1
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
