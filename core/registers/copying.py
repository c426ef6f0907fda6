"""A register as CSV straight from PostgreSQL: the database writes the lines, nothing is held in memory."""

import io
import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, Func, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, NullIf

from core.registers.columns import CHOICE, DATETIME, TEXT, YES_NO, Column

RISKY = r"^'*[=+\-@\t\r]"
"""Text that a spreadsheet would take for a formula begins like this; it gets one more apostrophe in front."""


PIECE = 262_144
"""Bytes handed on at a time."""


class LondonText(Func):
    """A moment as London's clocks show it, to the minute."""

    template = "to_char(%(expressions)s AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI')"
    output_field = CharField()


def written(column: Column) -> Any:
    """The expression with which the database writes a column's value, the same as `Column.plain` and `guard`."""
    value = column.expression
    if column.kind == TEXT:
        text = Cast(value, CharField())
        guarded = Case(When(**{f"{column.name}_plain__regex": RISKY}, then=Concat(Value("'"), text)), default=text)
        return NullIf(guarded, Value(""))
    if column.kind == CHOICE:
        titles = (column.choices or {}).items()
        whens = [When(**{f"{column.name}_plain": key}, then=Value(str(title))) for key, title in titles]
        return Case(*whens, default=Cast(value, CharField()), output_field=CharField())
    if column.kind == YES_NO:
        yes, no = When(**{f"{column.name}_plain": True}, then=Value("Yes")), Value("No")
        return Case(When(**{f"{column.name}_plain": None}, then=None), yes, default=no, output_field=CharField())
    return LondonText(value) if column.kind == DATETIME else value


def lines(rows: QuerySet, columns: Sequence[Column]) -> Iterator[bytes]:
    """The rows as CSV lines, in pieces of some 64 KiB, from one COPY."""
    plain = {f"{each.name}_plain": each.expression for each in columns}
    cells = {f"{each.name}_cell": written(each) for each in columns}
    values = rows.annotate(**plain).annotate(**cells).values_list(*cells)
    try:
        statement, given = values.query.sql_with_params()
    except EmptyResultSet:  # Django sees that nothing can be found, and has no statement for it
        return
    yield from copied(statement, given)


def copied(sql: str, params: Sequence[Any]) -> Iterator[bytes]:
    """What a statement finds as CSV lines, in pieces, from one COPY."""
    with connection.cursor() as cursor:
        statement = cursor.cursor.mogrify(sql, params).decode()
    yield from with_carriage_returns(_copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)"))


def with_carriage_returns(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same lines with the ends that CSV asks for; a line end inside a quoted cell stays what it is."""
    quoted = 0
    for piece in pieces:
        parts = piece.split(b'"')
        for number in range(quoted, len(parts), 2):
            parts[number] = parts[number].replace(b"\n", b"\r\n")
        quoted = (quoted + len(parts) - 1) % 2
        yield b'"'.join(parts)


class _Pipe(io.RawIOBase):
    """What COPY writes into on one thread and the response reads from on another. Stops COPY when nobody reads on."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[bytes | BaseException | None] = queue.Queue(maxsize=8)
        self.left = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.put(bytes(data))
        return len(data)

    def put(self, piece: bytes | BaseException | None) -> None:
        while not self.left.is_set():
            try:
                return self.pieces.put(piece, timeout=0.5)
            except queue.Full:
                continue
        raise BrokenPipeError("The reader has gone.")


def _copy(statement: str) -> Iterator[bytes]:
    pipe = _Pipe()
    raw = connection.connection

    def run() -> None:
        try:
            with raw.cursor() as cursor:
                lines = io.BufferedWriter(pipe, PIECE)  # COPY gives line by line; python is asked once a piece
                cursor.copy_expert(statement, lines, size=PIECE)
                lines.flush()
            pipe.put(None)
        except BaseException as problem:
            if not pipe.left.is_set():
                pipe.put(problem)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while (piece := pipe.pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        pipe.left.set()
        thread.join()
