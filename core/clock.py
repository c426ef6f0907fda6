"""The only source of time.

Everything that depends on the date asks here, so that tests, the demonstration loader and (in demonstration mode) the
story chosen in the banner can set it. Where an instant decides, such as a closing, ask `database_now()`: several web
servers may disagree about the time, one database does not.
"""

import datetime
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.db.models import DateTimeField, Expression, Value

LONDON = ZoneInfo("Europe/London")
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)
"""The first and the last day that anything can be asked as at."""

_told: ContextVar[datetime.datetime | None] = ContextVar("told_time", default=None)


def true_now() -> datetime.datetime:
    """The real moment, aware, in UTC, whatever story is being told."""
    return datetime.datetime.now(datetime.UTC)


def now() -> datetime.datetime:
    """The moment pages and acts go by, aware, in UTC."""
    return _told.get() or true_now()


def today() -> datetime.date:
    """The date in London at `now()`."""
    return london(now()).date()


def database_now() -> datetime.datetime:
    """The moment by the database's clock, for anything that an instant decides. Aware, in UTC."""
    told = _told.get()
    if told is not None or connection.vendor != "postgresql":
        return told or true_now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime.datetime = cursor.fetchone()[0]
    return moment.astimezone(datetime.UTC)


def day_in(column: datetime.date | str) -> datetime.date:
    """The day that a column of a statement of our own holds: PostgreSQL gives a day, SQLite its text."""
    return column if isinstance(column, datetime.date) else datetime.date.fromisoformat(str(column))


def database_moment() -> Expression:
    """When the transaction began, by the same clock, as a column of a statement that is asked anyway: `moment_in` reads
    it. It is when a form was posted: whoever waits for a colleague's act meanwhile is not judged by that.
    """
    return TransactionNow() if connection.vendor == "postgresql" else Value(None, output_field=DateTimeField())


def moment_in(column: datetime.datetime | None) -> datetime.datetime:
    """The moment that a column of `database_moment` holds; the one that is told instead, where one is."""
    return _told.get() or column or true_now()


def story() -> datetime.datetime | None:
    """The moment that is being told instead of the real one, or None."""
    return _told.get()


@contextmanager
def at(moment: datetime.datetime | datetime.date) -> Iterator[datetime.datetime]:
    """Tell another time inside the block. A date means nine in the morning in London."""
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time(9), LONDON)
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    token = _told.set(moment.astimezone(datetime.UTC))
    try:
        yield moment
    finally:
        _told.reset(token)


@contextmanager
def standing_still() -> Iterator[datetime.datetime]:
    """Let the moment stand still inside the block, at one of this very second that nothing else can hold, so that
    whatever was made of the moment is known by it."""
    with at(now().replace(microsecond=1 + secrets.randbelow(999_999))):
        yield now()


def london(moment: datetime.datetime) -> datetime.datetime:
    """The same moment as people in England read it."""
    return moment.astimezone(LONDON)


def start_of(day: datetime.date) -> datetime.datetime:
    """The first instant of a day in London, in UTC."""
    return datetime.datetime.combine(day, datetime.time(0), LONDON).astimezone(datetime.UTC)


def end_of(day: datetime.date) -> datetime.datetime:
    """The instant at which a day in London is over (24:00, half-open), in UTC. People see it as 11:59pm."""
    return start_of(day + datetime.timedelta(days=1))
