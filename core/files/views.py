"""Files that were made for a person in the background, given to that person."""

import uuid

from django.http import FileResponse, HttpRequest

from core.files.actions import download_response
from core.files.models import StoredFile
from core.pages.page import find, page


@page("core.view_own_file")
def file_download(request: HttpRequest, name: uuid.UUID) -> FileResponse:
    """An export that this person asked for."""
    exports = StoredFile.objects.filter(purpose="export")
    return download_response(find(exports, request.actor, name=name))  # type: ignore[attr-defined]
