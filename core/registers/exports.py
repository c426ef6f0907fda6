"""A register as a sheet: CSV at once, XLSX at once when it is short and in the background when it is long."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpResponse, QueryDict, StreamingHttpResponse

from core import clock
from core.acts import authorise
from core.files.downloads import csv_download, workbook_download
from core.files.exports import keep_workbook
from core.files.writers import stream_csv, write_xlsx
from core.registers import copying
from core.registers.register import REGISTERS, Register
from core.registers.selection import Selection
from core.work.kinds import Progress, handler
from core.work.models import WorkRow

AT_ONCE = 1000
"""A workbook of as many rows is made while the person waits."""


def allowed_to_export(register: Register) -> str:
    """The permission an export needs."""
    return register.export_permission or register.permission


def file_name(register: Register, ending: str) -> str:
    """For example partners-2026-11-22.csv."""
    return f"{register.name}-{clock.today().isoformat()}.{ending}"


def csv_pieces(selection: Selection) -> Iterator[bytes]:
    """The whole selection as CSV: UTF-8 with a byte order mark, one line of titles, then the rows."""
    columns = selection.columns
    if connection.vendor != "postgresql":
        yield from stream_csv([each.title for each in columns], selection.all_rows(columns))
        return
    heading = io.StringIO()
    csv.writer(heading).writerow([each.title for each in columns])
    yield b"\xef\xbb\xbf" + heading.getvalue().encode()
    yield from copying.lines(selection.in_order, columns)


def csv_response(selection: Selection) -> StreamingHttpResponse:
    """The selection, streamed."""
    return csv_download(csv_pieces(selection), file_name(selection.register, "csv"))


def make_workbook(selection: Selection, path: Path, progress: Progress | None = None) -> int:
    """Write the selection to a workbook at `path`. Returns the number of rows."""
    columns = selection.columns
    headings, kinds = [each.title for each in columns], [each.kind for each in columns]
    return write_xlsx(path, selection.register.title, headings, selection.all_rows(columns), kinds, tell=progress)


def workbook_response(selection: Selection) -> HttpResponse:
    """A short selection as a workbook."""
    return workbook_download(lambda path: make_workbook(selection, path), file_name(selection.register, "xlsx"))


@handler("export", title="Export", limit=900)
def export(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make a workbook of a register in the background. The permission is checked again, and rows are seen as now."""
    register = REGISTERS[row.args["register"]]
    authorise(row.actor, allowed_to_export(register))
    selection = Selection(register, row.actor, QueryDict(row.args["query"]))
    name = file_name(register, "xlsx")
    return keep_workbook(row, progress, name, lambda path: make_workbook(selection, path, progress))
