"""Answers that are files: all of them say the same to the browser, which is to save them and nothing else."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from core.files.actions import open_stored
from core.files.kinds import KINDS
from core.files.models import StoredFile

CSV = "text/csv; charset=utf-8"
XLSX = KINDS["xlsx"].content_type
R = TypeVar("R", bound=HttpResponseBase)


def download_response(stored: StoredFile) -> FileResponse:
    """A stored file as an attachment. The caller has checked who may have it."""
    name = stored.original_name
    return guarded(
        FileResponse(open_stored(stored), as_attachment=True, filename=name, content_type=stored.content_type)
    )


def csv_download(pieces: Iterable[bytes], name: str) -> StreamingHttpResponse:
    """A CSV, streamed as it is made. `name` is one of our own."""
    return attached(StreamingHttpResponse(pieces, content_type=CSV), name)


def workbook_download(write: Callable[[Path], Any], name: str) -> HttpResponse:
    """A workbook that `write` puts at the path it is given. `name` is one of our own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        write(path)
        return attached(HttpResponse(path.read_bytes(), content_type=XLSX), name)


def attached(response: R, name: str) -> R:
    """An answer under the name it is saved by."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return guarded(response)


def guarded(response: R) -> R:
    """Give a download the headers that keep a browser from doing anything with it but saving it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Accept-Ranges"] = "none"
    return response
