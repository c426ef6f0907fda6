"""Pages by key: as quick at the end of a long register as at its beginning, and stable while rows come and go.

A place in the register is written 'value~id' of the row next to it, the value as in JSON.
"""

import datetime
import decimal
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.db import connection
from django.db.models import CharField, DateTimeField, Model, Q, QuerySet, TextField
from django.db.models.constants import LOOKUP_SEP

ORDER = "_order"
"""The annotation that holds what a page is sorted by, where that is an expression."""
FARTHEST = datetime.timedelta(hours=15)
"""How far a clock can be from UTC; PostgreSQL knows no zone beyond."""


@dataclass(frozen=True)
class Place:
    """Just after, or just before, a row."""

    value: Any
    pk: int

    def __str__(self) -> str:
        value = self.value
        if isinstance(value, datetime.date | datetime.datetime):
            value = value.isoformat()
        elif isinstance(value, decimal.Decimal):
            value = str(value)
        return f"{json.dumps(value, ensure_ascii=False)}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place from an address, None where it is not one."""
        value, _, pk = text.rpartition("~")
        if not (pk.isascii() and pk.isdigit()) or len(pk) > 18:
            return None
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            return None
        return cls(found, int(pk)) if isinstance(found, str | int | bool) and storable(str(found)) else None


def storable(text: str) -> bool:
    """Whether a database can be asked about the text: no NUL, no half a character, not without end, no moment of which
    it knows no zone or that is beyond the calendar in UTC."""
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text) or len(text) > 1000:
        return False
    try:
        moment = datetime.datetime.fromisoformat(text)
        offset = moment.utcoffset()
        return offset is None or (abs(offset) <= FARTHEST and bool(moment.astimezone(datetime.UTC)))
    except ValueError:
        return True  # other text
    except OverflowError:
        return False


def turn(rows: QuerySet, by: str, *, down: bool, after: Place | None = None, before: Place | None = None) -> QuerySet:
    """The rows after, or (in reverse) before, a place, sorted by the path `by` and id.

    Written as 'x >= a AND (x > a OR id > b)' so that an index on the order and the id is walked from the place on.
    """
    backwards = before is not None
    place = before if backwards else after
    falling = down != backwards
    if place is not None and lacks_zone(rows, by, place.value):
        return rows.none()
    if place is not None:
        near, far = ("lte", "lt") if falling else ("gte", "gt")
        beyond = "lt" if backwards else "gt"
        try:
            rows = rows.filter(**{f"{by}__{near}": place.value}).filter(
                Q(**{f"{by}__{far}": place.value}) | Q(**{f"pk__{beyond}": place.pk})
            )
        except (ValidationError, ValueError, TypeError):
            return rows.none()
    return in_order(rows, by, down=down, backwards=backwards)


@lru_cache(maxsize=1000)
def is_text(model: type[Model], by: str) -> bool:
    """Whether a path leads to text: any text can then stand where a list goes on."""
    at: Any = model
    try:
        for name in by.split(LOOKUP_SEP):
            field = at._meta.get_field(name)
            at = field.related_model
    except (FieldDoesNotExist, AttributeError):  # an expression
        return False
    return isinstance(field, CharField | TextField)


def lacks_zone(rows: QuerySet, by: str, value: Any) -> bool:
    """Whether a list that is sorted by a moment is asked about one of no time zone: no place in it is written so."""
    try:
        moment = datetime.datetime.fromisoformat(str(value))
    except ValueError:
        return False  # other text
    sorted_by: Any = rows.all().query.resolve_ref(by)
    return moment.tzinfo is None and isinstance(sorted_by.output_field, DateTimeField)


def in_order(rows: QuerySet, by: str, *, down: bool, backwards: bool = False) -> QuerySet:
    """The rows sorted by the path `by`, falling or rising, then by id; the other way round if one walks backwards."""
    return rows.order_by(f"-{by}" if down != backwards else by, "-pk" if backwards else "pk")


def number_of(rows: QuerySet) -> int:
    """How many rows there are, by a statement around that of the rows: building one anew, as `.count()` does, takes
    longer than the answer."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({statement}) found", values)  # noqa: S608 - what Django wrote
        [(number,)] = cursor.fetchall()
    return int(number)
