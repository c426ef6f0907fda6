"""Keeping a file, and letting it go when its time is over. What the product makes for people is in exports.py."""

import datetime
import hashlib
import io
import os
import re
import unicodedata
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction

from core import clock
from core.acts import Actor, Refused
from core.files.kinds import KINDS, UnusableFile, judge
from core.files.models import StoredFile, path_of
from core.privacy import years

SIZE_CAP = 25_000_000
"""Bytes of a file that somebody sends."""
MADE_CAP = 2_000_000_000
"""Bytes of a file that the product made itself."""
CHUNK = 1 << 18
KEPT_DAYS = {
    "export": 30,
    "report": years(7).days,
    "import": years(2).days,
    "document": years(7).days,
    "answer": 30,  # and for as long as an answer points at it
}
"""How many days a file of each purpose is kept, unless the caller knows better. Others: one year.

A file at which a record points that must not lose it (PROTECT) stays beyond that, for as long as the record does.
"""


def store(
    source: bytes | Path | BinaryIO | File,
    *,
    name: str,
    purpose: str,
    by: Actor | None,
    allowed: tuple[str, ...] = tuple(KINDS),
    kept_until: datetime.date | None = None,
    made_here: bool = False,
    own: uuid.UUID | None = None,
) -> StoredFile:
    """Keep a file under our own name, or refuse it (UnusableFile) with a sentence that says why.

    `allowed` are endings of KINDS. `made_here`: the product wrote it, so it may be larger than what people send.
    `own`: the name it is kept under, where the caller knows one by which to find it again.
    """
    with _opened(source) as file:
        cap = MADE_CAP if made_here else SIZE_CAP
        if _size(file) > cap:
            raise UnusableFile(f"The file is larger than {cap // 1_000_000} MB.")
        kind = judge(file, name, allowed)
        own = own or uuid.uuid4()
        size, fingerprint = _write(file, path_of(own))
    try:
        return StoredFile.objects.create(
            name=own,
            original_name=clean_name(name),
            content_type=kind.content_type,
            size=size,
            sha256=fingerprint,
            purpose=purpose,
            created_at=clock.true_now(),
            kept_until=kept_until or true_today() + datetime.timedelta(days=KEPT_DAYS.get(purpose, 366)),
            owner_user_id=by.user_id if by else None,
            membership_id=by.membership_id if by else None,
        )
    except BaseException:
        path_of(own).unlink(missing_ok=True)
        raise


def store_sent(field: str, sent: Any, *, purpose: str, by: Actor | None, allowed: tuple[str, ...]) -> StoredFile:
    """Keep a file that was sent in a field of a form. Refused beside that field, where it is of a kind not taken."""
    try:
        return store(sent, name=sent.name, purpose=purpose, by=by, allowed=allowed)
    except UnusableFile as refusal:
        raise UnusableFile({field: refusal.messages}) from None


def true_today() -> datetime.date:
    """Today in London, whatever story is being told: a file is not thrown away by a story."""
    return clock.london(clock.true_now()).date()


class _opened:  # noqa: N801 - reads as a verb
    """The file behind whatever was given; closed again only when it was opened here."""

    def __init__(self, source: Any) -> None:
        self.mine = isinstance(source, bytes | Path)
        self.file: Any = source
        if isinstance(source, bytes):
            self.file = io.BytesIO(source)
        elif isinstance(source, Path):
            self.file = source.open("rb")

    def __enter__(self) -> Any:
        return self.file

    def __exit__(self, *problem: object) -> None:
        if self.mine:
            self.file.close()


def _size(file: Any) -> int:
    file.seek(0, 2)
    size: int = file.tell()
    file.seek(0)
    return size


def _write(file: Any, path: Path) -> tuple[int, str]:
    """Write the content and give its size and fingerprint. A file that stands under its name is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part, seen, size = path.with_suffix(".part"), hashlib.sha256(), 0
    try:
        with part.open("wb") as target:
            for chunk in _chunks(file):
                size += len(chunk)
                seen.update(chunk)
                target.write(chunk)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return size, seen.hexdigest()


def _chunks(file: Any) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def clean_name(name: str) -> str:
    """A file's name as it may be shown: no folders, no control or direction characters, at most 150 letters."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1].encode(errors="replace").decode())
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = name.strip().rpartition(".")
    stem = " ".join(stem.replace('"', "").split())[: 149 - len(ending)] or "file"
    return f"{stem}.{ending}" if dot and len(ending) <= 10 else (" ".join(name.split())[:150] or "file")


def open_stored(stored: StoredFile) -> BinaryIO:
    """The content of a stored file. Refused where it is no longer kept."""
    try:
        return stored.path.open("rb")
    except FileNotFoundError as error:
        raise Refused("This file is no longer kept. Make it again, or ask for it to be sent again.") from error


def forget(stored: StoredFile) -> None:
    """Delete a stored file: the row now, the content when the transaction holds."""
    path = stored.path
    stored.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def forget_expired(on: datetime.date) -> int:
    """Delete the files that need not be kept any more. Returns how many."""
    count = 0
    for stored in StoredFile.objects.expired(on).order_by("pk")[:1000]:
        try:
            with transaction.atomic():
                forget(stored)
        except IntegrityError:  # somebody has just begun to point at it
            continue
        count += 1
    return count


def forget_strays(before: datetime.datetime) -> int:
    """Delete content without a row, left by a transaction that did not hold, if it is older than the moment."""
    count = 0
    for folder in sorted(Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]")):
        old = {path.name: path for path in folder.iterdir() if path.stat().st_mtime < before.timestamp()}
        names = {name: uuid.UUID(name) for name in old if re.fullmatch("[0-9a-f]{32}", name)}
        known = set(StoredFile.objects.filter(name__in=names.values()).values_list("name", flat=True))
        for name, path in old.items():
            if names.get(name) not in known:
                path.unlink(missing_ok=True)
                count += 1
    return count
