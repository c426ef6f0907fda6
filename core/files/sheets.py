"""What a sheet is once it has been read, whatever file it came in, and the formula guard both directions share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.files.kinds import UnusableFile

FILE_CAP = 20_000_000
"""Bytes of a file that a person sends; a command that reads a published extract gives a larger cap."""
FIELD_CAP = 1_000_000
ROW_CAP = 500_000
COLUMN_CAP = 500

Row = tuple[int, list[str]]


@dataclass
class Sheet:
    """One sheet as read: its headings and, one at a time, its rows with the line each stands on in the file.

    `problems` fills while `rows` is walked: what is odd about a row that was kept all the same, by its line.
    """

    name: str
    encoding: str
    delimiter: str
    headings: list[str]
    rows: Iterator[Row]
    problems: dict[int, str] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows by heading; a cell that is missing is empty, a cell beyond the headings is left out."""
        for line, cells in self.rows:
            padded = cells + [""] * (len(self.headings) - len(cells))
            yield line, dict(zip(self.headings, padded, strict=False))


def tidy(rows: Iterator[Row], problems: dict[int, str], width: int, *, sparse: bool) -> Iterator[Row]:
    """Skip blank rows, drop blank cells beyond the width, and note rows that are too short or too long.

    In a workbook (`sparse`) a short row is only one whose last cells are blank, and is filled up.
    """
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if sparse and len(cells) < width:
            cells += [""] * (width - len(cells))
        if len(cells) != width:
            problems[line] = f"Line {line} has {_count(len(cells))}; {width} expected."
        yield line, cells


def _count(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"


def capped(rows: Iterator[Row]) -> Iterator[Row]:
    """Refuse a sheet with more rows or columns than anyone keeps by hand."""
    for number, (line, cells) in enumerate(rows):
        if number > ROW_CAP:
            raise UnusableFile(f"The sheet has more than {ROW_CAP:,} rows. Send it in smaller parts.")
        if len(cells) > COLUMN_CAP:
            raise UnusableFile(f"Line {line} has {len(cells):,} columns; at most {COLUMN_CAP} are read.")
        yield line, cells


_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_STARTS = frozenset("=+-@\t\r'")


def guard(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets one leading apostrophe.

    So does text that already has apostrophes before the formula character: taking one off again gives what was there.
    """
    return f"'{text}" if text[:1] in _STARTS and _RISKY.match(text) else text


def unguard(text: str) -> str:
    """Take off the apostrophe that our own sheet put before a formula character."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
