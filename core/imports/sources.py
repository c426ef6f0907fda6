"""What an app declares to take in a kind of published file, and what core asks of it.

    register(PctList())

A `Source` reads a file into rows and opens a `Sitting` for one walk through them. The sitting plans a batch of rows
(reading only) and carries the plans out inside a transaction of ours. core decides on batches, transactions, counts
and what is kept of rows that were refused.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Model

from core.acts import Actor, Refused

if TYPE_CHECKING:
    from core.imports.built import Built
    from core.imports.models import ImportRun


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATE = "created"
    UPDATE = "updated"
    UNCHANGED = "unchanged"
    REFUSE = "refused"


@dataclass(frozen=True)
class Row:
    """One row of a file: its line, its cells as they came, and what they say, or why they cannot be understood."""

    line: int
    raw: list[str]
    data: Any = None
    problem: str = ""
    label: str = ""


@dataclass
class Plan:
    """What is to be done with one row, why, and what is odd about it. `thing` is for the source alone."""

    row: Row
    outcome: Outcome
    label: str = ""
    changes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    reason: str = ""
    thing: Any = None


@dataclass(frozen=True)
class Reading:
    """A file that was found usable: its headings, how many rows it has, from when it is, and a way to walk it again."""

    headings: list[str]
    total: int
    as_at: datetime.date | None
    rows: Callable[[], Iterator[Row]]


class Sitting(ABC):
    """One walk through a file. It remembers what earlier rows said as far as later ones need it."""

    @abstractmethod
    def plan(self, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
        """What is to be done with each row, by a few queries for all of them. Writes nothing.

        `lock` holds the records it decides on until the transaction ends.
        """

    @abstractmethod
    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        """Do what was planned, inside the transaction in which it was planned."""

    def finish(self, by: Actor, *, run_id: int) -> None:  # noqa: B027 - most lists have nothing left to do
        """Do what can only be done once every row was taken, inside the transaction that closes the import."""

    def finish_row(self, by: Actor, *, run_id: int) -> None:  # noqa: B027 - likewise
        """Do what follows from one row that was corrected by itself, inside the transaction that takes it."""


class Source(ABC):
    """A kind of published file."""

    code: str
    title: str
    description: str
    permission: str
    """Who may take such a file in."""
    view_permission: str
    """Who may see what was done with one."""
    run_page: str
    """The name of the address of the page that says what was done."""
    own_page: str = ""
    """The name of the address on which it is sent, where more is asked than the common page does."""
    noun: str = "Organisation"
    """What one of those is called that a row adds, on the page that says what was done."""
    taken_by_row: bool = False
    """Whether a refused row can be corrected by itself: each row of such a file says all of what it is about."""
    records: type[Model] | None = None
    """What its rows become, where an import can be undone: it then keeps an ImportedRecord of each it touches."""
    parts: tuple[type[Model], ...] = ()
    """The tables of what it adds to them, those that point at others first."""
    places: tuple[type[Model], ...] = ()
    """What else it makes, which goes again when the import is undone."""
    facts: tuple[type[Model], ...] = ()
    """What its rows become where that are facts about records which are there already: an import that is undone takes
    those out that it put in, and lets those stand again that it had ended (`built_since`, `while_undone`)."""

    @abstractmethod
    def read(self, path: Path, name: str, *, cap: int) -> Reading:
        """Look the whole file through and say what it is. `cap` is in bytes.

        Raises core.files.kinds.UnusableFile, with a sentence, where nothing of it can be taken.
        """

    @abstractmethod
    def sit(self, reading: Reading, *, published_on: datetime.date | None = None, **given: Any) -> Sitting:
        """Begin a walk. `published_on` is when the file was published, where the person said so; `given` is what else
        a source asks for, as its run keeps it."""

    def cells_of(self, headings: Sequence[str], given: dict[str, Any]) -> list[tuple[int, str]]:
        """The cells of a row that are read, by their place, each with what it is called."""
        return list(enumerate(headings))

    void_values: ClassVar[dict[str, Any]] = {}
    """What a record that is void holds in the fields that it is found by."""

    @property
    def undoable(self) -> bool:
        """Whether an import of such a file keeps what it did, so that it can be undone."""
        return self.records is not None or bool(self.facts)

    def built_since(self, run: "ImportRun", actor: Actor) -> "list[Built]":
        """What was built on the facts of an import since; asked where `facts` are named."""
        return []

    def while_undone(self, by: Actor, run: "ImportRun") -> AbstractContextManager[None]:
        """Hold all that facts are judged by while they are taken back, and judge anew afterwards."""
        return nullcontext()

    def would_take_back(self, run: "ImportRun") -> "list[tuple[str, int, list[str]]]":
        """What undoing an import would do, of each sort: in words, how many, and the first of them."""
        return []

    def sit_for_row(self, reading: Reading, *, published_on: datetime.date | None = None, **given: Any) -> Sitting:
        """Begin a walk over one row that was corrected by itself: it says nothing of the rest of its list."""
        return self.sit(reading, published_on=published_on, **given)

    def put_back(self, records: Sequence[Any]) -> set[str]:
        """Work out again what records repeat of their parts, after those were put back. Returns the fields; does not
        save."""
        return set()


SOURCES: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Make a source known, by its code."""
    SOURCES[source.code] = source
    return source


def source_named(code: str) -> Source:
    """The source with this code. Refuses one that is not known."""
    if code not in SOURCES:
        raise Refused(f"'{code}' is not a list that can be imported. Choose one of {', '.join(sorted(SOURCES))}.")
    return SOURCES[code]
