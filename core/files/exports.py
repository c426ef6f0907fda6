"""Exports: files that the product makes for a person, given out while that person sees what was seen then."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse

from core.acts import Actor, Refused, authorise
from core.files.actions import store
from core.files.models import StoredFile
from core.work.actions import ask
from core.work.kinds import Progress
from core.work.models import State, WorkRow

CLOSED_SINCE = (
    "What you may see has changed since this file was made: your roles have, or who funds whom, or whose an answer "
    "is. It may hold what is closed to you now, so it is not given out."
)
FORGOTTEN = (
    "It is not known any more how this file was made. Go to the list it came from, and take it from there again."
)


def keep_workbook(row: WorkRow, progress: Progress, name: str, write: Callable[[Path], int]) -> dict[str, Any]:
    """What a piece of work says of the workbook it made: `write` puts it at a path and gives the number of its rows.

    The file and what is said of it are kept together, so that work begun again after that does not make another.
    """
    if row.link:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        count = write(path)
        with transaction.atomic():
            stored = store(path, name=name, purpose="export", by=row.actor, made_here=True)
            progress(count, count, keep={**link_to(stored, row.actor), "rows": count})
    return row.result


def link_to(stored: StoredFile, by: Actor) -> dict[str, str]:
    """What a piece of work says of the export it made: where it is, and what the person it was made for saw then."""
    return {"link": address_of(stored), "text": f"Download {stored.original_name}", "sight": by.sight}


def address_of(stored: StoredFile) -> str:
    """Where an export is given out."""
    return reverse("file_download", args=[stored.name])


def work_behind(stored: StoredFile) -> WorkRow | None:
    """The piece of work that made an export; None once it is forgotten."""
    rows = WorkRow.objects.filter(asked_by_id=stored.owner_user_id, result__link=address_of(stored))
    return rows.order_by("-pk").first()


def refuse_if_closed_since(by: Actor, stored: StoredFile) -> None:
    """Refuse an export that may hold what its owner may not see any more: they see by another mark than it was made."""
    row = work_behind(stored)
    if row is None or row.result.get("sight") != by.sight:
        raise Refused(CLOSED_SINCE)


@transaction.atomic
def make_again(*, by: Actor, stored: StoredFile) -> WorkRow:
    """Ask for an export once more, with what its owner may see now.

    Asked twice, it is made once; what failed or was cancelled does not count.
    """
    authorise(by, "core.view_own_file", stored)
    row = work_behind(stored)
    if row is None:
        raise Refused(FORGOTTEN)
    asked = WorkRow.objects.filter(key__startswith=f"again:{row.pk}:")
    standing = asked.exclude(state__in=[State.FAILED, State.CANCELLED]).order_by("pk").first()
    return standing or ask(by, row.kind, key=f"again:{row.pk}:{asked.count()}", **row.args)
