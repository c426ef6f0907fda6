"""CSV and tab-separated files, read as they come: which letters, which delimiter, which line each row begins on."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from core.files.kinds import UnusableFile
from core.files.sheets import FIELD_CAP, Row, Sheet

DELIMITERS = ",\t;"
CHUNK = 1 << 20
END = "\ue000end of file\ue000"
"""A line of our own after the last: found inside a cell, it tells that a quotation mark was never closed."""

csv.field_size_limit(FIELD_CAP)  # the standard library keeps one limit for the whole process


def read(file: BinaryIO, name: str, delimiter: str, *, tabs_likely: bool, quotes: bool) -> tuple[Sheet, Iterator[Row]]:
    """The sheet, still without headings, and the iterator of all its rows."""
    encoding = encoding_of(file)
    delimiter = delimiter or sniffed(_sample(file, encoding), tabs_likely, quotes)
    rows = _rows(file, encoding, delimiter, quotes)
    return Sheet(name, encoding, delimiter, [], rows), rows


def encoding_of(file: BinaryIO) -> str:
    """utf-8, utf-8-sig, utf-16 or cp1252; a file that is none of them, or that holds NUL, cannot be used."""
    file.seek(0)
    head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _walk(file, "utf-16", "This file says that it is UTF-16 (Unicode) but is not. Save it as 'CSV UTF-8'.")
        return "utf-16"
    marked = head.startswith(codecs.BOM_UTF8)
    try:
        _walk(file, "utf-8", "")
    except UnicodeDecodeError as error:
        _refuse_surrogates(file, marked, error)
        _walk(file, "cp1252", "The letters of this file cannot be made out. Save it as 'CSV UTF-8' and send that.")
        return "cp1252"
    return "utf-8-sig" if marked else "utf-8"


def _walk(file: BinaryIO, encoding: str, refusal: str) -> None:
    """Decode the whole file once, to be sure of it before the first row is given out."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    line, data = 1, b"-"
    while data:
        data = file.read(CHUNK)
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            if refusal:
                raise UnusableFile(refusal) from error
            raise
        if "\0" in text:
            line += text[: text.index("\0")].count("\n")
            raise UnusableFile(f"Line {line} holds a character that no text has (NUL). Save the sheet again as CSV.")
        line += text.count("\n")


def _refuse_surrogates(file: BinaryIO, marked: bool, error: UnicodeDecodeError) -> None:
    """Half a character (a lone surrogate) is not taken for letters of another alphabet."""
    try:
        decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        file.seek(0)
        for data in iter(lambda: file.read(CHUNK), b""):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        if not marked:
            return
        raise UnusableFile("This file says that it is UTF-8 but is not. Save it as 'CSV UTF-8' again.") from error
    raise UnusableFile(
        "This file holds halves of characters (lone surrogates), which cannot be kept. Save it as 'CSV UTF-8' again."
    ) from error


def _sample(file: BinaryIO, encoding: str) -> list[str]:
    file.seek(0)
    text = codecs.getincrementaldecoder(encoding)("ignore").decode(file.read(64_000))
    return [line for line in text.splitlines() if line.strip()][:30]


def sniffed(lines: list[str], tabs_likely: bool, quotes: bool) -> str:
    """The delimiter under which most rows are as wide as the first, and that is wider than one."""

    def fit(delimiter: str) -> tuple[int, int, bool]:
        try:
            widths = [len(row) for row in _parse(lines, delimiter, quotes)]
        except csv.Error:
            return 0, 0, False
        same = sum(width == widths[0] for width in widths) if widths and widths[0] > 1 else 0
        return same, widths[0] if same else 0, tabs_likely and delimiter == "\t"

    return max(DELIMITERS, key=fit)


def _parse(lines: Iterable[str], delimiter: str, quotes: bool):  # type: ignore[no-untyped-def]
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)


def _rows(file: BinaryIO, encoding: str, delimiter: str, quotes: bool) -> Iterator[Row]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        parsed = _parse(chain(text, [END]), delimiter, quotes)
        start = 1
        for cells in parsed:
            if cells == [END]:
                return
            if cells and cells[-1].endswith(END):
                raise UnusableFile(
                    f"A quotation mark on line {start} or after it is never closed. Correct it and send."
                )
            yield start, cells
            start = parsed.line_num + 1
    except csv.Error as error:
        raise UnusableFile(
            f"Line {start} holds a cell of more than {FIELD_CAP:,} characters. Look for a quotation mark too many."
        ) from error
    finally:
        if not file.closed:
            text.detach()  # or the wrapper would close a file that is not ours
