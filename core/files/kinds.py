"""Which kinds of file are taken, judged by what is in them and by the name they carry: both must agree."""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from django.core.exceptions import ValidationError

HEAD = 4096
"""How many bytes are looked at to tell one kind from another."""


class UnusableFile(ValidationError):
    """A file that cannot be used at all, with a sentence that says why and what to do."""


@dataclass(frozen=True)
class Kind:
    """One kind of file that is taken: its name's ending, what it is called, and how its content is known."""

    ending: str
    words: str
    content_type: str
    family: str  # text, zip or magic
    mark: str = ""  # for zip: a member it must hold; for magic: the ending that its first bytes tell


KINDS = {
    kind.ending: kind
    for kind in (
        Kind("csv", "a CSV file", "text/csv", "text"),
        Kind("tsv", "a tab-separated file", "text/tab-separated-values", "text"),
        Kind("txt", "a plain text file", "text/plain", "text"),
        Kind(
            "xlsx",
            "an Excel workbook",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "zip",
            "xl/workbook.xml",
        ),
        Kind(
            "docx",
            "a Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "zip",
            "word/document.xml",
        ),
        Kind("pdf", "a PDF document", "application/pdf", "magic", ".pdf"),
        Kind("png", "a PNG picture", "image/png", "magic", ".png"),
        Kind("jpg", "a JPEG picture", "image/jpeg", "magic", ".jpg"),
        Kind("jpeg", "a JPEG picture", "image/jpeg", "magic", ".jpg"),
    )
}

FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file, or one protected by a password"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"\x89png", "a picture"),
    (b"gif8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters, without the dot."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def what_it_looks_like(head: bytes) -> str:
    """In plain words what a file that is no plain text is; empty when nothing speaks against plain text."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, words in FOREIGN:
        if start.startswith(mark.lower()):
            return words
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "a program" if head.startswith(b"MZ") else ""
    return ""


def judge(file: BinaryIO, name: str, allowed: tuple[str, ...] = tuple(KINDS)) -> Kind:
    """The kind of a file whose name and content agree, or UnusableFile. The file is left at its start."""
    kind = KINDS.get(ending_of(name))
    if kind is None or kind.ending not in allowed:
        raise UnusableFile(f"This kind of file is not taken. Send one whose name ends in {_listed(allowed)}.")
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise UnusableFile("The file is empty.")
    try:
        agreed = {"text": _is_text, "zip": _is_zip_of, "magic": _has_magic}[kind.family](file, head, kind)
    finally:
        file.seek(0)
    if not agreed:
        looks = what_it_looks_like(head)
        said = f"it is {looks}" if looks else f"what is in it is not {kind.words}"
        raise UnusableFile(
            f"The name ends in .{kind.ending}, but {said}. Save it again in the right kind and send that."
        )
    return kind


def _listed(endings: tuple[str, ...]) -> str:
    dotted = [f".{ending}" for ending in endings]
    return dotted[0] if len(dotted) == 1 else f"{', '.join(dotted[:-1])} or {dotted[-1]}"


def _is_text(file: BinaryIO, head: bytes, kind: Kind) -> bool:
    """Plain text has few control characters; one stray NUL is left to the reader, which names its line."""
    if what_it_looks_like(head):
        return False
    odd = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return odd * 50 < len(head) + 50 or head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _has_magic(file: BinaryIO, head: bytes, kind: Kind) -> bool:
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return bool(found) and kind.mark in {match.extension for match in found if match.confidence >= 0.4}


def _is_zip_of(file: BinaryIO, head: bytes, kind: Kind) -> bool:
    if not head.startswith(b"PK\x03\x04"):
        return False
    with open_zip(file) as archive:
        return kind.mark in archive.namelist()


ENTRIES_CAP = 2_000
EXPANDED_CAP = 120_000_000
RATIO_CAP = 150
RATIO_FROM = 1_000_000
"""Small entries may be squeezed as hard as they like; from this size (bytes) on the ratio is held to RATIO_CAP."""


def open_zip(file: BinaryIO) -> zipfile.ZipFile:
    """A zip file whose directory promises no more than we are willing to expand; nothing is expanded here."""
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnusableFile("The file is damaged and cannot be opened. Save it again and send that.") from error
    if len(entries) > ENTRIES_CAP or sum(entry.file_size for entry in entries) > EXPANDED_CAP:
        raise UnusableFile("The file would become far too large when opened. Send it in smaller parts.")
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO_CAP * max(entry.compress_size, 1):
            raise UnusableFile(
                "The file is packed in a way that no ordinary program does. Save it again and send that."
            )
        if entry.flag_bits & 0x1:
            raise UnusableFile("The file is protected by a password. Take the password off and send it again.")
        if entry.filename.lower().endswith("vbaproject.bin"):
            raise UnusableFile("The file holds macros. Save it without them (as .xlsx or .docx) and send that.")
    return archive
