"""A register as a sheet: CSV at once, XLSX at once when it is short and in the background when it is long."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpResponse, QueryDict, StreamingHttpResponse

from core import clock
from core.acts import authorise
from core.files.actions import link_to, store
from core.files.downloads import csv_download, workbook_download
from core.files.writers import stream_csv, write_xlsx
from core.registers import copying
from core.registers.paging import turn
from core.registers.register import REGISTERS, Register, Selection
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
    yield from copying.lines(turn(selection.sorted, down=selection.order[1]), columns)


def csv_response(selection: Selection) -> StreamingHttpResponse:
    """The selection, streamed."""
    return csv_download(csv_pieces(selection), file_name(selection.register, "csv"))


def make_workbook(selection: Selection, path: Path, progress: Progress | None = None) -> int:
    """Write the selection to a workbook at `path`. Returns the number of rows."""
    columns = selection.columns
    written = 0

    def counted() -> Iterator[tuple[Any, ...]]:
        nonlocal written
        for row in selection.all_rows(columns):
            written += 1
            if progress and written % 2000 == 0:
                progress(written)
            yield row

    kinds = [each.kind for each in columns]
    write_xlsx(path, selection.register.title, [each.title for each in columns], counted(), kinds)
    return written


def workbook_response(selection: Selection) -> HttpResponse:
    """A short selection as a workbook."""
    return workbook_download(lambda path: make_workbook(selection, path), file_name(selection.register, "xlsx"))


@handler("export", title="Export", limit=900)
def export(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make a workbook of a register in the background. The permission is checked again, and rows are seen as now."""
    register = REGISTERS[row.args["register"]]
    authorise(row.actor, allowed_to_export(register))
    selection = Selection(register, row.actor, QueryDict(row.args["query"]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        count = make_workbook(selection, path, progress)
        progress(count, count)
        stored = store(path, name=file_name(register, "xlsx"), purpose="export", by=row.actor, made_here=True)
    return {**link_to(stored, row.actor), "rows": count}
