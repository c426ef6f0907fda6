"""What every act is made of: lock, authorise, check, change, record.

A refusal is a `Refused`: a list of sentences a user can act on. Pages and the API show the same words.
"""

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.db.models import Model, Q
from django.http import Http404

from core import clock

M = TypeVar("M", bound=Model)
P = ParamSpec("P")
T = TypeVar("T")
DEADLOCK = "40P01"
"""What PostgreSQL calls two transactions that wait for each other."""
STILL_TO_COME = "Enter a day that has come. What is still to come is entered once it is done."
TAKEN_OUT = "This entry was taken out of the register again, with its import."
"""What the database says where a row would come to point at an entry that is void."""
MOST_OVERTAKING = 8
"""How many others an act lets pass before it gives up: more than ever decide on one organisation at once."""


class Verdict:
    """The answer to 'may this person do that?': true or false, with the reason when it is no."""

    def __init__(self, allowed: bool, reason: str = "") -> None:
        self.allowed = allowed
        self.reason = reason

    def __bool__(self) -> bool:
        return self.allowed

    def __repr__(self) -> str:
        return "<allowed>" if self.allowed else f"<refused: {self.reason}>"


class Actor(Protocol):
    """A person in one capacity, through one channel. Made in partnerships.people; described here for core."""

    @property
    def channel(self) -> str: ...
    @property
    def user_id(self) -> int | None: ...
    @property
    def membership_id(self) -> int | None: ...
    @property
    def membership_ids(self) -> frozenset[int]: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def sight(self) -> str: ...
    @property
    def whose(self) -> Hashable: ...
    def may(self, permission: str, thing: Any = None) -> Verdict: ...
    def can_ever(self, permission: str) -> Verdict: ...
    def q(self, permission: str) -> Q: ...


class Refused(ValidationError):
    """An act that is not possible as things stand. Holds sentences that say what to do."""


def of_void_entry(problem: IntegrityError) -> Refused | None:
    """The refusal, where the database kept a row from pointing at an entry that is void; none of any other problem."""
    return Refused(TAKEN_OUT) if TAKEN_OUT in str(problem) else None


@contextmanager
def void_entries_refused() -> Iterator[None]:
    """Refuse in words where the database keeps a row from pointing at an entry that is void, as late as at the end of
    the transaction that stands within."""
    try:
        yield
    except IntegrityError as problem:
        raise of_void_entry(problem) or problem from None


class Conflict(Refused):
    """Somebody changed the record, or the list, since the form was opened. `current` is what it holds now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Somebody else changed this while you had it open. Nothing of yours has been saved yet.")
        self.current = current


class NotVisible(Http404):
    """The record is not there for this person: the same answer as for one that does not exist."""

    def __init__(self, thing: Model | None = None) -> None:
        super().__init__("Page not found")
        self.thing = thing


def the_one(actor: Actor, rows: Iterable[M]) -> M:
    """The only one of the rows, for somebody who may see it. Raises NotVisible otherwise."""
    found = next(iter(rows), None)
    if found is None or not actor.may(found.view_permission, found):  # type: ignore[attr-defined]
        raise NotVisible(found)
    return found


def authorise(by: Actor, permission: str, thing: Any = None) -> None:
    """Refuse unless `by` may do this to `thing`.

    Raises NotVisible where the person may not even see the thing, PermissionDenied with a reason otherwise.
    """
    verdict = by.may(permission, thing)
    if verdict:
        return
    seeing = getattr(type(thing), "view_permission", None)
    if seeing and not by.may(seeing, thing):
        raise NotVisible(thing)
    raise PermissionDenied(verdict.reason)


def refuse_to_come(**days: datetime.date | None) -> None:
    """Refuse days after today, each beside its field: they are facts, not plans."""
    wrong = {name: STILL_TO_COME for name, day in days.items() if day is not None and day > clock.today()}
    if wrong:
        raise Refused(wrong)


def locked(model: type[M], pk: Any, *, version: int | None = None) -> M:
    """Read a row again and hold it until the transaction ends; what an act decides on is read after this.

    `version` is the one the form was opened with: a Conflict is raised when the row has moved on.
    """
    manager = model._base_manager
    try:
        thing = manager.select_for_update(of=("self",)).get(pk=pk)
    except ObjectDoesNotExist:
        raise NotVisible from None
    if version is not None and getattr(thing, "version", version) != version:
        raise Conflict(thing)
    return thing


def again_if_overtaken(act: Callable[P, T]) -> Callable[P, T]:
    """Carry out an act anew where the database stops it, because somebody else acted in the same moment.

    An act holds the rows that it found when it began. One that came to belong to them while it waited is not among
    them, so the act meets a constraint, or waits for who waits for it; begun anew it finds that row, holds it, and
    decides rightly. Each time somebody else has come through, so it is tried as often as people may act at once.
    Stands above @transaction.atomic, which takes back what was attempted.
    """

    @wraps(act)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(MOST_OVERTAKING):
            try:
                return act(*args, **kwargs)
            except (IntegrityError, OperationalError) as problem:
                if isinstance(problem, OperationalError) and getattr(problem.__cause__, "pgcode", "") != DEADLOCK:
                    raise
        return act(*args, **kwargs)

    return carried_out


@contextmanager
def checked(check: Callable[..., Any], *about: Any) -> Iterator[None]:
    """Ask `check`, which reads and refuses, and then write; what the database refuses is asked again.

    with checked(refuse_taken, codes):
        identifier.save(force_insert=True)

    Of two people who write the same in the same moment, the second meets the constraint: by then `check` sees what
    the first one wrote, and refuses it in its own words. An IntegrityError that it knows nothing of passes on.
    """
    check(*about)
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        check(*about)
        raise


@contextmanager
def explained(check: Callable[[], Any]) -> Iterator[None]:
    """Write, and only where the database refuses ask `check`, which says why in its own words.

    For what the database itself holds, so that asking beforehand would ask twice: Django builds a statement for each
    constraint of a row. An error that `check` knows nothing of passes on.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError:
        check()
        raise


def one_at_a_time(name: str) -> None:
    """Hold every other act of this name back until the transaction ends, where what is decided on is many rows.

    SQLite lets one transaction write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
