"""A prepared report as a workbook and as a CSV: the same figures, numbers as numbers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.files.writers import add_sheet, encoded, new_workbook
from core.reports.declaration import Heading, Prepared, Table


def render_xlsx(prepared: Prepared, path: str | Path) -> None:
    """Write a workbook: a first sheet that says what it is, then one sheet for each table."""
    book = new_workbook(path, prepared.title, prepared.made_at)
    try:
        notes = [(table.title, table.note) for table in prepared.tables if table.note]
        about = [("Report", prepared.title), ("About", prepared.description), *prepared.facts, *notes]
        add_sheet(book, "About", (), about)
        for table in prepared.tables:
            add_sheet(book, table.title, table.headings, table.all_rows(), table.kinds)
    finally:
        book.close()


def render_csv(prepared: Prepared) -> Iterator[bytes]:
    """The report as a CSV, in pieces.

    A report of one table is that table alone. With several, the header comes first, and a title row before each table
    and for each heading.
    """
    tables = prepared.tables
    if len(tables) == 1:
        return encoded(_lines(tables[0]))
    return encoded(_all_lines(prepared))


def _lines(table: Table) -> Iterator[list[Any]]:
    yield table.headings
    yield from table.all_rows()


def _all_lines(prepared: Prepared) -> Iterator[list[Any]]:
    yield [prepared.title]
    yield from ([label, value] for label, value in prepared.facts)
    for section in prepared.sections:
        yield []
        if isinstance(section, Heading):
            yield [section.title]
            continue
        table = section if isinstance(section, Table) else section.table
        yield [table.title]
        yield from _lines(table)
        if table.note:
            yield [table.note]
